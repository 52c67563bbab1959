"""A data package as one ZIP file, made while a bar shows how far it is."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from dashboard.queries.store import engine
from extract.language import Texts
from store.export import export
from store.units import Division

MOST = 300_000  # observations that a browser is given; more is a matter for the command line


class Asked(NamedTuple):
    """What a package holds."""

    form: str
    indexes: tuple[str, ...]
    years: tuple[int, int]
    division: Division

    @property
    def name(self) -> str:
        """The ZIP's file name."""
        what = "-".join(self.indexes) if 0 < len(self.indexes) <= 3 else "all"
        return f"xephang-{what}-{self.years[0]}-{self.years[1]}-{self.form}.zip"


def made(asked: Asked, t: Texts) -> bytes:
    """The ZIP."""
    bar = st.progress(0.0, t("data.preparing"))

    def report(done: int, total: int, what: str) -> None:
        bar.progress(done / max(1, total), f"{t('data.preparing')} {what}")

    with tempfile.TemporaryDirectory() as folder:
        files = export(
            engine(), Path(folder), only=[asked.form], division=asked.division, indexes=asked.indexes, years=asked.years, lang=t.lang,
            progress=report,
        )  # fmt: skip
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.name)
    bar.empty()
    return out.getvalue()


LINES = {  # how a format's panel is read, by program
    "csv": {
        "R": 'panel <- readr::read_csv("panel.csv")',
        "Stata": 'import delimited "panel.csv", encoding("utf-8") clear',
        "pandas": 'panel = pandas.read_csv("panel.csv")',
    },
    "parquet": {
        "R": 'panel <- arrow::read_parquet("panel.parquet")',
        "pandas": 'panel = pandas.read_parquet("panel.parquet")',
    },
    "stata": {
        "R": 'panel <- haven::read_dta("panel.dta")',
        "Stata": 'use "panel.dta", clear',
        "pandas": 'panel = pandas.read_stata("panel.dta")',
    },
    "xlsx": {
        "R": 'panel <- readxl::read_excel("panel.xlsx")',
        "Stata": 'import excel "panel.xlsx", firstrow clear',
        "pandas": 'panel = pandas.read_excel("panel.xlsx")',
    },
    "sqlite": {
        "R": 'panel <- DBI::dbReadTable(DBI::dbConnect(RSQLite::SQLite(), "xephang.sqlite"), "panel")',
        "pandas": 'panel = pandas.read_sql("SELECT * FROM panel", sqlite3.connect("xephang.sqlite"))',
    },
}
