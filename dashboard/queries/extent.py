"""How much a download would hold."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import func, select

from dashboard.queries.columns import OPEN, O
from dashboard.queries.store import FRESH, frame


@st.cache_data(ttl=FRESH, show_spinner=False)
def observations(state: int, indexes: tuple[str, ...], years: tuple[int, int], most: int) -> int:
    """Open observations of the indexes and years, counted up to ``most``."""
    some = select(O.id).where(OPEN, O.year.between(*years))
    if indexes:
        some = some.where(O.index.in_(indexes))
    return int(frame(select(func.count().label("n")).select_from(some.limit(most).subquery()))["n"][0])
