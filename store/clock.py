"""The store's time: one clock for all machines that write to it, and an order that a clock set back cannot upset."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from store.models import Run


def utcnow() -> datetime:
    """This machine's time now, in UTC, as the tables keep it."""
    return datetime.now(UTC)


def clock(session: Session) -> datetime:
    """The time now, in UTC: PostgreSQL's, which all its machines share, or this machine's for SQLite."""
    if session.get_bind().dialect.name == "postgresql":
        told: datetime = session.connection().execute(select(func.clock_timestamp())).scalar_one()
        return told.astimezone(UTC)
    return utcnow()


def moment(session: Session) -> datetime:
    """The time now, but never before the last consolidation or check began: so the next one sees what was read in between as changed."""
    begun = (
        select(col(Run.started))
        .where(col(Run.stage).in_(("consolidate", "check")), col(Run.outcome) == "ok")
        .order_by(col(Run.id).desc())
    )
    last = session.execute(begun.limit(1)).scalar()
    now = clock(session)
    return max(now, last) if last is not None else now
