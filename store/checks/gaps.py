"""Gaps in the ranks of a table: neither competition ranking (1, 2, 2, 4) nor dense ranking (1, 2, 2, 3) leaves out a rank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import col

from store.checks.found import WARNING, Found
from store.models import Document, Observation

RULE = "gaps"
LEAST = 6  # different ranks: shorter tables are excerpts
FEW = 2  # ranks left out; more is an excerpt, too


def check(connection: Connection) -> Iterable[Found]:
    """One statement counts the subjects at every rank of a document's edition and looks at the rank before.

    A gap is a rank above the one before it plus the number of subjects that share that one. Only lists that begin at 1 and leave out
    at most two ranks are looked at: others show a part of the ranking.
    """
    names = ("document_id", "index", "level", "province", "year", "subject_kind", "among", "criterion")
    keys = [col(getattr(Observation, n)) for n in names]
    held = (
        select(*keys, col(Observation.number).label("rank"), func.count().label("tied"), func.min(Observation.id).label("id"))
        .join(Document, col(Document.id) == col(Observation.document_id))
        .where(col(Observation.measure) == "rank", col(Observation.closed_at).is_(None), col(Document.twin_of).is_(None))
        .where(col(Observation.subject_kind) != "group", col(Observation.in_table).is_(True))
        .group_by(*keys, col(Observation.number))
        .subquery()
    )
    h = held.c
    over: dict[str, Any] = {"partition_by": [h[n] for n in names]}
    steps = select(
        held,
        func.lag(h.rank).over(**over, order_by=h.rank).label("before"),
        func.lag(h.tied).over(**over, order_by=h.rank).label("before_tied"),
        func.lag(h.id).over(**over, order_by=h.rank).label("before_id"),
        func.min(h.rank).over(**over).label("least"),
        func.count().over(**over).label("ranks"),
    ).subquery()
    s = steps.c
    missing = s.rank - s.before - s.before_tied
    wrong = select(steps).where(s.least == 1, s.ranks >= LEAST, missing >= 1, missing <= FEW)
    for r in connection.execute(wrong.execution_options(yield_per=5000)).mappings():
        yield Found(
            RULE,
            WARNING,
            0.6,
            f"Bảng bỏ trống hạng: {r['before_tied']} đơn vị ở hạng {r['before']:.0f}, kế tiếp là hạng {r['rank']:.0f}",
            f"The table leaves out a rank: {r['before_tied']} at rank {r['before']:.0f}, the next at rank {r['rank']:.0f}",
            (r["before_id"], r["id"]),
            about=f"{r['among']}|{r['criterion']}",
            **{n: r[n] for n in ("index", "level", "province", "year")},
        )
