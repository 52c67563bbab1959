"""The questions that the pages ask, each one query with a bounded answer."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import and_, case, func, select
from sqlmodel import SQLModel

from dashboard.components.excerpt import Hit, excerpt
from dashboard.components.store import FRESH, frame, session
from store.models import Capture, Decision, Document, Failure, Finding, Observation, Result, Run, Source
from store.search import search as full_text


def _columns(model: type[SQLModel]) -> Any:
    """The columns of a table, for queries that return columns."""
    return model.__table__.c  # type: ignore[attr-defined]


C, D, F, N, O = (_columns(m) for m in (Capture, Document, Finding, Decision, Observation))  # noqa: E741 - letters as in the queries
R, S, U, X = (_columns(m) for m in (Result, Source, Run, Failure))
STANDING = R.closed_at.is_(None)


@st.cache_data(ttl=FRESH, show_spinner=False)
def totals(state: int) -> dict[str, int]:
    """How much the store holds."""
    counts = {
        "sources": select(func.count()).select_from(Source),
        "documents": select(func.count()).select_from(Document).where(D.current),
        "relevant": select(func.count()).select_from(Document).where(D.current, D.relevant),
        "observations": select(func.count()).select_from(Observation).where(O.closed_at.is_(None)),
        "results": select(func.count()).select_from(Result).where(STANDING),
        "contradicted": select(func.count()).select_from(Result).where(STANDING, R.state == "contradicted"),
        "findings": select(func.count()).select_from(Finding).where(F.closed_at.is_(None)),
    }
    return {name: int(frame(query)["count_1"][0]) for name, query in counts.items()}


@st.cache_data(ttl=FRESH, show_spinner=False)
def coverage(state: int) -> pd.DataFrame:
    """Index, year: how many provinces have an overall rank or score, and how many results are contradicted."""
    query = (
        select(
            R.index,
            R.year,
            func.count(func.distinct(R.subject)).label("provinces"),
            func.sum(case((R.state == "contradicted", 1), else_=0)).label("contradicted"),
        )
        .where(
            STANDING,
            R.subject_kind == "province",
            R.level == "national",
            R.criterion == "",
            R.measure.in_(("rank", "score", "percent")),
        )
        .group_by(R.index, R.year)
        .order_by(R.index, R.year)
    )
    return frame(query)


@st.cache_data(ttl=FRESH, show_spinner=False)
def editions(state: int) -> pd.DataFrame:
    """Every edition: index, level, province, year, number of subjects; newest and largest first."""
    query = (
        select(R.index, R.level, R.province, R.year, func.count(func.distinct(R.subject)).label("subjects"))
        .where(STANDING, R.measure.in_(("rank", "score", "percent", "band")), R.subject_kind != "group")
        .group_by(R.index, R.level, R.province, R.year)
        .order_by(func.count(func.distinct(R.subject)).desc(), R.year.desc(), R.index)
    )
    return frame(query)


@st.cache_data(ttl=FRESH, show_spinner=False)
def edition(state: int, index: str, level: str, province: str, year: int, criterion: str = "") -> pd.DataFrame:
    """All results of one edition and criterion, long: subject, kind, measure, number, label, state, support, dissent, observation."""
    query = (
        select(R.subject, R.subject_kind, R.measure, R.number, R.label, R.state, R.support, R.dissent, R.grade, R.observation_id)
        .where(
            STANDING,
            R.index == index,
            R.level == level,
            R.province == province,
            R.year == year,
            R.criterion == criterion,
            R.among == "",
            R.subject_kind != "group",
        )
        .order_by(R.subject)
    )
    return frame(query)


@st.cache_data(ttl=FRESH, show_spinner=False)
def criteria(state: int, index: str, level: str, province: str, year: int) -> list[str]:
    """The criteria of one edition, most filled first."""
    query = (
        select(R.criterion, func.count())
        .where(
            STANDING,
            R.index == index,
            R.level == level,
            R.province == province,
            R.year == year,
            R.criterion != "",
            R.subject_kind != "group",
        )
        .group_by(R.criterion)
        .order_by(func.count().desc(), R.criterion)
    )
    return [str(v) for v in frame(query, 200)["criterion"]]


@st.cache_data(ttl=FRESH, show_spinner=False)
def subject_results(state: int, subject: str, kind: str = "province") -> pd.DataFrame:
    """Everything of one subject over indexes and years."""
    query = (
        select(
            R.index,
            R.year,
            R.criterion,
            R.among,
            R.measure,
            R.number,
            R.label,
            R.state,
            R.support,
            R.dissent,
            R.grade,
            R.observation_id,
        )
        .where(STANDING, R.subject == subject, R.subject_kind == kind)
        .order_by(R.index, R.year.desc(), R.criterion, R.measure)
    )
    return frame(query)


@st.cache_data(ttl=FRESH, show_spinner=False)
def subjects(state: int, kind: str = "province") -> list[str]:
    """The names of all subjects of a kind that have results."""
    query = select(R.subject).where(STANDING, R.subject_kind == kind).distinct().order_by(R.subject)
    return [str(v) for v in frame(query)["subject"]]


@st.cache_data(ttl=FRESH, show_spinner=False)
def provinces_with_units(state: int) -> list[str]:
    """Provinces that have rankings of their own units."""
    query = select(R.province).where(STANDING, R.level == "provincial", R.province != "").distinct().order_by(R.province)
    return [str(v) for v in frame(query)["province"]]


@st.cache_data(ttl=FRESH, show_spinner=False)
def findings(state: int, severity: str = "", rule: str = "", offset: int = 0, limit: int = 50) -> pd.DataFrame:
    """Open findings, gravest first."""
    weight = case((F.severity == "error", 0), (F.severity == "warning", 1), else_=2)
    query = select(
        F.id,
        F.key,
        F.rule,
        F.severity,
        F.confidence,
        F.index,
        F.year,
        F.province,
        F.subject,
        F.sentence_vi,
        F.sentence_en,
        F.since,
    ).where(F.closed_at.is_(None))
    if severity:
        query = query.where(F.severity == severity)
    if rule:
        query = query.where(F.rule == rule)
    return frame(query.order_by(weight, F.confidence.desc(), F.id).offset(offset), limit)


@st.cache_data(ttl=FRESH, show_spinner=False)
def finding_counts(state: int) -> pd.DataFrame:
    """Open findings by rule and severity."""
    return frame(
        select(F.rule, F.severity, func.count().label("findings"))
        .where(F.closed_at.is_(None))
        .group_by(F.rule, F.severity)
        .order_by(F.rule)
    )


@st.cache_data(ttl=FRESH, show_spinner=False)
def documents(state: int, source: str = "", relevant: bool = True, limit: int = 200) -> pd.DataFrame:
    """Current documents, newest first, with how many observations each gave."""
    o = select(O.document_id, func.count().label("n")).where(O.closed_at.is_(None)).group_by(O.document_id).subquery()
    query = (
        select(
            D.id,
            D.title,
            D.member,
            D.published,
            D.status,
            D.reader,
            D.unread,
            func.coalesce(o.c.n, 0).label("observations"),
            C.url,
            C.source_id,
        )
        .join(Capture, C.id == D.capture_id)
        .outerjoin(o, o.c.document_id == D.id)
        .where(D.current)
        .order_by(D.published.desc().nulls_last(), D.id)
    )
    if relevant:
        query = query.where(D.relevant)
    if source:
        query = query.where(C.source_id == source)
    return frame(query, limit)


@st.cache_data(ttl=FRESH, show_spinner=False)
def document_observations(state: int, document: int) -> pd.DataFrame:
    """All current observations of one document in the order of the text."""
    query = (
        select(
            O.id,
            O.subject,
            O.index,
            O.year,
            O.criterion,
            O.measure,
            O.number,
            O.label,
            O.raw,
            O.grade,
            O.start,
            O.end,
            O.value_start,
            O.value_end,
        )
        .where(O.document_id == document, O.closed_at.is_(None))
        .order_by(O.value_start, O.id)
    )
    return frame(query, 2000)


@st.cache_data(ttl=FRESH, show_spinner=False)
def document_decisions(state: int, document: int) -> pd.DataFrame:
    """The decisions that a document names."""
    return frame(select(N.number, N.date, N.issuer, N.approves).where(N.document_id == document).order_by(N.start), 100)


@st.cache_data(ttl=FRESH, show_spinner=False)
def sources(state: int) -> pd.DataFrame:
    """Every source with its last run, its documents and its failures."""
    last = select(U.source_id, func.max(U.started).label("last_run")).where(U.stage == "crawl").group_by(U.source_id).subquery()
    captures = (
        select(C.source_id, func.count().label("captures"), func.max(C.last_seen).label("last_seen"))
        .group_by(C.source_id)
        .subquery()
    )
    failures = select(X.source_id, func.count().label("failures")).where(X.solved_at.is_(None)).group_by(X.source_id).subquery()
    relevant = (
        select(C.source_id, func.count().label("relevant"), func.max(D.published).label("newest"))
        .join(Document, and_(D.capture_id == C.id, D.current, D.relevant))
        .group_by(C.source_id)
        .subquery()
    )
    query = (
        select(
            S.id,
            S.name_vi,
            S.name_en,
            S.province,
            S.system,
            S.verified,
            last.c.last_run,
            captures.c.captures,
            relevant.c.relevant,
            relevant.c.newest,
            failures.c.failures,
        )
        .outerjoin(last, last.c.source_id == S.id)
        .outerjoin(captures, captures.c.source_id == S.id)
        .outerjoin(relevant, relevant.c.source_id == S.id)
        .outerjoin(failures, failures.c.source_id == S.id)
        .order_by(func.coalesce(failures.c.failures, 0).desc(), last.c.last_run)
    )
    return frame(query)


@st.cache_data(ttl=FRESH, show_spinner=False)
def runs(state: int, limit: int = 50) -> pd.DataFrame:
    """The latest runs."""
    return frame(
        select(
            U.id,
            U.stage,
            U.source_id,
            U.started,
            U.finished,
            U.outcome,
            U.inserted,
            U.updated,
            U.unchanged,
            U.failed,
        ).order_by(U.id.desc()),
        limit,
    )


@st.cache_data(ttl=FRESH, show_spinner=False)
def search(state: int, words: str, limit: int = 50) -> list[Hit]:
    """The best documents that hold ``words`` one after the other; words without diacritics find texts with any."""
    with session() as s:
        found = full_text(s, words, limit)
        urls = dict(s.execute(select(C.id, C.url).where(C.id.in_({d.capture_id for d in found}))).all())
        return [Hit(d.id or 0, d.title or "", urls[d.capture_id], d.published, excerpt(d.text, d.folded, words)) for d in found]


@st.cache_data(ttl=FRESH, show_spinner=False)
def criteria_medians(state: int, index: str, year: int) -> pd.DataFrame:
    """Criterion and the median score of all provinces in one national edition."""
    query = select(R.criterion, R.number).where(
        STANDING, R.index == index, R.level == "national", R.year == year, R.measure.in_(("score", "percent")),
        R.criterion != "", R.subject_kind == "province", R.number.is_not(None),
    )  # fmt: skip
    return frame(query).groupby("criterion")["number"].median().rename("median").reset_index()


@st.cache_data(ttl=FRESH, show_spinner=False)
def province_coverage(state: int, index: str = "") -> pd.DataFrame:
    """Province, year, how many national indexes (or ``index`` alone) have a result, how many of these are contradicted."""
    query = (
        select(
            R.subject, R.year, func.count(func.distinct(R.index)).label("indexes"),
            func.sum(case((R.state == "contradicted", 1), else_=0)).label("contradicted"),
        )
        .where(STANDING, R.subject_kind == "province", R.level == "national", R.criterion == "", R.measure.in_(("rank", "score", "percent")))
        .group_by(R.subject, R.year)
        .order_by(R.subject, R.year)
    )  # fmt: skip
    return frame(query.where(R.index == index) if index else query)
