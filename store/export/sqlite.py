"""One SQLite file with all tables; opens in Datasette as it is, with its metadata beside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from extract.language import Lang
from store.export.safe import plain
from store.export.tables import TABLES, Table, Values

FORMAT = "sqlite"
TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "TEXT"}


def write(table: Table, rows: Iterable[Values], directory: Path, lang: Lang) -> list[Path]:
    """``xephang.sqlite`` with a table of this name, and ``metadata.json`` for Datasette."""
    path, metadata = directory / "xephang.sqlite", directory / "metadata.json"
    if table is TABLES[0]:
        path.unlink(missing_ok=True)
    columns = ", ".join(f'"{c.name}" {TYPES.get(c.kind, "TEXT")}' for c in table.columns)
    places = ", ".join("?" * len(table.columns))
    with sqlite3.connect(path) as connection:
        connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
        connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', (tuple(map(plain, row)) for row in rows))  # noqa: S608
    connection.close()
    described = {
        t.name: {
            "description": t.vi if lang == "vi" else t.en,
            "columns": {c.name: c.vi if lang == "vi" else c.en for c in t.columns},
        }
        for t in TABLES
    }
    made = {"title": "xephang", "databases": {"xephang": {"tables": described}}}
    metadata.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [path, metadata] if table is TABLES[0] else []
