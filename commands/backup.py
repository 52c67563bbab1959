"""``xephang backup``: store and archive in one file."""

from __future__ import annotations

from pathlib import Path

import typer

from commands.terminal import out, safe
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``backup``."""

    @app.command("backup", help=t("backup.help"))
    def backup(file: Path = typer.Argument(..., metavar="FILE", help=t("backup.file"))) -> int:
        from store.backup import backup as run
        from store.home import Home

        run(Home.from_env(), file)
        out.print(safe(t("backup.done", file=file)))
        return 0
