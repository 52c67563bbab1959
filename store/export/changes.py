"""The difference between an earlier release's panel and this one's, in a temporary file, so that memory does not grow with them."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extract.errors import UsageError
from store.export.safe import bare, plain
from store.export.tables import TABLES, Values

KEY = ("index", "level", "province", "year", "among", "subject", "criterion", "measure")
VALUE = ("number", "label", "state")
COLUMNS = (*KEY, *VALUE)


class Changes:
    """Opened with the folder of an earlier release; then :meth:`take` this one's panel, and ask for :meth:`rows` and :meth:`counts`.

    Raises:
        UsageError: the folder holds no panel as CSV, or one with other columns.
    """

    def __init__(self, previous: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="xephang-diff-")
        self._database = sqlite3.connect(Path(self._folder.name) / "diff.sqlite", isolation_level=None)
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("PRAGMA synchronous=OFF")
        try:
            self._fill("before", _read(previous / "panel.csv"))
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._database.close()
        self._folder.cleanup()

    def take(self, panel: Iterable[Values]) -> None:
        """This release's panel, in the columns of its table."""
        places = [[c.name for c in TABLES[0].columns].index(name) for name in COLUMNS]
        self._fill("after", (tuple(_cell(row[i]) for i in places) for row in panel))

    def rows(self) -> Iterator[Values]:
        """The rows of the table ``changes``, in the order of their dimensions."""
        keys = ", ".join(f'"{name}"' for name in KEY)
        values = ", ".join(f'b."{name}", a."{name}"' for name in VALUE)
        same = " AND ".join(f'a."{name}" = b."{name}"' for name in VALUE)
        query = (
            f"SELECT change, {keys}, {', '.join(f'v{i}' for i in range(2 * len(VALUE)))} FROM ("  # noqa: S608
            f"SELECT CASE WHEN b.number IS NULL THEN 'added' ELSE 'changed' END AS change, {_named('a')}, {_numbered(values)} "
            f"FROM after a LEFT JOIN before b ON {_joined()} WHERE b.number IS NULL OR NOT ({same}) UNION ALL "
            f"SELECT 'gone', {_named('b')}, {_numbered(values)} FROM before b LEFT JOIN after a ON {_joined()} WHERE a.number IS NULL) "
            f"ORDER BY {keys}"
        )
        for change, *row in self._database.execute(query):
            dimensions, (was, now, *words) = row[: len(KEY)], row[len(KEY) :]
            dimensions[KEY.index("year")] = int(dimensions[KEY.index("year")])
            yield (change, *dimensions, _number(was), _number(now), *words)

    def counts(self) -> dict[str, int]:
        """How many values were added, changed, are gone."""
        made = {"added": 0, "changed": 0, "gone": 0}
        for change, *_ in self.rows():
            made[change] += 1
        return made

    def _fill(self, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
        columns = ", ".join(f'"{c}" TEXT NOT NULL' for c in COLUMNS)
        keys = ", ".join(f'"{c}"' for c in KEY)
        self._database.execute(f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({keys})) WITHOUT ROWID")
        self._database.execute("BEGIN")
        self._database.executemany(f"INSERT OR REPLACE INTO {name} VALUES ({', '.join('?' * len(COLUMNS))})", rows)  # noqa: S608
        self._database.execute("COMMIT")


def _named(table: str) -> str:
    return ", ".join(f'{table}."{name}"' for name in KEY)


def _numbered(values: str) -> str:
    return ", ".join(f"{value} AS v{i}" for i, value in enumerate(values.split(", ")))


def _joined() -> str:
    return " AND ".join(f'a."{name}" = b."{name}"' for name in KEY)


def _cell(value: object) -> str:
    shown = plain(value)
    return "" if shown is None else str(shown)


def _number(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _read(path: Path) -> Iterator[tuple[str, ...]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            heading = next(reader, [])
            places = [heading.index(name) for name in COLUMNS]
            for row in reader:
                yield tuple(bare(row[i]) for i in places)
    except (OSError, UnicodeDecodeError, ValueError, IndexError, csv.Error) as error:
        raise UsageError(
            f"Không đọc được bản phát hành trước: {path} ({error})", f"Cannot read the previous release: {path} ({error})"
        ) from error
