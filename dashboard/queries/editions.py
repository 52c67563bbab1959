"""Which editions there are, out of the counts that consolidation keeps."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from sqlalchemy import select

from dashboard.queries.columns import A, V
from dashboard.queries.store import FRESH, frame
from extract.observation import Index

INDEXES = [i.value for i in Index]
FIRST_YEAR = 2005  # the first edition of the oldest index, PCI
CELLS = 100_000  # overall results of all national editions there can be: 14 indexes, 25 years, 63 provinces and some


@st.cache_data(ttl=FRESH, show_spinner=False)
def national(state: int) -> pd.DataFrame:
    """Index, year and province of every overall result of a national edition, and how many of them are contradicted."""
    query = select(V.index, V.year, V.subject, V.overall_contradicted.label("contradicted")).where(
        V.level == "national", V.subject_kind == "province", V.overall > 0, V.year > 0
    )
    return frame(query.order_by(V.index, V.year.desc(), V.subject), CELLS)


@st.cache_data(ttl=FRESH, show_spinner=False)
def national_editions(state: int) -> pd.DataFrame:
    """Index, year, number of provinces with a result and of contradicted ones; by index, newest first."""
    cells = national(state)
    if cells.empty:
        return pd.DataFrame(columns=["index", "year", "provinces", "contradicted"])
    made = cells.groupby(["index", "year"]).agg(provinces=("subject", "size"), contradicted=("contradicted", "sum")).reset_index()
    return made.sort_values(["index", "year"], ascending=[True, False], ignore_index=True)


def best_edition(editions: pd.DataFrame, index: str = "") -> tuple[str, int]:
    """The edition to show first: of the largest ones (nine tenths of the most provinces) the newest."""
    rows = editions[editions["index"] == index] if index else editions
    large = rows[rows["provinces"] >= 0.9 * rows["provinces"].max()]
    first = large.sort_values(["year", "provinces"], ascending=False).iloc[0]
    return str(first["index"]), int(first["year"])


@st.cache_data(ttl=FRESH, show_spinner=False)
def provinces_with_units(state: int) -> list[str]:
    """Provinces that have rankings of their own units."""
    query = select(A.province).where(A.level == "provincial", A.province != "", A.subjects > 0, A.year > 0)
    return [str(p) for p in frame(query.distinct().order_by(A.province))["province"]]


@st.cache_data(ttl=FRESH, show_spinner=False)
def provincial_editions(state: int, province: str) -> pd.DataFrame:
    """Index and year of every ranking of a province's own units; newest and largest first."""
    query = select(A.index, A.year).where(A.level == "provincial", A.province == province, A.subjects > 0, A.year > 0)
    return frame(query.order_by(A.year.desc(), A.subjects.desc(), A.index))


@st.cache_data(ttl=FRESH, show_spinner=False)
def provinces_with_results(state: int) -> list[str]:
    """The provinces that have any result of their own."""
    query = select(V.subject).where(V.subject_kind == "province", V.results > 0).distinct().order_by(V.subject)
    return [str(s) for s in frame(query)["subject"]]
