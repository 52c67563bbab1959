"""The sources, how they fare, and what ran."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st
from sqlalchemy import func, select

from dashboard.queries.columns import C, D, S, U, X
from dashboard.queries.store import FRESH, frame
from store.models import Document

HEALTH = ("broken", "failing", "stale", "never", "fine")  # worst first
DAYS = {"daily": 2, "weekly": 10, "monthly": 40, "yearly": 400}  # after which a source is stale: its frequency and some grace


@st.cache_data(ttl=FRESH, show_spinner=False)
def sources(state: int) -> pd.DataFrame:
    """Every source with its last crawl, its documents, its failures and its ``health``; worst first."""
    newest = select(func.max(U.id)).where(U.stage == "crawl").group_by(U.source_id)
    last = select(U.source_id, U.started.label("last_run"), U.outcome).where(U.id.in_(newest)).subquery()
    captures = select(C.source_id, func.count().label("captures")).group_by(C.source_id).subquery()
    failures = select(X.source_id, func.count().label("failures")).where(X.solved_at.is_(None)).group_by(X.source_id).subquery()
    relevant = (
        select(C.source_id, func.count().label("relevant"), func.max(D.published).label("newest"))
        .join_from(C.id.table, Document, D.capture_id == C.id)
        .where(D.current, D.relevant)
        .group_by(C.source_id)
        .subquery()
    )
    query = select(
        S.id, S.name_vi, S.name_en, S.province, S.kind, S.system, S.frequency, S.verified, last.c.last_run, last.c.outcome,
        captures.c.captures, relevant.c.relevant, relevant.c.newest, failures.c.failures,
    )  # fmt: skip
    for part in (last, captures, relevant, failures):
        query = query.outerjoin(part, part.c.source_id == S.id)
    rows = frame(query.order_by(S.id))
    for column in ("captures", "relevant", "failures"):
        rows[column] = rows[column].fillna(0).astype(int)
    now = datetime.now(UTC)
    rows["health"] = [
        health(kind, frequency, None if pd.isna(run) else run, outcome, failed, now)
        for kind, frequency, run, outcome, failed in zip(
            rows["kind"], rows["frequency"], rows["last_run"], rows["outcome"], rows["failures"], strict=True
        )
    ]
    order = rows["health"].map(HEALTH.index)
    return (
        rows.assign(order=order)
        .sort_values(["order", "last_run", "id"], na_position="first", ignore_index=True)
        .drop(columns="order")
    )


def health(kind: str, frequency: str, last: datetime | None, outcome: object, failures: int, now: datetime) -> str:
    """One of ``HEALTH``; what was added by hand is not crawled, so only its failures count."""
    if kind == "manual":
        return "failing" if failures else "fine"
    if last is None:
        return "failing" if failures else "never"
    if outcome in ("failed", "empty", "interrupted"):
        return "broken"
    days = DAYS.get(frequency)
    at = last if last.tzinfo else last.replace(tzinfo=UTC)
    if days is not None and now - at > timedelta(days=days):
        return "stale"
    return "failing" if failures else "fine"


@st.cache_data(ttl=FRESH, show_spinner=False)
def runs(state: int, source: str = "", offset: int = 0, limit: int = 25) -> pd.DataFrame:
    """One page of the runs, latest first."""
    query = select(U.stage, U.source_id, U.started, U.finished, U.outcome, U.inserted, U.updated, U.unchanged, U.failed)
    query = query.where(U.source_id == source) if source else query
    return frame(query.order_by(U.id.desc()).offset(offset), limit)


@st.cache_data(ttl=FRESH, show_spinner=False)
def how_many_runs(state: int, source: str = "") -> int:
    """How many runs there were."""
    query = select(func.count().label("n")).select_from(U.id.table)
    return int(frame(query.where(U.source_id == source) if source else query)["n"][0])


@st.cache_data(ttl=FRESH, show_spinner=False)
def last_crawl(state: int) -> datetime | None:
    """When anything was last crawled."""
    found = frame(select(func.max(U.started).label("at")).where(U.stage == "crawl"))["at"][0]
    return None if pd.isna(found) else found
