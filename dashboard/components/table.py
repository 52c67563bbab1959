"""Tables to be looked at: numbers and dates are written as the language does and still sort by size and by time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from extract.language import Lang, day, number

GROUNDS = {"≠": "background-color: rgba(208, 60, 50, 0.20)", "?": "background-color: rgba(214, 150, 30, 0.22)"}
WAYS = ("▲", "▼")
HEAD, ROW, TALLEST = 37, 35, 620  # pixels
Signs = Mapping[str, list[str]]


def table(rows: pd.DataFrame, titles: Mapping[str, Any], alt: str, lang: Lang, tallest: int = TALLEST) -> None:
    """Show the columns of ``titles``."""
    shown = rows[list(titles)].reset_index(drop=True)
    st.dataframe(
        styled(shown, {}, lang), hide_index=True, column_config=dict(titles), alt=alt, placeholder="", height=height(shown, tallest)
    )  # fmt: skip


def height(rows: pd.DataFrame, tallest: int = TALLEST) -> int:
    """Pixels of a table without empty rows, at most ``tallest``."""
    return min(tallest, HEAD + ROW * len(rows) + 2)


def styled(rows: pd.DataFrame, signs: Signs, lang: Lang) -> Any:
    """``rows`` with numbers and dates written as ``lang`` does, the signs behind the values; what is at odds has a ground of its own besides."""
    writers = {column: _writer(rows[column], lang) for column in rows.columns}
    made = rows.style.format({column: write for column, write in writers.items() if write is not None}, na_rep="")
    for column, given in ((c, signs[c]) for c in rows.columns if c in signs):
        for sign in filter(None, dict.fromkeys(given)):
            at = [i for i, s in enumerate(given) if s == sign]
            say = partial(_signed, sign=sign, lang=lang, write=writers[column] or str)
            made = made.format(say, subset=(at, [column]), na_rep="")
            ground = next((style for mark, style in GROUNDS.items() if mark in sign), "")
            if ground:
                made = made.map(lambda _, g=ground: g, subset=(at, [column]))
    return made


def _writer(column: pd.Series, lang: Lang) -> Callable[[Any], str] | None:
    """How the values of a column are written; None for text, which is written as it is."""
    if column.name == "year":
        return str
    if pd.api.types.is_bool_dtype(column):
        return None
    if pd.api.types.is_numeric_dtype(column):
        return lambda v: number(float(v), lang)
    if pd.api.types.infer_dtype(column, skipna=True) in ("date", "datetime", "datetime64"):
        return lambda v: day(v, lang, short=True) + (f", {v:%H:%M}" if isinstance(v, datetime) else "")
    return None


def _signed(value: Any, sign: str, lang: Lang, write: Callable[[Any], str]) -> str:
    if value is None or pd.isna(value):
        return ""
    if sign in WAYS:  # the arrow says which way
        return f"{sign} {number(abs(float(value)), lang)}"
    return f"{write(value)} {sign}".strip()
