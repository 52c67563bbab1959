"""Downloads: tables as CSV for a spreadsheet (UTF-8 with a mark, cells that would run as a formula defused), charts as pictures."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from extract.language import Texts
from store.export.safe import defuse

MEDIA = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png"}


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The CSV of ``table`` without its index."""
    return table.map(defuse).to_csv(index=False).encode("utf-8-sig")


def csv_button(table: pd.DataFrame, name: str, t: Texts) -> None:
    """A small button that downloads ``table`` as ``NAME.csv``; the file is made when it is asked for."""
    file_buttons(name, t, csv=lambda: csv_bytes(table))


def file_buttons(name: str, t: Texts, **made: Callable[[], bytes]) -> None:
    """Small buttons side by side, one a format (``csv``, ``svg``, ``png``); each file is made when it is asked for."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"files-{name}"):
        for form, make in made.items():
            st.download_button(
                t(f"word.download_{form}"), make, f"{name}.{form}", MEDIA[form], key=f"{form}-{name}", on_click="ignore",
                icon=":material/download:" if form == "csv" else ":material/image:", type="tertiary",
            )  # fmt: skip
