"""People's verdicts on observations and findings, kept beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, cast

from sqlalchemy import CursorResult, exists, update
from sqlmodel import Session, col, select

from extract.errors import StoreError
from store.clock import utcnow
from store.models import Finding, Observation, Review

Target = Literal["observation", "finding"]
Verdict = Literal["right", "wrong", "source-wrong"]
_TABLES: dict[str, type[Observation] | type[Finding]] = {"observation": Observation, "finding": Finding}


def review(
    session: Session,
    target: Target,
    key: str,
    verdict: Verdict,
    *,
    note: str = "",
    reviewer: str = "",
    now: datetime | None = None,
) -> Review:
    """Store a verdict on an open observation or finding; the latest one counts. The caller commits.

    Raises:
        StoreError: nothing open has this key, or the verdict is none of the three.
    """
    if target not in _TABLES or verdict not in ("right", "wrong", "source-wrong"):
        raise StoreError(f"Không có kết luận {target}/{verdict}", f"There is no verdict {target}/{verdict}")
    table = _TABLES[target]
    if session.exec(select(table.id).where(table.key == key, col(table.closed_at).is_(None))).first() is None:
        raise StoreError(f"Không có {target} {key} đang mở", f"No open {target} has the key {key}")
    made = Review(target=target, target_key=key, verdict=verdict, note=note, reviewer=reviewer, at=now or utcnow())
    session.add(made)
    session.flush()
    return made


def reopen(session: Session, now: datetime | None = None) -> int:
    """Re-open verdicts whose observation or finding is closed, because the source or the extraction changed; how many. The caller commits."""
    count = 0
    for target, table in _TABLES.items():
        stands = exists().where(col(table.key) == col(Review.target_key), col(table.closed_at).is_(None))
        done = session.execute(
            update(Review)
            .where(col(Review.target) == target, col(Review.reopened_at).is_(None), ~stands)
            .values(reopened_at=now or utcnow())
            .execution_options(synchronize_session=False)
        )
        count += cast("CursorResult[object]", done).rowcount
    return count


def verdicts(session: Session, target: Target) -> dict[str, Review]:
    """The standing verdict on every reviewed key."""
    query = select(Review).where(Review.target == target, col(Review.reopened_at).is_(None)).order_by(col(Review.id))
    return {row.target_key: row for row in session.exec(query)}
