"""``xephang export``: the panel, the observations and the findings as a data package."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import typer

from commands.opening import end_of, opened
from commands.terminal import out, progress, safe
from extract.errors import UsageError
from extract.language import Texts
from store.units import Division

DIVISIONS: dict[str, Division] = {"of-year": "year", "year": "year", "63": "63", "34": "34"}


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``export``."""

    @app.command("export", help=t("export.help"))
    def export(
        directory: Path = typer.Argument(Path("xephang-export"), metavar="DIR", help=t("export.directory")),
        formats: list[str] = typer.Option(None, "--format", help=t("export.formats")),
        as_of: datetime = typer.Option(None, "--as-of", formats=["%Y-%m-%d"], help=t("export.as_of")),
        division: str = typer.Option("of-year", "--division", metavar="of-year|63|34", help=t("export.division")),
        previous: Path = typer.Option(None, "--diff", metavar="PREVIOUS", help=t("export.diff")),
    ) -> int:
        from store.export import export as write
        from store.export.changes import Changes

        place = opened()
        with Changes(previous) if previous else nullcontext() as changes, progress(t("export.progress")) as report:
            files = write(
                place.engine,
                directory,
                only=formats or None,
                as_of=end_of(as_of),
                division=_division(division),
                previous=changes,
                lang=t.lang,
                progress=report,
            )
            counts = changes.counts() if changes else None
        for file in files:
            out.print(safe(f"  {file}"))
        out.print(safe(t("export.done", files=len(files), directory=directory)))
        if counts:
            out.print(safe(t("export.changes", previous=previous, **counts)))
        return 0


def _division(name: str) -> Division:
    if name not in DIVISIONS:
        raise UsageError(
            f"Không có danh sách tỉnh {name}; có: of-year, 63, 34", f"There is no division {name}; there are: of-year, 63, 34"
        )
    return DIVISIONS[name]
