"""``xephang check``: consolidate the observations into the panel and cross-check them."""

from __future__ import annotations

from datetime import datetime

import typer
from rich.table import Table
from sqlmodel import Session

from commands.opening import end_of, opened
from commands.stages import check_all, read_all
from commands.terminal import out, safe
from extract.language import Texts
from store.questions import counted
from store.questions import findings as standing

MARK = {"error": "[bold red]●[/]", "warning": "[yellow]▲[/]", "note": "[dim]·[/]"}


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``check``."""

    @app.command("check", help=t("check.help"))
    def check(
        limit: int = typer.Option(30, "--limit", min=0, help=t("check.limit")),
        strict: bool = typer.Option(False, "--strict", help=t("check.strict")),
        as_of: datetime | None = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help=t("check.as_of")),
    ) -> int:
        place = opened()
        if as_of is None:  # the past is only looked at
            read_all(place, t)
            check_all(place, t)
        with Session(place.engine) as session:
            findings = [finding for finding, _ in standing(session, as_of=end_of(as_of), limit=limit)]
            counts = counted(session, end_of(as_of))
        if findings:
            table = Table(box=None, show_header=True, header_style="bold", pad_edge=False)
            table.add_column("")
            for column in ("check.rule", "check.sentence"):
                table.add_column(t(column), overflow="fold")
            for finding in findings:
                sentence = finding.sentence_vi if t.lang == "vi" else finding.sentence_en
                table.add_row(MARK.get(finding.severity, ""), safe(finding.rule), safe(sentence))
            out.print(table)
        errors = counts.get("error", 0)
        out.print(safe(t("check.done", findings=sum(counts.values()), errors=errors, shown=len(findings))))
        return 1 if strict and errors else 0
