"""Data: pick index, years and format, and download with the codebook."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import streamlit as st

from dashboard.components import address
from dashboard.components.store import engine, state
from dashboard.components.words import words
from store.export import export, formats

t = words()
now = state()
st.title(t("data.heading"))
st.caption(t("data.lead"))
kind = address.choose("format", t("data.format"), list(formats()), default="csv")


@st.cache_data(ttl=300, show_spinner=False, max_entries=4)
def package(version: int, form: str, lang: str) -> bytes:
    """The whole data package in one format, as a ZIP."""
    with tempfile.TemporaryDirectory() as folder:
        files = export(engine(), Path(folder), only=[form], lang="vi" if lang == "vi" else "en")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.name)
        return out.getvalue()


if st.button(t("data.prepare"), type="primary"):
    with st.spinner(t("data.preparing")):
        st.session_state["package"] = (kind, package(now, kind, t.lang))
ready = st.session_state.get("package")
if ready and ready[0] == kind:
    st.download_button(t("data.download", format=kind), ready[1], f"xephang-{kind}.zip", "application/zip")
st.subheader(t("data.reading"))
st.code('# R\npanel <- arrow::read_parquet("panel.parquet")', language=None)
st.code('* Stata\nuse "panel.dta", clear', language=None)
st.code('# pandas\nimport pandas as pd\npanel = pd.read_parquet("panel.parquet")', language=None)
