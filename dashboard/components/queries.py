"""The questions that the pages ask, each one query with a bounded answer."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from sqlalchemy import and_, case, func, select
from sqlmodel import col

from dashboard.components.store import FRESH, frame
from store.models import Capture, Decision, Document, Failure, Finding, Observation, Result, Run, Source

STANDING = col(Result.closed_at).is_(None)
R = Result.__table__.c  # type: ignore[attr-defined]


@st.cache_data(ttl=FRESH, show_spinner=False)
def totals(state: int) -> dict[str, int]:
    """How much the store holds."""
    counts = {
        "sources": select(func.count()).select_from(Source),
        "documents": select(func.count()).select_from(Document).where(Document.current),
        "relevant": select(func.count()).select_from(Document).where(Document.current, Document.relevant),
        "observations": select(func.count()).select_from(Observation).where(col(Observation.closed_at).is_(None)),
        "results": select(func.count()).select_from(Result).where(STANDING),
        "contradicted": select(func.count()).select_from(Result).where(STANDING, Result.state == "contradicted"),
        "findings": select(func.count()).select_from(Finding).where(col(Finding.closed_at).is_(None)),
    }
    return {name: int(frame(query).iloc[0, 0]) for name, query in counts.items()}


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
    f = Finding.__table__.c  # type: ignore[attr-defined]
    weight = case((f.severity == "error", 0), (f.severity == "warning", 1), else_=2)
    query = select(
        f.id, f.rule, f.severity, f.confidence, f.index, f.year, f.province, f.subject, f.sentence_vi, f.sentence_en, f.since
    ).where(f.closed_at.is_(None))
    if severity:
        query = query.where(f.severity == severity)
    if rule:
        query = query.where(f.rule == rule)
    return frame(query.order_by(weight, f.confidence.desc(), f.id).offset(offset), limit)


@st.cache_data(ttl=FRESH, show_spinner=False)
def finding_counts(state: int) -> pd.DataFrame:
    """Open findings by rule and severity."""
    f = Finding.__table__.c  # type: ignore[attr-defined]
    return frame(
        select(f.rule, f.severity, func.count().label("findings"))
        .where(f.closed_at.is_(None))
        .group_by(f.rule, f.severity)
        .order_by(f.rule)
    )


@st.cache_data(ttl=FRESH, show_spinner=False)
def documents(state: int, source: str = "", relevant: bool = True, limit: int = 200) -> pd.DataFrame:
    """Current documents, newest first, with how many observations each gave."""
    o = (
        select(Observation.document_id, func.count().label("n"))
        .where(col(Observation.closed_at).is_(None))
        .group_by(Observation.document_id)
        .subquery()
    )
    query = (
        select(
            Document.id,
            Document.title,
            Document.member,
            Document.published,
            Document.status,
            Document.reader,
            Document.unread,
            func.coalesce(o.c.n, 0).label("observations"),
            Capture.url,
            Capture.source_id,
        )
        .join(Capture, col(Capture.id) == Document.capture_id)
        .outerjoin(o, o.c.document_id == Document.id)
        .where(Document.current)
        .order_by(col(Document.published).desc().nulls_last(), col(Document.id))
    )
    if relevant:
        query = query.where(Document.relevant)
    if source:
        query = query.where(Capture.source_id == source)
    return frame(query, limit)


@st.cache_data(ttl=FRESH, show_spinner=False)
def document_observations(state: int, document: int) -> pd.DataFrame:
    """All current observations of one document in the order of the text."""
    o = Observation.__table__.c  # type: ignore[attr-defined]
    query = (
        select(
            o.id,
            o.subject,
            o.index,
            o.year,
            o.criterion,
            o.measure,
            o.number,
            o.label,
            o.raw,
            o.grade,
            o.start,
            o.end,
            o.value_start,
            o.value_end,
        )
        .where(o.document_id == document, o.closed_at.is_(None))
        .order_by(o.value_start, o.id)
    )
    return frame(query, 2000)


@st.cache_data(ttl=FRESH, show_spinner=False)
def document_decisions(state: int, document: int) -> pd.DataFrame:
    """The decisions that a document names."""
    d = Decision.__table__.c  # type: ignore[attr-defined]
    return frame(select(d.number, d.date, d.issuer, d.approves).where(d.document_id == document).order_by(d.start), 100)


@st.cache_data(ttl=FRESH, show_spinner=False)
def sources(state: int) -> pd.DataFrame:
    """Every source with its last run, its documents and its failures."""
    last = (
        select(Run.source_id, func.max(Run.started).label("last_run"))
        .where(Run.stage == "crawl")
        .group_by(Run.source_id)
        .subquery()
    )
    captures = (
        select(Capture.source_id, func.count().label("captures"), func.max(Capture.last_seen).label("last_seen"))
        .group_by(Capture.source_id)
        .subquery()
    )
    failures = (
        select(Failure.source_id, func.count().label("failures"))
        .where(col(Failure.solved_at).is_(None))
        .group_by(Failure.source_id)
        .subquery()
    )
    relevant = (
        select(Capture.source_id, func.count().label("relevant"), func.max(Document.published).label("newest"))
        .join(Document, and_(col(Document.capture_id) == Capture.id, Document.current, Document.relevant))
        .group_by(Capture.source_id)
        .subquery()
    )
    query = (
        select(
            Source.id,
            Source.name_vi,
            Source.name_en,
            Source.province,
            Source.system,
            Source.verified,
            last.c.last_run,
            captures.c.captures,
            relevant.c.relevant,
            relevant.c.newest,
            failures.c.failures,
        )
        .outerjoin(last, last.c.source_id == Source.id)
        .outerjoin(captures, captures.c.source_id == Source.id)
        .outerjoin(relevant, relevant.c.source_id == Source.id)
        .outerjoin(failures, failures.c.source_id == Source.id)
        .order_by(func.coalesce(failures.c.failures, 0).desc(), last.c.last_run)
    )
    return frame(query)


@st.cache_data(ttl=FRESH, show_spinner=False)
def runs(state: int, limit: int = 50) -> pd.DataFrame:
    """The latest runs."""
    return frame(
        select(
            Run.id,
            Run.stage,
            Run.source_id,
            Run.started,
            Run.finished,
            Run.outcome,
            Run.inserted,
            Run.updated,
            Run.unchanged,
            Run.failed,
        ).order_by(col(Run.id).desc()),
        limit,
    )


@st.cache_data(ttl=FRESH, show_spinner=False)
def search(state: int, pattern: str, folded: bool, limit: int = 50) -> pd.DataFrame:
    """Documents whose text holds ``pattern``; ``folded`` compares without diacritics and case."""
    where = (
        col(Document.folded).contains(pattern, autoescape=True)
        if folded
        else col(Document.text).contains(pattern, autoescape=True)
    )
    query = (
        select(Document.id, Document.title, Document.published, Document.text, Document.folded, Capture.url)
        .join(Capture, col(Capture.id) == Document.capture_id)
        .where(Document.current, where)
        .order_by(Document.relevant.desc(), col(Document.published).desc().nulls_last())  # type: ignore[attr-defined]
    )
    return frame(query, limit)
