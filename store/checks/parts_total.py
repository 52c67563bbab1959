"""Parts against total: where the criteria of a table add up to its totals, a row whose criteria do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, case, func, select
from sqlmodel import col

from extract.language import number
from store.checks.found import ERROR, Found
from store.models import Document, Observation

RULE = "parts_total"
SHARE = 0.8  # of an edition's rows whose parts add up, before a row that does not is called wrong
LEAST = 5  # rows
ROUNDING = 0.011  # points that each part may be rounded away


def check(connection: Connection) -> Iterable[Found]:
    """One grouped statement sums the parts of every row; only editions whose other rows add up accuse one that does not.

    Weighted indexes (PCI) and tables that print some of their criteria only never add up, and are left alone by that.
    """
    part = col(Observation.criterion) != ""
    keys = [
        col(getattr(Observation, n)) for n in ("document_id", "index", "level", "province", "year", "subject_kind", "subject")
    ]
    rows = (
        select(
            *keys,
            func.sum(case((part, col(Observation.number)), else_=0.0)).label("parts"),
            func.sum(case((part, 1), else_=0)).label("count"),
            func.max(case((~part, col(Observation.number)))).label("total"),
            func.max(case((~part, col(Observation.id)))).label("total_id"),
        )
        .join(Document, col(Document.id) == col(Observation.document_id))
        .where(col(Observation.measure) == "score", col(Observation.closed_at).is_(None), col(Document.twin_of).is_(None))
        .where(col(Observation.subject_kind) != "group", col(Observation.in_table).is_(True))
        .group_by(*keys)
        .having(func.sum(case((part, 1), else_=0)) >= 2, func.max(case((~part, col(Observation.number)))).is_not(None))
    )
    editions: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in connection.execute(rows.execution_options(yield_per=5000)).mappings():
        editions[tuple(row[n] for n in ("document_id", "index", "level", "province", "year", "subject_kind", "count"))].append(
            row
        )
    for members in editions.values():
        wrong = [r for r in members if abs(r["parts"] - r["total"]) > ROUNDING * r["count"]]
        if len(members) < LEAST or not wrong or len(wrong) > (1 - SHARE) * len(members):
            continue
        for r in wrong:
            yield Found(
                RULE,
                ERROR,
                0.9,
                f"{r['subject']}: {r['count']} phần cộng lại {number(round(r['parts'], 3), 'vi')} điểm, tổng điểm ghi {number(r['total'], 'vi')}",
                f"{r['subject']}: the {r['count']} parts add up to {number(round(r['parts'], 3), 'en')}, the total says {number(r['total'], 'en')}",
                (r["total_id"],),
                **{n: r[n] for n in ("index", "level", "province", "year", "subject")},
            )
