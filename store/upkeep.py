"""What is left to do before a store shows all that it holds: steps that nobody has run, or only an older version of xephang."""

from __future__ import annotations

from typing import Literal

from sqlmodel import Session, col, select

from store import checks, consolidate
from store.counted import uncounted
from store.models import Capture, Document, Observation, Run

Step = Literal["", "read", "consolidate", "count", "check"]


def left_to_do(session: Session) -> Step:
    """The first step that ``xephang check`` has to do, or ``""``: nothing is read, observations are not brought together by this version's
    rules, results are not counted, figures are not cross-checked by this version's rules."""
    if session.exec(select(Document.id).where(Document.current).limit(1)).first() is None:
        some = session.exec(select(Capture.id).where(col(Capture.status) < 400).limit(1)).first()
        return "" if some is None else "read"
    if _last(session, "consolidate") != consolidate.RULES:
        some = session.exec(select(Observation.id).where(col(Observation.closed_at).is_(None)).limit(1)).first()
        return "" if some is None else "consolidate"
    if uncounted(session.connection()):
        return "count"
    return "" if _last(session, "check") == checks.VERSION else "check"


def _last(session: Session, stage: str) -> str | None:
    """The version of the last run of a stage that went well."""
    asked = select(Run.version).where(Run.stage == stage, Run.outcome == "ok").order_by(col(Run.id).desc()).limit(1)
    return session.exec(asked).first()
