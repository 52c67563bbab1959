"""One SQLite file with all tables; opens in Datasette as it is, with its metadata beside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.language import Lang
from store.export.package import texts
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
    made = json.loads(metadata.read_text("utf-8")) if table is not TABLES[0] else _about(lang)
    made["databases"]["xephang"]["tables"][table.name] = {
        "description": table.vi if lang == "vi" else table.en,
        "columns": {c.name: c.vi if lang == "vi" else c.en for c in table.columns},
    }
    metadata.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [path, metadata] if table is TABLES[0] else []


def _about(lang: Lang) -> dict[str, Any]:
    """Datasette's metadata of the whole database."""
    return {
        "title": "xephang",
        "description": texts(lang)["note"],
        "license": "CC-BY-4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "databases": {"xephang": {"tables": {}}},
    }
