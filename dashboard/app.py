"""The dashboard: the pages in their order, the language, and the banner of a demo."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.components import address
from dashboard.components.store import is_demo
from dashboard.components.words import words

PAGES = Path(__file__).parent / "pages"
ORDER = ("overview", "ranking", "province", "compare", "inside", "check", "document", "sources", "search", "data")
ICONS = dict(
    zip(
        ORDER,
        (
            "dashboard",
            "leaderboard",
            "location_city",
            "compare_arrows",
            "account_tree",
            "rule",
            "description",
            "rss_feed",
            "search",
            "download",
        ),
        strict=True,
    )
)
# Streamlit writes captions and axis texts at 60 % opacity, too faint to read for many; ours have the colour of the text.
READABLE = "<style>[data-testid='stCaptionContainer'], [data-testid='stCaptionContainer'] * {color: inherit; opacity: 1}</style>"


def main() -> None:
    """Build the page that the address asks for."""
    t = words()
    pages = [
        st.Page(
            PAGES / f"{name}.py",
            title=t(f"{name}.title"),
            url_path=name,
            icon=f":material/{ICONS[name]}:",
            default=name == ORDER[0],
        )
        for name in ORDER
    ]
    st.set_page_config(page_title="xephang", page_icon="📊", layout="wide")
    page = st.navigation({t("app.name"): pages})
    with st.sidebar:
        address.language_switch(t)
    st.html(READABLE)
    if is_demo():
        st.warning(t("app.demo"), icon=":material/science:")
    page.run()
