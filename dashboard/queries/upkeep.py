"""What is left to do before the pages show all that the store holds."""

from __future__ import annotations

import streamlit as st

from dashboard.queries.store import FRESH, session
from store.upkeep import Step, left_to_do


@st.cache_data(ttl=FRESH, show_spinner=False)
def left(state: int) -> Step:
    """The first step that ``xephang check`` has to do, or ``""``."""
    with session() as s:
        return left_to_do(s)
