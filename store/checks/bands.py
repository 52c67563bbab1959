"""Counts of a band against the rows that have it: "15 of 20 are good", and the table shows 14."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.text.clean import fold
from store.checks.found import ERROR, WARNING, Found, where
from store.checks.scope import ask

RULE = "bands"
LEAST = 6  # rows with a band


def check(connection: Connection) -> Iterable[Found]:
    """Counts whose document has a table of bands of one kind of subjects: more rows of the band than were counted are an error, fewer a
    warning, since a table may leave some out."""
    query = (
        'SELECT b.document, b."index", b.level, b.province, b.year, b.kind, b.label, count(*) AS n, min(b.id) AS id FROM '
        "(SELECT DISTINCT document FROM seen WHERE measure = 'count') AS d CROSS JOIN seen AS b WHERE b.document = d.document "
        "AND b.measure = 'band' AND b.criterion = '' AND b.kind <> 'group' AND b.in_table = 1 "
        'GROUP BY b.document, b."index", b.level, b.province, b.year, b.kind, b.label'
    )
    held: dict[tuple[object, ...], dict[str, tuple[int, int]]] = {}
    kinds: dict[tuple[object, ...], set[str]] = {}
    for r in ask(connection, query):
        key = (r["document"], r["index"], r["level"], r["province"], r["year"])
        n, first = held.setdefault(key, {}).get(fold(r["label"]), (0, r["id"]))
        held[key][fold(r["label"])] = n + r["n"], first
        kinds.setdefault(key, set()).add(r["kind"])
    for r in ask(connection, "SELECT * FROM seen WHERE measure = 'count' AND criterion <> '' AND number IS NOT NULL"):
        key = (r["document"], r["index"], r["level"], r["province"], r["year"])
        bands = held.get(key, {})
        total = sum(n for n, _ in bands.values())
        if total < LEAST or len(kinds[key]) > 1:
            continue
        shown, first = bands.get(fold(r["criterion"]), (0, next(iter(bands.values()))[1]))
        if shown == r["number"]:
            continue
        yield Found(
            RULE,
            ERROR if shown > r["number"] else WARNING,
            0.7,
            f"{r['subject']}: ghi {r['number']:.0f} đơn vị loại {r['criterion']}, nhưng bảng có {shown} trong {total} đơn vị",
            f"{r['subject']}: {r['number']:.0f} are said to be '{r['criterion']}', but the table shows {shown} of {total}",
            (r["id"], first),
            about=r["criterion"],
            **where(r),
        )
