"""What rules look at: temporary tables of the observations of some series, and of all the documents that these stand in.

A series is (index, level, province) with all its years. ``seen`` has one current observation a row, ``figures`` one row of a table (or one
subject of a text) with its figures side by side; a figure that the document gives twice and differently is null there. Copies of one text
are left out, and criteria that differ in spelling only are one. Rules ask sets of these two, and of the store's own tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, text

from extract.text.clean import fold
from store.parts import analyzed, grouped, make_part, quoted, same, temporary

SERIES = ("index", "level", "province")
COLUMNS = (
    "id BIGINT PRIMARY KEY, document BIGINT, \"index\" TEXT, level TEXT, province TEXT, year INTEGER, subject TEXT, kind TEXT, among TEXT, "
    "criterion TEXT, measure TEXT, number DOUBLE PRECISION, label TEXT, raw TEXT, in_table INTEGER, start INTEGER, quote_start INTEGER, base INTEGER"
)  # fmt: skip
ROW = ("document", "index", "level", "province", "year", "subject", "kind", "among", "criterion")
MEASURES = ("rank", "rank_of", "score", "max_score", "percent")


def all_series(connection: Connection) -> Iterator[list[tuple[Any, ...]]]:
    """Every series, in groups that are small enough to be looked at together."""
    held = connection.execute(
        text(
            f"SELECT {quoted(SERIES)}, count(*) FROM observation WHERE closed_at IS NULL GROUP BY {quoted(SERIES)} ORDER BY {quoted(SERIES)}"
        )
    ).all()
    yield from grouped(held)


def look_at(connection: Connection, series: Sequence[tuple[Any, ...]]) -> None:
    """Fill ``seen`` and ``figures`` for these series."""
    make_part(connection, SERIES, series)
    temporary(connection, "papers", "id BIGINT PRIMARY KEY")
    connection.execute(
        text(
            "INSERT INTO papers SELECT DISTINCT o.document_id FROM part AS p CROSS JOIN observation AS o "
            f"WHERE {same('o', 'p', SERIES)} AND o.closed_at IS NULL "
            "AND o.document_id NOT IN (SELECT id FROM document WHERE twin_of IS NOT NULL)"
        )
    )
    analyzed(connection, "papers")
    temporary(connection, "seen", COLUMNS)
    connection.execute(
        text(
            'INSERT INTO seen SELECT o.id, o.document_id, o."index", o.level, o.province, o."year", o.subject, o.subject_kind, o.among, '
            "o.criterion, o.measure, o.number, o.label, o.raw, CASE WHEN o.in_table THEN 1 ELSE 0 END, o.value_start, o.start, "
            'coalesce(o.base_year, o."year" - 1) '
            "FROM papers AS d CROSS JOIN observation AS o WHERE o.document_id = d.id AND o.closed_at IS NULL"
        )
    )
    _one_spelling(connection)
    connection.execute(
        text('CREATE INDEX seen_cell ON seen (measure, "index", level, province, subject, criterion, among, year)')
    )
    connection.execute(text("DROP TABLE IF EXISTS figures"))
    connection.execute(text(f"CREATE TEMPORARY TABLE figures AS {_pivot()}"))
    connection.execute(text("CREATE INDEX figures_document ON figures (document)"))
    analyzed(connection, "seen", "figures")


def ask(connection: Connection, statement: str, **values: Any) -> Iterator[RowMapping]:
    """The rows of a statement, streamed."""
    yield from connection.execute(text(statement), values, execution_options={"yield_per": 5000}).mappings()


def _one_spelling(connection: Connection) -> None:
    spellings: dict[str, list[str]] = {}
    for criterion in connection.execute(text("SELECT DISTINCT criterion FROM seen")).scalars():
        spellings.setdefault(fold(criterion), []).append(criterion)
    for group in spellings.values():
        for other in sorted(group)[1:]:
            connection.execute(
                text("UPDATE seen SET criterion = :one WHERE criterion = :other"), {"one": min(group), "other": other}
            )


def _pivot() -> str:
    """One row a subject and criterion of a document; a figure counts when the document gives one value for it only."""
    columns = []
    for measure in MEASURES:
        value, key = (f"CASE WHEN measure = '{measure}' THEN {what} END" for what in ("number", "id"))
        columns += [f"CASE WHEN min({value}) = max({value}) THEN max({value}) END AS {measure}", f"min({key}) AS {measure}_id"]
    row = quoted(ROW)
    return (
        f"SELECT {row}, min(in_table) AS in_table, {', '.join(columns)} FROM seen "
        f"WHERE measure IN ({', '.join(repr(m) for m in MEASURES)}) AND kind <> 'group' GROUP BY {row}"
    )
