"""Sudden jumps: a province's national rank that moves by more than half of the ranking from one edition to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from store.checks.found import NOTE, Found
from store.models import Document, Observation

RULE = "jump"
FAR = 32  # places of 63: seldom true, often a year or a subject misread


def check(connection: Connection) -> Iterable[Found]:
    """Overall national ranks of neighbouring years in one statement; a note, since such jumps do happen."""
    now, then = aliased(Observation), aliased(Observation)
    text_now, text_then = aliased(Document), aliased(Document)
    same = [col(getattr(now, n)) == col(getattr(then, n)) for n in ("index", "level", "subject", "measure", "among", "criterion")]
    pairs: Any = (
        select(
            *(col(getattr(now, n)).label(n) for n in ("index", "level", "province", "year", "subject")),
            col(now.number).label("rank"),
            col(then.number).label("before"),
            func.min(now.id).label("id"),
            func.min(then.id).label("before_id"),
        )
        .join(then, and_(*same, col(then.year) == col(now.year) - 1))
        .join(text_now, col(text_now.id) == col(now.document_id))
        .join(text_then, col(text_then.id) == col(then.document_id))
        .where(col(now.measure) == "rank", col(now.level) == "national", col(now.subject_kind) == "province")
        .where(col(now.among) == "", col(now.criterion) == "", col(now.closed_at).is_(None), col(then.closed_at).is_(None))
        .where(col(text_now.twin_of).is_(None), col(text_then.twin_of).is_(None))
        .where(func.abs(col(now.number) - col(then.number)) > FAR)
        .group_by(*(col(getattr(now, n)) for n in ("index", "level", "province", "year", "subject")), now.number, then.number)
    )
    for r in connection.execute(pairs.execution_options(yield_per=5000)).mappings():
        yield Found(
            RULE,
            NOTE,
            0.5,
            f"{r['subject']}: hạng {r['before']:.0f} năm {r['year'] - 1}, hạng {r['rank']:.0f} năm {r['year']}",
            f"{r['subject']}: rank {r['before']:.0f} in {r['year'] - 1}, rank {r['rank']:.0f} in {r['year']}",
            (r["before_id"], r["id"]),
            **{n: r[n] for n in ("index", "level", "province", "year", "subject")},
        )
