"""What the cross-checks found."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Select, String, case, cast, func, select

from dashboard.queries.columns import D, F, O
from dashboard.queries.store import FRESH, frame
from store.models import FindingObservation

LINK = FindingObservation.__table__.c  # type: ignore[attr-defined]
WEIGHT = case((F.severity == "error", 0), (F.severity == "warning", 1), else_=2)
MOST = 4  # observations of a finding that are shown side by side


@st.cache_data(ttl=FRESH, show_spinner=False)
def findings(
    state: int, severity: str = "", rule: str = "", province: str = "", offset: int = 0, limit: int = 10
) -> pd.DataFrame:
    """Open findings, gravest first."""
    query: Select[Any] = select(
        F.id, F.key, F.rule, F.severity, F.index, F.year, F.province, F.subject, F.sentence_vi, F.sentence_en, F.since
    )
    query = _narrowed(query, severity, rule, province).order_by(F.weight, F.id)
    return frame(query.offset(offset), limit)


def whole(severity: str = "", rule: str = "", province: str = "") -> Select[Any]:
    """The query of all open findings, gravest first, each with the numbers of the observations that it holds against each other: for a file."""
    behind = select(func.aggregate_strings(cast(LINK.observation_id, String), " ")).where(LINK.finding_id == F.id)
    query = select(
        F.rule, F.severity, F.confidence, F.index, F.level, F.province, F.year, F.subject, F.sentence_vi, F.sentence_en,
        behind.correlate(F.id.table).scalar_subquery().label("observations"), F.since,
    )  # fmt: skip
    return _narrowed(query, severity, rule, province).order_by(F.weight, F.id)


@st.cache_data(ttl=FRESH, show_spinner=False)
def counts(state: int, province: str = "") -> pd.DataFrame:
    """Open findings by rule and severity, gravest first."""
    query = _narrowed(select(F.rule, F.severity, func.count().label("findings")), "", "", province)
    return frame(query.group_by(F.rule, F.severity).order_by(WEIGHT, F.rule))


@st.cache_data(ttl=FRESH, show_spinner=False)
def concerned(state: int) -> list[str]:
    """The provinces that open findings are about."""
    query = select(F.province).where(F.closed_at.is_(None), F.province != "").distinct().order_by(F.province)
    return [str(p) for p in frame(query, 200)["province"]]


@st.cache_data(ttl=FRESH, show_spinner=False)
def involved(state: int, finding: int) -> pd.DataFrame:
    """The observations that a finding holds against each other, with their quotes and documents."""
    query = (
        select(
            O.id, O.subject, O.measure, O.number, O.label, O.raw, O.quote, O.start, O.value_start, O.value_end, O.in_table, O.grade,
            D.title, D.published,
        )
        .join_from(O.id.table, LINK.finding_id.table, LINK.observation_id == O.id).join(D.id.table, D.id == O.document_id)
        .where(LINK.finding_id == finding)
        .order_by(LINK.position)
    )  # fmt: skip
    return frame(query, MOST)


@st.cache_data(ttl=FRESH, show_spinner=False)
def first_observation(state: int, found: tuple[int, ...]) -> dict[int, int]:
    """The first observation of each finding."""
    query = select(LINK.finding_id, LINK.observation_id).where(LINK.finding_id.in_(found)).order_by(LINK.position.desc())
    rows = frame(query)
    return {int(f): int(o) for f, o in zip(rows["finding_id"], rows["observation_id"], strict=True)}


def _narrowed(query: Select[Any], severity: str, rule: str, province: str) -> Select[Any]:
    query = query.where(F.closed_at.is_(None))
    for column, wanted in ((F.severity, severity), (F.rule, rule), (F.province, province)):
        if wanted:
            query = query.where(column == wanted)
    return query
