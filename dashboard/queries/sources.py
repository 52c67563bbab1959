"""The sources, how they fare, and what ran."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from sqlalchemy import Select, func, select
from sqlmodel import select as model_select

from dashboard.queries.columns import C, D, S, U, X
from dashboard.queries.store import FRESH, frame, session
from store.health import Verdict, crawls, judge
from store.models import Document, Run, Source

HEALTH = ("broken", "failing", "stale", "never", "fine")  # worst first


@st.cache_data(ttl=FRESH, show_spinner=False)
def sources(state: int) -> pd.DataFrame:
    """Every source with its last crawl, its documents, its failures, its ``health`` and why (``why_vi``, ``why_en``); worst first."""
    last = select(U.source_id, func.max(U.started).label("last_run")).where(U.stage == "crawl").group_by(U.source_id).subquery()
    captures = select(C.source_id, func.count().label("captures")).group_by(C.source_id).subquery()
    broken = select(X.source_id, func.count().label("failures")).where(X.solved_at.is_(None), X.stage != "ocr")
    failures = broken.group_by(X.source_id).subquery()
    relevant = _documents(D.relevant, func.count().label("relevant"), func.max(D.published).label("newest"))
    scans = _documents(D.status == "needs-ocr", func.count().label("needs_ocr"))
    counts = ("captures", "relevant", "needs_ocr", "failures")
    query = select(
        S.id, S.name_vi, S.name_en, S.province, S.kind, S.system, S.verified, last.c.last_run, captures.c.captures,
        relevant.c.relevant, relevant.c.newest, scans.c.needs_ocr, failures.c.failures,
    )  # fmt: skip
    for part in (last, captures, relevant, scans, failures):
        query = query.outerjoin(part, part.c.source_id == S.id)
    rows = frame(query.order_by(S.id))
    for column in counts:
        rows[column] = rows[column].fillna(0).astype(int)
    at = datetime.now(UTC)
    with session() as s:
        declared = {source.id: source for source in s.exec(model_select(Source))}
        judged = [
            health(declared[key], crawls(s, key), failed, at) for key, failed in zip(rows["id"], rows["failures"], strict=True)
        ]
    for name, told in (("health", "state"), ("why_vi", "vi"), ("why_en", "en")):
        rows[name] = pd.Series([getattr(verdict, told) for verdict in judged], dtype=object)
    order = rows["health"].map(HEALTH.index)
    return (
        rows.assign(order=order)
        .sort_values(["order", "last_run", "id"], na_position="first", ignore_index=True)
        .drop(columns="order")
    )


def _documents(which: Any, *counted: Any) -> Any:
    """A count of current documents by source."""
    query = select(C.source_id, *counted).join_from(C.id.table, Document, D.capture_id == C.id).where(D.current, which)
    return query.group_by(C.source_id).subquery()


def health(source: Source, runs: Iterable[Run], failures: int, now: datetime) -> Verdict:
    """The verdict on a source (one of ``HEALTH``) from its finished crawls, newest first, and how many of its failures are not solved.

    What was added by hand is not crawled, so only its failures count.
    """
    made_of_files = source.kind == "manual"
    verdict = Verdict(source.id, None, "fine", None, "bình thường", "fine") if made_of_files else judge(source, runs, now)
    if not failures or verdict.state in ("broken", "stale"):
        return verdict
    return replace(verdict, state="failing", vi=f"{failures} lỗi chưa giải quyết", en=f"failures not solved: {failures}")


@st.cache_data(ttl=FRESH, show_spinner=False)
def names(state: int) -> dict[str, dict[str, str]]:
    """What each source is called, by id and language."""
    rows = frame(select(S.id, S.name_vi, S.name_en).order_by(S.id))
    return {str(r.id): {"vi": str(r.name_vi), "en": str(r.name_en)} for r in rows.itertuples()}


@st.cache_data(ttl=FRESH, show_spinner=False)
def runs(state: int, source: str = "", offset: int = 0, limit: int = 25) -> pd.DataFrame:
    """One page of the runs, latest first."""
    return frame(whole_runs(source).offset(offset), limit)


def whole_runs(source: str = "") -> Select[Any]:
    """The query of all runs, latest first."""
    query = select(
        U.stage, S.name_vi, S.name_en, U.started, U.finished, U.outcome, U.inserted, U.updated, U.unchanged, U.failed
    ).outerjoin_from(Run, Source, S.id == U.source_id)
    return (query.where(U.source_id == source) if source else query).order_by(U.id.desc())


@st.cache_data(ttl=FRESH, show_spinner=False)
def how_many_runs(state: int, source: str = "") -> int:
    """How many runs there were."""
    query = select(func.count().label("n")).select_from(U.id.table)
    return int(frame(query.where(U.source_id == source) if source else query)["n"][0])


class Crawl(NamedTuple):
    """The last crawl of all: when its last source was begun, and how many new captures it brought."""

    at: datetime
    new: int


@st.cache_data(ttl=FRESH, show_spinner=False)
def last_crawl(state: int) -> Crawl | None:
    """The last crawl: what began within a day of the latest beginning, since a crawl of all sources is a run a source."""
    at = frame(select(func.max(U.started).label("at")).where(U.stage == "crawl"))["at"][0]
    if pd.isna(at):
        return None
    together = select(func.coalesce(func.sum(U.inserted), 0).label("n")).where(
        U.stage == "crawl", U.started > at - timedelta(days=1)
    )
    return Crawl(at, int(frame(together)["n"][0]))
