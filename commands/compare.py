"""``xephang compare``: the panel against an outside table."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.table import Table

from commands.opening import opened
from commands.terminal import out, safe
from extract.language import Texts, number


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``compare``."""

    @app.command("compare", help=t("compare.help"))
    def compare(file: Path = typer.Argument(..., metavar="FILE", help=t("compare.file"))) -> int:
        from store.compare import compare as run

        agreement = run(opened().engine, file)
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("index", "year", "measure", "same", "of", "share"):
            table.add_column(t(f"compare.{column}"))
        for row in agreement.rows:
            share = number(100 * row.same / row.of, t.lang, 1) + " %" if row.of else "–"
            table.add_row(row.index, str(row.year), row.measure, str(row.same), str(row.of), share)
        out.print(table)
        for difference in agreement.differences[:20]:
            out.print(safe(f"  {difference.say(t.lang)}"))
        out.print(safe(t("compare.done", same=agreement.same, of=agreement.of, missing=agreement.missing)))
        return 0
