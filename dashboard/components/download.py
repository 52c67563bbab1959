"""Downloads: tables as CSV for a spreadsheet (UTF-8 with a mark, cells that would run as a formula defused), charts as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from sqlalchemy import Select

from dashboard.queries.store import pieces
from extract.language import Texts, number
from store.export.safe import defuse, plain

MEDIA = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png"}
MOST = 50_000  # rows of one file: some 20 MB, held in memory until it is sent; more is a matter for the Data page and the command line


def csv_bytes(table: pd.DataFrame, header: bool = True) -> bytes:
    """The CSV of ``table`` without its index."""
    return csv_of([table], header)


def csv_of(tables: Iterable[pd.DataFrame], header: bool = True) -> bytes:
    """One CSV of tables with the same columns, which are taken one after the other; ``header``: with the columns' names."""
    out = io.BytesIO()
    for i, table in enumerate(tables):
        written = table.map(_cell, na_action="ignore").to_csv(index=False, header=header and not i)
        out.write(written.encode("utf-8" if i else "utf-8-sig"))
    return out.getvalue()


def _cell(value: object) -> object:
    return defuse(plain(value))


def csv_button(table: pd.DataFrame, name: str, t: Texts, header: bool = True) -> None:
    """A small button that downloads ``table`` as ``NAME.csv``; the file is made when it is asked for."""
    file_buttons(name, t, csv=lambda: csv_bytes(table, header))


class Whole(NamedTuple):
    """A table of which a page shows a part: the query of all rows, how many there are, and what makes the file's columns of the query's."""

    query: Select[Any]
    total: int
    dress: Callable[[pd.DataFrame], pd.DataFrame]


def whole_button(whole: Whole, name: str, t: Texts) -> None:
    """A small button that downloads a whole table as ``NAME.csv``, some thousand rows after the other, at most ``MOST``; more is told."""
    file_buttons(name, t, csv=lambda: csv_of(whole.dress(part) for part in pieces(whole.query, MOST)))
    if whole.total > MOST:
        st.caption(t("word.csv_first", most=number(MOST, t.lang)))


def file_buttons(name: str, t: Texts, **made: Callable[[], bytes]) -> None:
    """Small buttons side by side, one a format (``csv``, ``svg``, ``png``); each file is made when it is asked for."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"files-{name}"):
        for form, make in made.items():
            st.download_button(
                t(f"word.download_{form}"), make, f"{name}.{form}", MEDIA[form], key=f"{form}-{name}", on_click="ignore",
                icon=":material/download:" if form == "csv" else ":material/image:", type="tertiary",
            )  # fmt: skip
