"""Sudden jumps: a province's national rank that moves by more than half of the ranking from one edition to the next."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import NOTE, Found, where
from store.checks.scope import ask
from store.parts import same

RULE = "jump"
FAR = 32  # places of 63: seldom true, often a year or a subject misread
DIMS = ("index", "level", "province", "subject", "criterion", "among")


def check(connection: Connection) -> Iterable[Found]:
    """Overall national ranks of neighbouring years in one statement; a note, since such jumps do happen."""
    query = (
        'SELECT n."index", n.level, n.province, n.year, n.subject, n.number AS rank, b.number AS before, min(n.id) AS id, min(b.id) AS before_id '
        "FROM seen AS n CROSS JOIN seen AS b WHERE n.measure = 'rank' AND n.level = 'national' AND n.kind = 'province' AND n.among = '' "
        f"AND n.criterion = '' AND b.measure = 'rank' AND {same('b', 'n', DIMS)} AND b.year = n.year - 1 AND abs(n.number - b.number) > :far "
        'GROUP BY n."index", n.level, n.province, n.year, n.subject, n.number, b.number'
    )
    for r in ask(connection, query, far=FAR):
        yield Found(
            RULE,
            NOTE,
            0.5,
            f"{r['subject']}: hạng {r['before']:.0f} năm {r['year'] - 1}, hạng {r['rank']:.0f} năm {r['year']}",
            f"{r['subject']}: rank {r['before']:.0f} in {r['year'] - 1}, rank {r['rank']:.0f} in {r['year']}",
            (r["before_id"], r["id"]),
            **where(r),
        )
