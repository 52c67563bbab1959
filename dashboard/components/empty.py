"""What stands where nothing can be shown, and what to run so that something is."""

from __future__ import annotations

import streamlit as st

from dashboard.queries.upkeep import left
from extract.language import Texts


def unfinished(t: Texts, state: int) -> None:
    """On top of every page: a line where the store holds more than the pages can show."""
    if step := left(state):
        st.warning(t(f"upkeep.{step}"), icon=":material/update:")


def nothing(t: Texts, state: int) -> None:
    """In place of a page that has nothing to show; what to run is told here, unless it stands on top already."""
    st.info(t("word.not_yet") if left(state) else t("word.nothing"))
