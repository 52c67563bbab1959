"""The dashboard: the pages in their order, the language, and the banner of a demo."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import InterfaceError, OperationalError

from dashboard.components import address
from dashboard.components.colours import mode
from dashboard.components.verdict import admitted
from dashboard.components.words import words
from dashboard.queries.store import is_demo, state
from extract.errors import StoreError

LOG = logging.getLogger(__name__)
PAGES = Path(__file__).parent / "pages"
LOGO = Path(__file__).parent / "components" / "logo.svg"
SECTIONS = {  # the pages by what a person wants, each with its icon
    "look": {
        "overview": "dashboard",
        "ranking": "leaderboard",
        "province": "location_city",
        "compare": "compare_arrows",
        "inside": "account_tree",
    },
    "check": {"check": "rule", "document": "description", "search": "search"},
    "take": {"sources": "rss_feed", "data": "download"},
}
ORDER = tuple(name for section in SECTIONS.values() for name in section)
# Streamlit writes captions and axis texts at 60 % opacity, too faint to read for many; ours have the colour of the text.
STYLE = """<style>
[data-testid='stCaptionContainer'], [data-testid='stCaptionContainer'] * {color: inherit; opacity: 1}
[data-testid='stMainBlockContainer'] {padding-top: 3.2rem; max-width: 1320px}
[data-testid='stMetricValue'] {font-variant-numeric: tabular-nums}
[data-testid='stSidebar'] [data-testid='stVerticalBlock'] {gap: 0.35rem}
[data-testid='stMain'] [data-testid='stPageLink-NavLink'] p {white-space: normal; overflow-wrap: anywhere; line-height: 1.4}
mark {background: #FFF3BF; color: #111; padding: 0 1px}
@media (max-width: 640px) {[data-testid='stMainBlockContainer'] {padding: 4.4rem 1rem 2rem} h1 {font-size: 1.5rem !important}}
</style>"""
# Streamlit writes white on the primary colour, which in the dark theme has to be a light one to be read as text.
DARK = """<style>
[data-testid='stBaseButton-primary'], [data-testid='stBaseButton-primary'] * {color: #06231A !important}
[data-testid='stMultiSelect'] [data-baseweb='tag'], [data-testid='stMultiSelect'] [data-baseweb='tag'] *,
[data-testid='stMultiSelect'] span[title] {color: #06231A !important}
</style>"""


def main() -> None:
    """Build the page that the address asks for."""
    # here, since a process that draws a picture loads this module too, and neither needs nor can have what asks the store
    from dashboard.components.empty import unfinished  # noqa: PLC0415
    from dashboard.components.picture import start_drawing  # noqa: PLC0415

    st.set_page_config(page_title="xephang", page_icon="📊", layout="wide")
    t = words()
    pages = {
        name: st.Page(
            PAGES / f"{name}.py", title=t(f"{name}.title"), url_path=name, icon=f":material/{icon}:", default=name == ORDER[0]
        )
        for section in SECTIONS.values()
        for name, icon in section.items()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    st.logo(LOGO, size="large")
    with st.sidebar:  # links of our own: Streamlit's menu would drop the language from the address
        for section, names in SECTIONS.items():
            st.caption(t(f"app.{section}"))
            for name, icon in names.items():
                st.page_link(pages[name], label=t(f"{name}.title"), icon=f":material/{icon}:", query_params={"lang": t.lang})
        st.space("small")
        address.language_switch(t)
    st.html(STYLE + (DARK if mode() == "dark" else ""))
    if not admitted(t):
        st.stop()
    try:
        if is_demo():
            st.warning(t("app.demo"), icon=":material/science:")
        unfinished(t, state())
        address.forget()
        page.run()
        start_drawing()
    except (StoreError, OperationalError, InterfaceError) as error:  # the store is gone, full or locked
        LOG.error("%s", error)
        st.error(t("app.out_of_reach"), icon=":material/cloud_off:")
