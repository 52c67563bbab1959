"""Parts of the store that are consolidated or checked at a time: a temporary table ``part`` of editions, or of subjects of editions.

Work goes part by part, so that memory does not grow with the store, and only over what was touched, so that time does not either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Table, TableClause, TextClause, bindparam, column, table, text

from store.models import Result

EDITION = ("index", "level", "province", "year")
SUBJECT = (*EDITION, "subject")
TYPES = {"year": "INTEGER"}
MOMENT = cast(Table, Result.__table__).c.since.type  # type: ignore[attr-defined]
LARGE = 200_000  # observations a part


def quoted(names: Iterable[str], table: str = "") -> str:
    """Column names for a statement: one of them is a reserved word."""
    return ", ".join(f'{table}."{name}"' if table else f'"{name}"' for name in names)


def same(a: str, b: str, names: Iterable[str]) -> str:
    """The condition that two tables agree in ``names``."""
    return " AND ".join(f'{a}."{name}" = {b}."{name}"' for name in names)


def at(statement: str, moment: datetime) -> TextClause:
    """A statement with this moment as ``:at``, in the form that the tables hold."""
    return text(statement).bindparams(bindparam("at", moment, type_=MOMENT))


def temporary(connection: Connection, name: str, columns: str) -> None:
    """A new temporary table, in place of one of that name."""
    connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    connection.execute(text(f"CREATE TEMPORARY TABLE {name} ({columns})"))


def analyzed(connection: Connection, *names: str) -> None:
    """PostgreSQL plans badly over temporary tables that it knows nothing about; SQLite follows the order of the joins."""
    if connection.dialect.name == "postgresql":
        for name in names:
            connection.execute(text(f"ANALYZE {name}"))


def make_part(connection: Connection, columns: Sequence[str], rows: Sequence[Sequence[Any]] = ()) -> TableClause:
    """A new table ``part`` with these rows."""
    typed = ", ".join(f'"{name}" {TYPES.get(name, "TEXT")} NOT NULL' for name in columns)
    temporary(connection, "part", f"{typed}, PRIMARY KEY ({quoted(columns)})")
    places = ", ".join(f":{name}" for name in columns)
    if rows:
        connection.execute(
            text(f"INSERT INTO part VALUES ({places})"),
            [dict(zip(columns, row, strict=True)) for row in rows],
        )
        analyzed(connection, "part")
    return table("part", *map(column, columns))


def all_editions(connection: Connection) -> Iterator[list[tuple[Any, ...]]]:
    """Every edition with open observations or standing results, in groups that are small enough to be worked on at once."""
    edition = quoted(EDITION)
    counted = connection.execute(
        text(
            f"SELECT {edition}, sum(n) FROM ("
            f"SELECT {edition}, count(*) AS n FROM observation WHERE closed_at IS NULL GROUP BY {edition} UNION ALL "
            f"SELECT {edition}, 0 FROM result WHERE closed_at IS NULL GROUP BY {edition}) AS held GROUP BY {edition} ORDER BY {edition}"
        )
    ).all()
    yield from grouped(counted)


def grouped(counted: Iterable[Sequence[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    """The keys of ``counted`` (each row a key, and behind it how many observations it has) in groups of at most ``LARGE`` observations."""
    group: list[tuple[Any, ...]] = []
    size = 0
    for *key, n in counted:
        if group and size + n > LARGE:
            yield group
            group, size = [], 0
        group.append(tuple(key))
        size += n
    if group:
        yield group
