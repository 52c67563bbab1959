"""The documents that are set aside, with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, func, select
from sqlmodel import Session, col

from store.models import Failure


@dataclass(frozen=True, slots=True)
class Aside:
    """One reason for which documents are set aside, in both languages, and how many."""

    documents: int
    vi: str
    en: str


def last_failure(engine: Engine) -> int:
    """The id of the failure that was recorded last; 0 where there is none."""
    with Session(engine) as session:
        return session.execute(select(func.max(col(Failure.id)))).scalar_one() or 0


def set_aside(engine: Engine, behind: int = 0) -> list[Aside]:
    """Why documents could not be read, the most frequent reason first; solved ones, and those up to the id ``behind``, left out."""
    count = func.count(func.distinct(col(Failure.capture_id)))
    query = (
        select(count, col(Failure.message_vi), col(Failure.message_en))
        .where(col(Failure.stage) == "read", col(Failure.solved_at).is_(None), col(Failure.id) > behind)
        .group_by(col(Failure.message_vi), col(Failure.message_en))
        .order_by(count.desc(), col(Failure.message_en))
    )
    with Session(engine) as session:
        return [Aside(n, vi, en) for n, vi, en in session.execute(query)]
