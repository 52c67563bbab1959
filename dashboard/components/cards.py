"""Cards: one figure, what it counts, and where it leads."""

from __future__ import annotations

import streamlit as st

from dashboard.components import address
from extract.language import Texts

WIDE = 165  # pixels: five side by side on a desk, two on a phone


def card(t: Texts, label: str, figure: str, told: str, hint: str, page: str, icon: str, /, **parameters: object) -> None:
    """``figure`` under its ``label`` (``hint``: what that means), ``told`` below it, and a link to ``page``."""
    with st.container(border=True, width=WIDE, height="stretch", gap="xxsmall"):
        st.metric(label, figure, help=hint)
        st.caption(told)
        address.go(page, t(f"{page}.title"), icon, **parameters)
