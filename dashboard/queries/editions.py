"""Which editions there are. National ones are few; those inside provinces are asked for one by one, so that an index can answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

import pandas as pd
import streamlit as st
from sqlalchemy import CTE, Integer, String, case, column, exists, func, select, values

from dashboard.queries.columns import MAIN, STANDING, R
from dashboard.queries.store import FRESH, frame
from extract.gazetteer import provinces
from extract.observation import Index

INDEXES = [i.value for i in Index]
FIRST_YEAR = 2005  # the first edition of the oldest index, PCI
CELLS = 100_000  # overall results of all national editions there can be: 14 indexes, 25 years, 63 provinces and some


@st.cache_data(ttl=FRESH, show_spinner=False)
def national(state: int) -> pd.DataFrame:
    """Index, year, province: whether it has an overall result, and whether one of these is contradicted or uncertain."""
    query = (
        select(
            R.index, R.year, R.subject, func.max(case((R.state == "contradicted", 1), else_=0)).label("contradicted"),
            func.max(case((R.grade == "uncertain", 1), else_=0)).label("uncertain"),
        )
        .where(
            STANDING, R.index.in_(INDEXES), R.level == "national", R.province == "", R.among == "", R.criterion == "",
            R.subject_kind == "province", R.measure.in_(MAIN),
        )
        .group_by(R.index, R.year, R.subject)
    )  # fmt: skip
    return frame(query, CELLS)


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
    asked = _rows("asked", province=list(provinces()), index=INDEXES)
    standing = exists().where(STANDING, R.index == asked.c.index, R.level == "provincial", R.province == asked.c.province)
    return [str(p) for p in frame(select(asked.c.province).where(standing).distinct().order_by(asked.c.province))["province"]]


@st.cache_data(ttl=FRESH, show_spinner=False)
def provincial_editions(state: int, province: str) -> pd.DataFrame:
    """Index and year of every ranking of a province's own units; newest first."""
    asked = _rows("asked", index=INDEXES, year=range(date.today().year + 1, FIRST_YEAR - 1, -1))
    standing = exists().where(
        STANDING, R.index == asked.c.index, R.level == "provincial", R.province == province, R.year == asked.c.year,
        R.subject_kind != "group", R.measure.in_(MAIN),
    )  # fmt: skip
    return frame(select(asked.c.index, asked.c.year).where(standing).order_by(asked.c.year.desc(), asked.c.index))


@st.cache_data(ttl=FRESH, show_spinner=False)
def provinces_with_results(state: int) -> list[str]:
    """The provinces that have any result of their own."""
    asked = _rows("asked", subject=list(provinces()))
    standing = exists().where(STANDING, R.subject == asked.c.subject, R.subject_kind == "province")
    return [str(s) for s in frame(select(asked.c.subject).where(standing).order_by(asked.c.subject))["subject"]]


def _rows(name: str, **columns: Iterable[str | int]) -> CTE:
    """All combinations of the values as a table of constants."""
    kinds = [column(key, Integer if key == "year" else String) for key in columns]
    return values(*kinds, name=f"{name}_rows").data(list(product(*columns.values()))).cte(name)
