"""The same figures two years running: scores with decimals that several subjects of one edition share with the edition before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Integer, and_, cast, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from store.checks.found import WARNING, Found
from store.models import Document, Observation

RULE = "stale_copy"
LEAST = 3  # subjects that repeat their score: one alone is chance


def check(connection: Connection) -> Iterable[Found]:
    """One statement: scores that are no whole numbers, equal in two neighbouring years, counted by edition."""
    now, then = aliased(Observation), aliased(Observation)
    text_now, text_then = aliased(Document), aliased(Document)
    names = ("index", "level", "province", "year", "subject_kind", "criterion")
    same = [
        col(getattr(now, n)) == col(getattr(then, n))
        for n in ("index", "level", "province", "subject", "measure", "criterion", "number")
    ]
    copied: Any = (
        select(
            *(col(getattr(now, n)).label(n) for n in names),
            func.count(func.distinct(now.subject)).label("count"),
            func.min(now.id).label("id"),
            func.min(then.id).label("before_id"),
        )
        .join(then, and_(*same, col(then.year) == col(now.year) - 1))
        .join(text_now, col(text_now.id) == col(now.document_id))
        .join(text_then, col(text_then.id) == col(then.document_id))
        .where(col(now.measure).in_(("score", "percent")), col(now.closed_at).is_(None), col(then.closed_at).is_(None))
        .where(col(now.subject_kind) != "group", cast(col(now.number), Integer) != col(now.number))
        .where(col(text_now.twin_of).is_(None), col(text_then.twin_of).is_(None))
        .group_by(*(col(getattr(now, n)) for n in names))
        .having(func.count(func.distinct(now.subject)) >= LEAST)
    )
    for r in connection.execute(copied.execution_options(yield_per=5000)).mappings():
        yield Found(
            RULE,
            WARNING,
            0.7,
            f"{r['count']} đơn vị có điểm năm {r['year']} giống hệt năm {r['year'] - 1}",
            f"{r['count']} subjects have the very same scores in {r['year']} as in {r['year'] - 1}",
            (r["before_id"], r["id"]),
            about=f"{r['subject_kind']}|{r['criterion']}",
            **{n: r[n] for n in ("index", "level", "province", "year")},
        )
