"""``xephang export``: the panel, the observations and the findings as a data package."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer

from commands.opening import end_of, opened
from commands.terminal import out, progress, safe
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``export``."""

    @app.command("export", help=t("export.help"))
    def export(
        directory: Path = typer.Argument(Path("xephang-export"), metavar="DIR", help=t("export.directory")),
        formats: list[str] = typer.Option(None, "--format", help=t("export.formats")),
        as_of: datetime = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help=t("export.as_of")),
    ) -> int:
        from store.export import export as write

        place = opened()
        with progress(t("export.progress")) as report:
            files = write(
                place.engine,
                directory,
                only=formats or None,
                as_of=end_of(as_of),
                lang=t.lang,
                progress=report,
            )
        for file in files:
            out.print(safe(f"  {file}"))
        out.print(safe(t("export.done", files=len(files), directory=directory)))
        return 0
