"""``xephang evaluate``: precision and recall of the extraction against gold annotations."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.table import Table

from commands.extract import lines
from commands.terminal import out, progress, safe
from extract import evaluate as evaluation
from extract.errors import UsageError
from extract.evaluate import Report, Tally
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``evaluate``."""

    @app.command("evaluate", help=t("evaluate.help"))
    def evaluate(
        gold: Path = typer.Argument(..., metavar="GOLD", help=t("evaluate.gold")),
        texts: Path = typer.Argument(..., metavar="TEXTS", help=t("evaluate.texts")),
        half: str = typer.Option("", "--half", metavar="a|b", help=t("evaluate.half")),
        misses: int = typer.Option(0, "--misses", min=0, help=t("evaluate.misses")),
    ) -> int:
        for folder in (gold, texts):
            if not folder.is_dir():
                raise UsageError(f"Không có thư mục {folder}", f"There is no folder {folder}")
        report = score(gold, texts, half, t)
        _print(report, t)
        for line in report.misses[:misses]:
            out.print(safe(line))
        return 0


def score(gold: Path, texts: Path, half: str, t: Texts) -> Report:
    """Read the documents of a corpus (or of one half) and score them."""
    names = evaluation.stems(gold, half)
    files = {path.name.split(".")[0]: path for path in sorted(texts.iterdir())}
    wanted = [files[name] for name in names if name in files]
    made = {}
    with progress(t("extract.progress")) as report:
        for i, (path, line) in enumerate(lines(wanted, tables=False, jobs=2, lang=t.lang)):
            report(i + 1, len(wanted), path.name)
            made[path.name.split(".")[0]] = line
    return evaluation.evaluate(gold, names, lambda name: made.get(name, {}))


def _print(report: Report, t: Texts) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("", "P", "R", "F1", "TP", "FP", "FN"):
        table.add_column(column, justify="left" if not column else "right")
    for name in ("core", "full", "group", "decisions", "relevance"):
        table.add_row(name, *_cells(report.tallies[name]))
    for by, slices in report.slices.items():
        table.add_section()
        for name, tally in sorted(slices.items()):
            table.add_row(f"{by} {name}", *_cells(tally))
    out.print(table)
    for name in ("published", "decision_dates", "evidence"):
        share = report.share(name)
        out.print(f"{name:16} {'–' if share is None else f'{share:.4f}'}")
    mean = "–" if report.mean_f1 is None else f"{report.mean_f1:.4f}"
    out.print(f"{'mean F1':16} {mean}  ({report.documents})")


def _cells(tally: Tally) -> list[str]:
    rates = [f"{value:.4f}" for value in (tally.precision, tally.recall, tally.f1)]
    return [*rates, str(tally.hit), str(tally.false), str(tally.missed)]
