"""Data sets: the panel, all observations with provenance, and the findings, as one Frictionless data package.

Every module of this folder with ``FORMAT`` and ``write(table, rows, directory)`` is a format. Rows are streamed from the store, so that
memory does not grow with their number; the same data give the same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType

from sqlalchemy import Engine

from extract.errors import UsageError
from extract.language import Lang
from store.export import package
from store.export.changes import Changes
from store.export.tables import CHANGES, TABLES, Scope, rows
from store.units import Division

__all__ = ["export", "formats"]

Report = Callable[[int, int, str], None]


@cache
def formats() -> dict[str, ModuleType]:
    """All formats by name."""
    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(__path__, f"{__name__}."):
        module = importlib.import_module(info.name)
        if hasattr(module, "FORMAT") and hasattr(module, "write"):
            found[module.FORMAT] = module
    return found


def export(
    engine: Engine,
    directory: Path,
    *,
    only: Sequence[str] | None = None,
    as_of: datetime | None = None,
    division: Division = "year",
    indexes: Sequence[str] = (),
    years: tuple[int, int] | None = None,
    previous: Changes | None = None,
    lang: Lang = "vi",
    progress: Report | None = None,
) -> list[Path]:
    """Write the data package to ``directory`` and return its files.

    Args:
        engine: the store.
        directory: made if missing; files of an earlier export of the same name are replaced.
        only: names of formats; all of them by default.
        as_of: the panel and the findings as they were known then.
        division: the division that provinces are named in: the year's own, the 63 or the 34.
        indexes: only these; all of them by default.
        years: first and last evaluated year, inclusive; all of them by default.
        previous: the difference to an earlier release, which becomes a table of this one.
        lang: the language of titles and labels inside the files.
        progress: told (done, total, what).

    Raises:
        UsageError: a format that does not exist, or a directory that cannot be written.
    """
    chosen = _choose(only)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"Không ghi được thư mục {directory}: {error.strerror}", f"Cannot write to {directory}: {error.strerror}"
        ) from error
    written: list[Path] = []
    scope = Scope(as_of, division, tuple(indexes), years)
    if previous:
        with engine.connect() as connection:
            previous.take(rows(connection, TABLES[0], scope))
    tables = (*TABLES, CHANGES) if previous else TABLES
    steps = [(module, table) for module in chosen for table in tables]
    for i, (module, table) in enumerate(steps):
        if progress:
            progress(i, len(steps), f"{table.name}.{module.FORMAT}")
        with engine.connect() as connection:
            lines = previous.rows() if previous and table is CHANGES else rows(connection, table, scope)
            written += module.write(table, lines, directory, lang)
    if progress:
        progress(len(steps), len(steps), "")
    written += package.write(engine, directory, written, tables, scope)
    return written


def _choose(only: Sequence[str] | None) -> list[ModuleType]:
    known = formats()
    unknown = [name for name in only or () if name not in known]
    if unknown:
        names = ", ".join(known)
        raise UsageError(f"Không có định dạng {unknown[0]}; có: {names}", f"There is no format {unknown[0]}; there are: {names}")
    return [known[name] for name in (only or known)]
