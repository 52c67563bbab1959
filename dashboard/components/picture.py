"""A page of a PDF or a picture as an image with the box of a value drawn on it, made in a process that may die."""

from __future__ import annotations

import streamlit as st

from dashboard.components.render import Box, page_png
from dashboard.queries.store import archive
from extract.sandbox import run

SECONDS, MEGABYTES = 60.0, 2048  # for one page


@st.cache_data(max_entries=48, show_spinner=False)
def page_picture(sha256: str, member: str, page: int, box: Box | None) -> bytes | None:
    """PNG of a page with ``box`` (points from the upper left) framed; None for formats without pages.

    Raises:
        StoreError: the archive lacks the capture.
        UnreadableError, LimitError: the page cannot be drawn.
    """
    return run(page_png, archive().get(sha256), member, page, box, seconds=SECONDS, megabytes=MEGABYTES)
