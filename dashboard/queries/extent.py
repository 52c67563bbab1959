"""How much a download would hold."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import func, select

from dashboard.queries.columns import A
from dashboard.queries.store import FRESH, frame


@st.cache_data(ttl=FRESH, show_spinner=False)
def observations(state: int, indexes: tuple[str, ...], years: tuple[int, int]) -> int:
    """Open observations of the indexes and years."""
    query = select(func.coalesce(func.sum(A.observations), 0).label("n")).where(A.year.between(*years))
    return int(frame(query.where(A.index.in_(indexes)) if indexes else query)["n"][0])
