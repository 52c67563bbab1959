"""The columns of the tables, for queries that return columns, and the conditions that most of them share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_
from sqlmodel import SQLModel

from store.models import (
    CELL,
    Assessment,
    Capture,
    Coverage,
    Decision,
    Document,
    Failure,
    Finding,
    Observation,
    Result,
    Run,
    Source,
)


def _columns(model: type[SQLModel]) -> Any:
    return model.__table__.c  # type: ignore[attr-defined]


C, D, F, N, O = (_columns(m) for m in (Capture, Document, Finding, Decision, Observation))  # noqa: E741 - letters as in the queries
A, V = _columns(Assessment), _columns(Coverage)
R, S, U, X = (_columns(m) for m in (Result, Source, Run, Failure))
STANDING = R.closed_at.is_(None)
OPEN = O.closed_at.is_(None)
SAME_CELL = and_(
    *(getattr(R, name) == getattr(O, name) for name in CELL), STANDING
)  # joins an observation with what stands in the panel
