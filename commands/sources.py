"""``xephang sources``: the sites that are watched; lint them; start a new one."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.table import Table

from commands.terminal import fail, out, safe
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the commands ``sources``, ``sources check`` and ``sources new``."""
    group = typer.Typer(help=t("sources.help"), invoke_without_command=True)
    app.add_typer(group, name="sources")

    @group.callback()
    def listing(context: typer.Context) -> None:
        """List every declared source when no sub-command is given."""
        if context.invoked_subcommand is None:
            _list(t)

    @group.command("check", help=t("sources.check"))
    def check() -> int:
        from crawler.sources import check as problems
        from crawler.sources import check_fixtures, load_all

        found = [*problems(), *check_fixtures()]
        for problem in found:
            fail(f"{problem.source}: {problem.say(t.lang)}")
        out.print(safe(t("sources.checked", sources=len(load_all()), problems=len(found))))
        return 1 if found else 0

    @group.command("new", help=t("sources.new"))
    def new(
        url: str = typer.Argument(..., metavar="URL", help=t("sources.url")),
        source_id: str = typer.Option("", "--id", help=t("sources.own_id")),
        into: Path = typer.Option(None, "--into", help=t("sources.into")),
        private: bool = typer.Option(False, "--allow-private", help=t("add.private")),
    ) -> None:
        from crawler.draft import draft
        from crawler.sources import folders

        made = draft(url, into or folders()[-1], source_id=source_id, allow_private=private)
        out.print(
            safe(t("sources.drafted", id=made.source_id, system=made.system, path=made.path, links=made.links, files=made.files))
        )
        out.print(safe(t("sources.fill_in", path=made.fixture)))


def _list(t: Texts) -> None:
    from crawler.sources import load_all

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("id", "name", "system", "verified"):
        table.add_column(t(f"sources.{column}"), overflow="fold")
    specs = load_all()
    for key, spec in sorted(specs.items()):
        name = spec.name.vi if t.lang == "vi" else spec.name.en
        table.add_row(safe(key), safe(name), safe(spec.system), safe(t(f"sources.verified_{spec.verified}")))
    out.print(table)
    out.print(safe(t("sources.count", sources=len(specs))))
