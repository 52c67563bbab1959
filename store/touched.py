"""What has changed since the last consolidation or cross-check, as the temporary table ``part`` of subjects of editions."""

from __future__ import annotations

from sqlalchemy import func, insert, select, union
from sqlmodel import Session, col

from store.models import Document, Observation, Review, Run
from store.parts import SUBJECT, analyzed, make_part

MOST = 500_000  # touched subjects above which looking at everything is faster


def find_touched(session: Session, digest: str, stage: str = "consolidate") -> bool:
    """Fill ``part`` with what to look at again; false for everything: the first time, after another ``digest``, or when
    most was touched.

    Touched are subjects with observations that are new or closed since then, whose document was read again or found to be a copy, or
    on which there is a verdict.
    """
    last = session.execute(
        select(col(Run.started), col(Run.stats))
        .where(col(Run.stage) == stage, col(Run.outcome) == "ok")
        .order_by(col(Run.id).desc())
        .limit(1)
    ).first()
    if last is None or last.stats.get("digest") != digest:
        return False
    o = Observation
    columns = [col(getattr(o, name)) for name in SUBJECT]
    documents = select(col(Document.id)).where(col(Document.changed_at) >= last.started)
    reviewed = select(col(Review.target_key)).where(col(Review.target) == "observation")
    changed = union(
        select(*columns).where(col(o.id) > last.stats.get("last", 0)),
        select(*columns).where(col(o.closed_at) >= last.started),
        select(*columns).where(col(o.document_id).in_(documents), col(o.closed_at).is_(None)),
        select(*columns).where(col(o.key).in_(reviewed)),
    ).subquery()
    connection = session.connection()
    part = make_part(connection, SUBJECT)
    connection.execute(insert(part).from_select(list(SUBJECT), select(*changed.c).limit(MOST + 1)))
    analyzed(connection, "part")
    return connection.execute(select(func.count()).select_from(part)).scalar_one() <= MOST
