"""The values of one edition or of one subject, long: measure, number or label, standing, and the observation behind each."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Select, func, select

from dashboard.components.standing import signs
from dashboard.queries.columns import STANDING, R, V
from dashboard.queries.store import FRESH, frame

VALUE = (R.measure, R.number, R.label, R.state, R.support, R.dissent, R.grade, R.observation_id)
SCORES = ("score", "percent")


@st.cache_data(ttl=FRESH, show_spinner=False)
def edition(state: int, index: str, level: str, province: str, year: int, criterion: str = "") -> pd.DataFrame:
    """All results of one edition and criterion: subject, kind, value, signs, and what :data:`VALUE` names."""
    query = select(R.subject, R.subject_kind, *VALUE).where(*_edition(index, level, province, year), R.criterion == criterion)
    return signed(frame(query.order_by(R.subject)))


@st.cache_data(ttl=FRESH, show_spinner=False)
def by_criterion(
    state: int, index: str, province: str, year: int, subjects: tuple[str, ...], criteria: tuple[str, ...]
) -> pd.DataFrame:
    """Scores by criterion of the units named, of one edition inside a province."""
    query = select(R.subject, R.criterion, *VALUE).where(
        *_edition(index, "provincial", province, year), R.subject.in_(subjects), R.criterion.in_(criteria), R.measure == "score",
        R.number.is_not(None),
    )  # fmt: skip
    return signed(frame(query.order_by(R.subject, R.criterion)))


@st.cache_data(ttl=FRESH, show_spinner=False)
def criteria(state: int, index: str, level: str, province: str, year: int) -> list[str]:
    """The criteria of one edition, most filled first."""
    query = select(R.criterion, func.count()).where(*_edition(index, level, province, year), R.criterion != "")
    return [str(v) for v in frame(query.group_by(R.criterion).order_by(func.count().desc(), R.criterion), 200)["criterion"]]


@st.cache_data(ttl=FRESH, show_spinner=False)
def units(state: int, index: str, province: str, year: int) -> list[str]:
    """The units of one edition inside a province, by name."""
    query = select(V.subject).where(
        V.index == index, V.level == "provincial", V.province == province, V.year == year, V.ranked > 0
    )
    return [str(v) for v in frame(query.where(V.subject_kind != "group").distinct().order_by(V.subject))["subject"]]


def _edition(index: str, level: str, province: str, year: int) -> tuple[Any, ...]:
    return (
        STANDING, R.index == index, R.level == level, R.province == province, R.year == year, R.among == "", R.subject_kind != "group",
    )  # fmt: skip


@st.cache_data(ttl=FRESH, show_spinner=False)
def subject_overall(state: int, subject: str, kind: str = "province") -> pd.DataFrame:
    """The overall results of one subject over indexes and years."""
    query = select(R.index, R.year, *VALUE).where(*_subject(subject, kind), R.criterion == "", R.among == "")
    return signed(frame(query.order_by(R.index, R.year, R.measure)))


@st.cache_data(ttl=FRESH, show_spinner=False)
def subject_profile(state: int, subject: str, index: str, year: int) -> pd.DataFrame:
    """A province's scores by criterion in one national edition."""
    query = select(R.criterion, *VALUE).where(
        *_subject(subject, "province"), R.index == index, R.year == year, R.level == "national", R.criterion != "", R.among == "",
        R.measure.in_(SCORES), R.number.is_not(None),
    )  # fmt: skip
    return signed(frame(query.order_by(R.criterion, R.measure))).drop_duplicates("criterion", ignore_index=True)


@st.cache_data(ttl=FRESH, show_spinner=False)
def profiled(state: int, subject: str) -> list[tuple[str, int]]:
    """The national editions that have criteria of a province, those with the most criteria first, then the newest."""
    query = select(R.index, R.year).where(
        *_subject(subject, "province"), R.level == "national", R.criterion != "", R.measure.in_(SCORES), R.number.is_not(None)
    )
    order = func.count(func.distinct(R.criterion)).desc(), R.year.desc(), R.index
    found = frame(query.group_by(R.index, R.year).order_by(*order))
    return [(str(i), int(y)) for i, y in zip(found["index"], found["year"], strict=True)]


@st.cache_data(ttl=FRESH, show_spinner=False)
def subject_values(state: int, subject: str, offset: int, limit: int) -> pd.DataFrame:
    """One page of everything that is known of a province, newest first."""
    return signed(frame(whole_subject(subject).offset(offset), limit))


def whole_subject(subject: str) -> Select[Any]:
    """The query of everything that is known of a province, newest first."""
    query = select(R.index, R.year, R.criterion, R.among, *VALUE).where(*_subject(subject, "province"))
    return query.order_by(R.year.desc(), R.index, R.criterion, R.among, R.measure, R.id)


@st.cache_data(ttl=FRESH, show_spinner=False)
def subject_count(state: int, subject: str) -> int:
    """How many values are known of a province."""
    query = select(func.coalesce(func.sum(V.results), 0).label("n")).where(V.subject == subject, V.subject_kind == "province")
    return int(frame(query)["n"][0])


def _subject(subject: str, kind: str) -> tuple[Any, ...]:
    return STANDING, R.subject == subject, R.subject_kind == kind


@st.cache_data(ttl=FRESH, show_spinner=False)
def criteria_scores(state: int, index: str, year: int) -> pd.DataFrame:
    """Criterion, province and score of one national edition: what medians are taken over."""
    query = select(R.criterion, R.subject, R.number).where(
        *_edition(index, "national", "", year), R.measure.in_(SCORES), R.criterion != "", R.subject_kind == "province",
        R.number.is_not(None),
    )  # fmt: skip
    return frame(query)


@st.cache_data(ttl=FRESH, show_spinner=False)
def ranks(state: int, index: str, subjects: tuple[str, ...]) -> pd.DataFrame:
    """The overall ranks of provinces in one national index over the years."""
    query = select(R.subject, R.year, *VALUE).where(
        STANDING, R.subject.in_(subjects), R.subject_kind == "province", R.index == index, R.level == "national", R.criterion == "",
        R.among == "", R.measure == "rank", R.number.is_not(None),
    )  # fmt: skip
    return signed(frame(query.order_by(R.subject, R.year))).drop_duplicates(["subject", "year"], ignore_index=True)


def common_years(rows: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of years in which some of the subjects of ``rows`` (subject, year) both have a rank: those of the most subjects, then of the
    longest time, first."""
    known = {int(str(year)): set(part) for year, part in rows.groupby("year")["subject"]}
    pairs = [(len(known[a] & known[b]), b - a, a, b) for a in known for b in known if a < b and known[a] & known[b]]
    return [(a, b) for _, _, a, b in sorted(pairs, reverse=True)]


def signed(rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` with the columns ``value`` (a number, or a band's label) and ``signs``."""
    value = rows["number"].astype(object).where(rows["number"].notna(), rows["label"])
    return rows.assign(value=value, signs=signs(rows))
