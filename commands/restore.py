"""``xephang restore``: a home out of a backup."""

from __future__ import annotations

from pathlib import Path

import typer

from commands.terminal import out, safe
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``restore``."""

    @app.command("restore", help=t("restore.help"))
    def restore(file: Path = typer.Argument(..., metavar="FILE", help=t("restore.file"))) -> int:
        from store.backup import restore as run
        from store.home import Home

        home = Home.from_env()
        run(home, file)
        out.print(safe(t("restore.done", home=home.root)))
        return 0
