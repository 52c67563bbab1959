"""``xephang status``: which sources are broken, stale, never verified or fine, worst first."""

from __future__ import annotations

import typer
from rich.table import Table

from commands.opening import opened
from commands.terminal import out, safe
from extract.language import Texts

COLOUR = {"broken": "bold red", "stale": "yellow", "never": "dim", "fine": "green"}


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``status``."""

    @app.command("status", help=t("status.help"))
    def status(bounds: bool = typer.Option(False, "--suggest", help=t("status.suggest"))) -> int:
        from crawler.health import suggestions, verdicts
        from store.failures import set_aside
        from store.queue import waiting

        engine = opened().engine
        if bounds:
            for key, expect in suggestions(engine).items():
                out.print(safe(f"{key}: expect: {{" + ", ".join(f"{name}: {value}" for name, value in expect.items()) + "}"))
            return 0
        found = verdicts(engine)
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("state", "source", "since", "reason"):
            table.add_column(t(f"status.{column}"), overflow="fold")
        for verdict in found:
            since = f"{verdict.since:%Y-%m-%d %H:%M}" if verdict.since else ""
            state = f"[{COLOUR.get(verdict.state, 'bold')}]{t(f'status.state_{verdict.state}')}[/]"
            table.add_row(state, safe(verdict.source_id), since, safe(verdict.say(t.lang)))
        out.print(table)
        broken = sum(v.state in ("broken", "stale") for v in found)
        aside = set_aside(engine)
        if aside:
            reason = aside[0].vi if t.lang == "vi" else aside[0].en
            out.print(safe(t("status.aside", count=sum(a.documents for a in aside), reason=reason)))
        for task, (todo, doing) in waiting(engine).items():
            out.print(safe(t("status.queued", task=task, waiting=todo, running=doing)))
        out.print(safe(t("status.done", sources=len(found), broken=broken)))
        return 1 if broken else 0
