"""A leaf of a document as a picture with the box of a value drawn on it, made in a process that may die.

Of a PDF or a scan it is the page itself; of anything else it is laid out from the blocks that were read.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import Literal

import streamlit as st

from dashboard.components.colours import Mode, mode
from dashboard.components.leaves import Leaf, Marks, Part
from dashboard.components.paper import WIDE, leaf_png
from dashboard.components.render import page_png
from dashboard.components.sought import Box, Sought
from dashboard.queries.store import archive
from extract.errors import XephangError
from extract.language import Texts
from extract.sandbox import run
from store.models import Capture, Document

SECONDS, MEGABYTES = 60.0, 2048  # for one page
# The picture for a phone stands in place of the wide one where its column is narrow, so that its letters keep their size.
FIT = """<style>
.st-key-leaf {container-type: inline-size}
.st-key-leaf-narrow {display: none}
@container (max-width: 480px) {.st-key-leaf-wide {display: none} .st-key-leaf-narrow {display: flex}}
</style>"""


@st.cache_resource(show_spinner=False)
def start_drawing() -> None:
    """Start the process that draws, once for a server and beside what it does: else whoever looks at a document first waits for it."""

    def blank() -> None:
        with suppress(XephangError):  # whoever asks for a picture is told
            run(leaf_png, (), None, "light", seconds=SECONDS, megabytes=MEGABYTES)

    Thread(target=blank, daemon=True).start()


@st.cache_data(max_entries=48, show_spinner=False)
def page_picture(
    sha256: str, member: str, page: int, box: Box | None, sought: tuple[str, int, int] | None
) -> tuple[bytes, bytes] | None:
    """PNGs of a page, whole and around its frame (see :func:`page_png`); None for formats without pages.

    Raises:
        StoreError: the archive lacks the capture.
        UnreadableError, LimitError: the page cannot be drawn.
    """
    value = Sought(*sought) if sought else None
    return run(page_png, archive().get(sha256), member, page, box, value, seconds=SECONDS, megabytes=MEGABYTES)


@st.cache_data(max_entries=48, show_spinner=False)
def leaf_picture(
    state: int, document: int, number: int, look: Mode, _leaf: Leaf, _marks: Marks | None, mark: int
) -> tuple[bytes, bytes]:
    """PNGs of leaf ``number`` of a document for a wide and a narrow column; ``mark``: the observation that ``_marks`` are of.

    Raises:
        UnreadableError, LimitError: the leaf cannot be drawn.
    """
    return run(leaf_png, _leaf, _marks, look, seconds=SECONDS, megabytes=MEGABYTES)


def paged(document: Document) -> int:
    """How many pages there are to look at: those of a PDF or a picture; 0 for formats that have none."""
    return document.pages or 0 if document.media_type == "application/pdf" or document.media_type.startswith("image/") else 0


def show_page(
    t: Texts, capture: Capture, document: Document, page: int, box: Box | None = None, sought: tuple[str, int, int] | None = None
) -> bool:
    """A page of a PDF or a scan, with a value framed (see :func:`page_png`); whether it could be drawn."""
    try:
        pictures = page_picture(capture.sha256, document.member, page, box, sought)
    except XephangError as error:
        st.caption(error.say(t.lang))
        return False
    if pictures is None:
        return False
    _show(*pictures, said=t("document.picture" if box else "document.picture_bare", page=page))
    return True


def show_leaf(t: Texts, now: int, document: Document, number: int, leaf: Leaf, marks: Marks | None, mark: int, raw: str) -> bool:
    """A leaf laid out from its blocks, with the quote and the value marked; whether it could be drawn."""
    try:
        wide, narrow = leaf_picture(now, document.id or 0, number, mode(), leaf, marks, mark)
    except XephangError as error:
        st.caption(error.say(t.lang))
        return False
    here = marks is not None and any(_within(part, marks.value_start) for part in leaf)
    said = t("document.drawn", value=raw) if here else t("document.drawn_bare")
    _show(wide, narrow, said=said, width=WIDE)
    return True


def _show(wide: bytes, narrow: bytes, *, said: str, width: int | Literal["stretch"] = "stretch") -> None:
    st.html(FIT)
    with st.container(key="leaf"):
        for name, picture, most in (("wide", wide, width), ("narrow", narrow, "stretch")):
            with st.container(key=f"leaf-{name}", width=most):
                st.image(picture, width="stretch", alt=said)  # a width in figures would make Streamlit scale it down to that
        st.caption(said)


def _within(part: Part, at: int) -> bool:
    return part.start <= at < part.end
