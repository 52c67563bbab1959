"""``xephang check``: consolidate the observations into the panel and cross-check them."""

from __future__ import annotations

import typer
from rich.table import Table
from sqlmodel import Session, col, select

from commands.opening import opened
from commands.stages import check_all, read_all
from commands.terminal import out, safe
from extract.language import Texts
from store.models import Finding

MARK = {"error": "[bold red]●[/]", "warning": "[yellow]▲[/]", "note": "[dim]·[/]"}
WEIGHT = {"error": 0, "warning": 1, "note": 2}


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``check``."""

    @app.command("check", help=t("check.help"))
    def check(
        limit: int = typer.Option(30, "--limit", min=0, help=t("check.limit")),
        strict: bool = typer.Option(False, "--strict", help=t("check.strict")),
    ) -> int:
        place = opened()
        read_all(place, t)
        found = check_all(place, t)
        with Session(place.engine) as session:
            findings = session.exec(select(Finding).where(col(Finding.closed_at).is_(None))).all()
        findings = sorted(findings, key=lambda f: (WEIGHT.get(f.severity, 3), -f.confidence, f.rule, f.key))
        if findings and limit:
            table = Table(box=None, show_header=True, header_style="bold", pad_edge=False)
            table.add_column("")
            for column in ("check.rule", "check.sentence"):
                table.add_column(t(column), overflow="fold")
            for finding in findings[:limit]:
                sentence = finding.sentence_vi if t.lang == "vi" else finding.sentence_en
                table.add_row(MARK.get(finding.severity, ""), safe(finding.rule), safe(sentence))
            out.print(table)
        errors = sum(f.severity == "error" for f in findings)
        out.print(safe(t("check.done", findings=sum(found.values()), errors=errors, shown=min(limit, len(findings)))))
        return 1 if strict and errors else 0
