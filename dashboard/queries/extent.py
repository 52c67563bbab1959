"""What a download would hold: how many observations, and which."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Select, func, select

from dashboard.queries.columns import OPEN, SAME_CELL, A, O, R
from dashboard.queries.store import FRESH, frame
from store.models import Observation, Result

EDITIONS = 100_000  # there can be: 14 indexes, 25 years, 63 provinces and the country, and some


@st.cache_data(ttl=FRESH, show_spinner=False)
def observations(state: int, indexes: tuple[str, ...], years: tuple[int, int]) -> int:
    """Open observations of the indexes and years."""
    return int(frame(_within(select(func.coalesce(func.sum(A.observations), 0).label("n")), indexes, years))["n"][0])


@st.cache_data(ttl=FRESH, show_spinner=False)
def listed(state: int, indexes: tuple[str, ...], years: tuple[int, int], offset: int, limit: int) -> pd.DataFrame:
    """Some of these observations, the newest edition first.

    The editions' counts tell which of them lie there, so that no page makes the store pass over more than one edition.
    """
    held = _within(select(A.index, A.level, A.province, A.year, A.observations), indexes, years).where(A.observations > 0)
    editions = frame(held.order_by(A.year.desc(), A.index, A.level, A.province), EDITIONS)
    parts = []
    first = 0  # observations in the editions before
    for index, level, province, year, count in editions.itertuples(index=False):
        skip, first = offset - first, first + count
        if first > offset and limit > 0:
            query = select(
                O.id, O.index, O.year, O.province, O.subject, O.criterion, O.measure, O.number, O.label, O.raw, O.grade, R.state
            ).outerjoin_from(Observation, Result, SAME_CELL)
            here = OPEN, O.index == index, O.level == level, O.province == province, O.year == year
            order = O.subject, O.criterion, O.among, O.measure, O.id
            parts.append(frame(query.where(*here).order_by(*order).offset(max(0, skip)), limit))
            limit -= len(parts[-1])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _within(query: Select[Any], indexes: tuple[str, ...], years: tuple[int, int]) -> Select[Any]:
    query = query.where(A.year.between(*years))
    return query.where(A.index.in_(indexes)) if indexes else query
