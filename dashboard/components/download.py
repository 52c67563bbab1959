"""Tables as CSV for a spreadsheet: UTF-8 with a mark, cells that would run as a formula defused."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from extract.language import Texts
from store.export.safe import defuse


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The CSV of ``table`` without its index."""
    return table.map(defuse).to_csv(index=False).encode("utf-8-sig")


def csv_button(table: pd.DataFrame, name: str, t: Texts) -> None:
    """A small button that downloads ``table`` as ``NAME.csv``; the file is made when it is asked for."""
    st.download_button(
        t("word.download_csv"), lambda: csv_bytes(table), f"{name}.csv", "text/csv",
        key=f"csv-{name}", on_click="ignore", icon=":material/download:", type="tertiary",
    )  # fmt: skip
