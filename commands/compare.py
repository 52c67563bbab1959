"""``xephang compare``: the panel against an outside table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer
from rich.table import Table
from sqlmodel import Session

from commands.opening import end_of, opened
from commands.terminal import out, safe
from extract.language import Texts, number

COLUMNS = ("year", "measure", "compared", "equal", "rounding", "different", "missing", "share")


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``compare``."""

    @app.command("compare", help=t("compare.help"))
    def compare(
        file: Path = typer.Argument(..., metavar="FILE", help=t("compare.file")),
        mapping: Path = typer.Option(None, "--map", help=t("compare.map")),
        index: str = typer.Option(None, "--index", help=t("compare.index")),
        year: int = typer.Option(None, "--year", help=t("compare.year")),
        as_of: datetime = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help=t("export.as_of")),
        limit: int = typer.Option(20, "--limit", min=0, help=t("compare.limit")),
        strict: bool = typer.Option(False, "--strict", help=t("compare.strict")),
    ) -> int:
        from store.compare import agreement
        from store.compare import compare as against
        from store.outside import load_mapping, values

        how = load_mapping(mapping, index=index, year=year)
        with Session(opened().engine) as session:
            compared = against(session, how, values(file, how), end_of(as_of))
        table = Table(box=None, header_style="bold", pad_edge=False, title=safe(how.index), title_justify="left")
        for column in COLUMNS:
            table.add_column(t(f"compare.column_{column}"), justify="left" if column == "measure" else "right")
        for row in agreement(compared):
            counts = (row.compared, row.equal, row.rounding, row.different, row.missing)
            share = "–" if row.share is None else f"{number(100 * row.share, t.lang, 1)} %"
            table.add_row(str(row.year), safe(row.measure), *map(str, counts), share)
        out.print(table)
        different = [item for item in compared if item.verdict == "different"]
        for item in different[:limit]:
            v = item.value
            out.print(safe(t(
                "compare.differs", subject=v.subject, year=v.year, what=v.criterion or v.measure, outside=v.raw,
                panel=number(item.number or 0, t.lang), observation=item.observation,
            )))  # fmt: skip
        both = sum(item.verdict != "missing" for item in compared)
        out.print(
            safe(t("compare.done", compared=len(compared), both=both, agree=both - len(different), different=len(different)))
        )
        return 1 if strict and len(different) + len(compared) - both else 0
