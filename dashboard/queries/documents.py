"""The documents, what was read in them, and the full text."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Select, func, select

from dashboard.queries.columns import OPEN, SAME_CELL, A, C, D, N, O, R, S, X
from dashboard.queries.excerpt import Hit, excerpt, marked
from dashboard.queries.store import FRESH, frame, session
from store.models import Capture, Document, Failure, Observation, Result, Source
from store.search import search as full_text

COUNTED = 10_000  # observations of one document are counted up to here
STATES = ("results", "unread", "needs-ocr", "failed", "all")  # what a list of documents can be narrowed to


@st.cache_data(ttl=FRESH, show_spinner=False)
def documents(state: int, which: str = "results", source: str = "", offset: int = 0, limit: int = 25) -> pd.DataFrame:
    """Current documents, newest first, with how many observations each gave (up to ``COUNTED``)."""
    rows = frame(_listed(which, source).offset(offset), limit)
    return rows.assign(observations=[observations_of(state, int(i)) for i in rows["id"]])


def whole(which: str = "results", source: str = "") -> Select[Any]:
    """The query of the whole list of documents, with all their observations counted: for a file."""
    counted = select(func.count()).where(O.document_id == D.id, OPEN).correlate(D.id.table).scalar_subquery()
    return _listed(which, source, counted.label("observations"))


def _listed(which: str, source: str, *more: Any) -> Select[Any]:
    query = select(D.id, D.title, D.member, D.published, D.status, D.unread, C.url, S.name_vi, S.name_en, *more)
    return (
        _narrowed(query, which, source).join(Source, S.id == C.source_id).order_by(D.published.desc().nulls_last(), D.id.desc())
    )


@st.cache_data(ttl=FRESH, show_spinner=False)
def how_many(state: int, which: str = "results", source: str = "") -> int:
    """How many documents there are of a kind."""
    return int(frame(_narrowed(select(func.count().label("n")), which, source))["n"][0])


def _narrowed(query: Select[Any], which: str, source: str) -> Select[Any]:
    query = query.select_from(Document).where(D.current)
    if which in ("results", "unread"):
        query = query.where(D.relevant)
    if which == "unread":
        query = query.where(D.unread > 0)
    elif which == "needs-ocr":
        query = query.where(D.status == which)
    if source or len(query.selected_columns) > 1:
        query = query.join(Capture, C.id == D.capture_id)
    return query.where(C.source_id == source) if source else query


@st.cache_data(ttl=FRESH, show_spinner=False)
def observations_of(state: int, document: int) -> int:
    """How many open observations a document gave, counted up to ``COUNTED``."""
    some = select(O.id).where(O.document_id == document, OPEN).limit(COUNTED).subquery()
    return int(frame(select(func.count().label("n")).select_from(some))["n"][0])


@st.cache_data(ttl=FRESH, show_spinner=False)
def document_observations(state: int, document: int, offset: int, limit: int) -> pd.DataFrame:
    """One page of the open observations of a document, in the order of the text."""
    return frame(whole_document(document).offset(offset), limit)


def whole_document(document: int) -> Select[Any]:
    """The query of all open observations of a document, in the order of the text, each with the state of the panel's cell that it is of."""
    query = select(O.id, O.subject, O.index, O.year, O.criterion, O.measure, O.number, O.label, O.raw, O.grade, R.state)
    return (
        query.select_from(Observation)
        .outerjoin(Result, SAME_CELL)
        .where(O.document_id == document, OPEN)
        .order_by(O.value_start, O.id)
    )


@st.cache_data(ttl=FRESH, show_spinner=False)
def document_decisions(state: int, document: int) -> pd.DataFrame:
    """The decisions that a document names."""
    return frame(select(N.number, N.date, N.issuer, N.approves).where(N.document_id == document).order_by(N.start), 100)


@st.cache_data(ttl=FRESH, show_spinner=False)
def failures(state: int, offset: int = 0, limit: int = 25) -> pd.DataFrame:
    """What failed and is not solved, latest first."""
    return frame(whole_failures().offset(offset), limit)


def whole_failures() -> Select[Any]:
    """The query of all that failed and is not solved."""
    query = (
        select(X.at, X.stage, X.url, X.message_vi, X.message_en, S.name_vi, S.name_en)
        .select_from(Failure)
        .where(X.solved_at.is_(None))
    )
    return query.outerjoin(Source, S.id == X.source_id).order_by(X.at.desc(), X.id.desc())


@st.cache_data(ttl=FRESH, show_spinner=False)
def how_many_failures(state: int) -> int:
    """How many failures are not solved."""
    return int(frame(select(func.count().label("n")).select_from(Failure).where(X.solved_at.is_(None)))["n"][0])


@st.cache_data(ttl=FRESH, show_spinner=False)
def search(state: int, words: str, limit: int, offset: int = 0) -> list[Hit]:
    """The best documents that hold ``words`` one after the other; words without diacritics find texts with any."""
    with session() as s:
        found = full_text(s, words, limit, offset)
        urls = dict(s.execute(select(C.id, C.url).where(C.id.in_({d.capture_id for d in found}))).all())
        return [
            Hit(d.id or 0, marked(d.title, words), urls[d.capture_id], d.published, excerpt(d.text, d.folded, words))
            for d in found
        ]


@st.cache_data(ttl=FRESH, show_spinner=False)
def totals(state: int) -> dict[str, int]:
    """How much the store holds."""
    kept = ("observations", "results", "contradicted")
    counts = frame(select(*(func.coalesce(func.sum(getattr(A, name)), 0).label(name) for name in kept))).iloc[0]
    return {"documents": how_many(state, "all"), **{name: int(counts[name]) for name in kept}}
