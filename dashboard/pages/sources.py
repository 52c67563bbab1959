"""Sources: freshness and health, worst first, what failed, and the history of runs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import csv_button
from dashboard.components.failed import failed
from dashboard.components.words import words
from dashboard.queries import documents, sources
from dashboard.queries.store import state
from extract.language import day, number

ROWS = 20  # of a list on one page

t = words()
now = state()
st.title(t("sources.heading"))
st.caption(t("sources.lead"))
rows = sources.sources(now)
if rows.empty:
    st.info(t("word.nothing"))
    st.stop()
with st.container(horizontal=True, gap="small"):
    for health in sources.HEALTH:
        count = int((rows["health"] == health).sum())
        st.metric(t(f"health.{health}"), number(count, t.lang), border=True, help=t(f"sources.{health}_help"), width=165)
only = address.choose(
    "health", t("sources.health"), ["", *(h for h in sources.HEALTH if (rows["health"] == h).any())],
    show=lambda h: t(f"health.{h}") if h else t("word.all"),
)  # fmt: skip
listed = rows[rows["health"] == only] if only else rows
table = pd.DataFrame(
    {
        "health": [t(f"health.{h}") for h in listed["health"]],
        "source": listed[f"name_{t.lang}"],
        "province": listed["province"].fillna(""),
        "last_run": [day(d, t.lang) if pd.notna(d) else t("overview.never") for d in listed["last_run"]],
        "failures": listed["failures"],
        "relevant": listed["relevant"],
        "captures": listed["captures"],
        "newest": [day(d, t.lang) if pd.notna(d) else "" for d in listed["newest"]],
        "system": listed["system"],
        "verified": [t(f"verified.{v}") for v in listed["verified"]],
        "documents": [address.link("document", source=i, show="all") for i in listed["id"]],
    }
)
config: dict[str, Any] = {
    str(column): t(f"sources.{column}") for column in table if column not in ("province", "source", "documents")
}
links = st.column_config.LinkColumn(t("sources.documents"), display_text=t("word.open"))
st.dataframe(
    table, hide_index=True, placeholder="", alt=t("sources.heading"),
    column_config={**config, "source": t("word.source"), "province": t("word.province"), "documents": links},
)  # fmt: skip
csv_button(table.drop(columns="documents"), "sources", t)

broken = documents.how_many_failures(now)
if broken:
    st.subheader(t("sources.failed"))
    failed(t, now, broken)

st.subheader(t("sources.runs"))
source = address.choose("source", t("word.source"), ["", *rows["id"]], show=lambda s: s or t("word.all"))
count = sources.how_many_runs(now, source)
if not count:
    st.caption(t("sources.no_runs"))
    st.stop()
page = address.turn("page", -(-count // ROWS), t)
runs = sources.runs(now, source, (page - 1) * ROWS, ROWS)
history = pd.DataFrame(
    {
        "stage": [t(f"stage.{s}") for s in runs["stage"]],
        "source": runs["source_id"].fillna(""),
        "outcome": [t(f"outcome.{o}") for o in runs["outcome"]],
        "started": [f"{day(d, t.lang)} {d:%H:%M}" for d in runs["started"]],
        "minutes": [
            round((b - a).total_seconds() / 60, 1) if pd.notna(b) else None
            for a, b in zip(runs["started"], runs["finished"], strict=True)
        ],
        **{name: runs[name] for name in ("inserted", "updated", "unchanged", "failed")},
    }
)
names: dict[str, Any] = {
    str(column): t("word.source") if column == "source" else t(f"sources.{column}") for column in history if column != "failed"
}
st.dataframe(
    history, hide_index=True, column_config={**names, "failed": t("sources.failures")}, alt=t("sources.runs"), placeholder=""
)
csv_button(history, "runs", t)
