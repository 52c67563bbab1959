"""Sources: freshness and health, worst first, and the history of runs."""

from __future__ import annotations

import streamlit as st

from dashboard.components import queries
from dashboard.components.store import state
from dashboard.components.words import words

t = words()
now = state()
st.title(t("sources.heading"))
st.caption(t("sources.lead"))
rows = queries.sources(now)
if rows.empty:
    st.info(t("word.nothing"))
    st.stop()
rows["name"] = rows[f"name_{t.lang}"]
rows["verified"] = [t(f"verified.{v}") for v in rows["verified"]]
st.dataframe(
    rows[["name", "province", "system", "failures", "relevant", "captures", "newest", "last_run", "verified"]],
    hide_index=True,
    column_config={
        "name": t("word.source"), "province": t("word.province"), "system": t("sources.system"), "failures": t("sources.failures"),
        "relevant": t("sources.relevant"), "captures": t("sources.captures"),
        "newest": st.column_config.DateColumn(t("sources.newest"), format="DD/MM/YYYY"),
        "last_run": st.column_config.DatetimeColumn(t("sources.last_run"), format="DD/MM/YYYY HH:mm"), "verified": t("sources.verified"),
    },
    alt=t("sources.heading"),
)  # fmt: skip
st.subheader(t("sources.runs"))
runs = queries.runs(now)
runs["stage"] = [t(f"stage.{s}") for s in runs["stage"]]
runs["outcome"] = [t(f"outcome.{o}") for o in runs["outcome"]]
st.dataframe(
    runs.drop(columns="id"),
    hide_index=True,
    column_config={
        "stage": t("sources.stage"), "source_id": t("word.source"), "outcome": t("sources.outcome"), "inserted": t("sources.inserted"),
        "updated": t("sources.updated"), "unchanged": t("sources.unchanged"), "failed": t("sources.failures"),
        "started": st.column_config.DatetimeColumn(t("sources.started"), format="DD/MM/YYYY HH:mm"),
        "finished": st.column_config.DatetimeColumn(t("sources.finished"), format="DD/MM/YYYY HH:mm"),
    },
    alt=t("sources.runs"),
)  # fmt: skip
