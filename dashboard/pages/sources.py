"""Sources: freshness and health, worst first, what failed, and the history of runs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import Whole, csv_button, whole_button
from dashboard.components.empty import nothing
from dashboard.components.failed import failed
from dashboard.components.table import table
from dashboard.components.words import words
from dashboard.queries import documents, sources
from dashboard.queries.store import state
from extract.language import number

ROWS = 20  # of a list on one page
WIDTHS = {  # pixels, so that nothing is cut; what counts most stands first
    "health": 106, "why": 184, "last_run": 124, "failures": 58, "needs_ocr": 70, "relevant": 66, "captures": 66, "newest": 88,
}  # fmt: skip
RUNS = {
    "started": 130, "stage": 84, "source": 205, "outcome": 96, "minutes": 72, "inserted": 72, "updated": 84, "unchanged": 92, "failed": 58,
}  # fmt: skip

t = words()
now = state()
st.title(t("sources.heading"))
st.caption(t("sources.lead"))
rows = sources.sources(now)
if rows.empty:
    nothing(t, now)
    st.stop()
with st.container(horizontal=True, gap="small"):
    for health in sources.HEALTH:
        count = int((rows["health"] == health).sum())
        st.metric(t(f"health.{health}"), number(count, t.lang), border=True, help=t(f"sources.{health}_help"), width=165)
scans = int(rows["needs_ocr"].sum())
if scans:
    st.markdown(t("sources.scans", count=number(scans, t.lang)))
    address.go("document", t("sources.scans_list"), "document_scanner", show="needs-ocr")
only = address.choose(
    "health", t("sources.health"), ["", *(h for h in sources.HEALTH if (rows["health"] == h).any())],
    show=lambda h: t(f"health.{h}") if h else t("word.all"),
)  # fmt: skip
listed = rows[rows["health"] == only] if only else rows
told = pd.DataFrame(
    {
        "source": listed[f"name_{t.lang}"],
        "health": [t(f"health.{h}") for h in listed["health"]],
        "why": listed[f"why_{t.lang}"].where(listed["health"] != "fine", ""),
        "last_run": listed["last_run"],
        "failures": listed["failures"],
        "needs_ocr": listed["needs_ocr"],
        "relevant": listed["relevant"],
        "captures": listed["captures"],
        "newest": listed["newest"],
        "province": listed["province"].fillna(""),
        "system": listed["system"],
        "verified": [t(f"verified.{v}") for v in listed["verified"]],
    }
)
titles: dict[str, Any] = {
    "source": st.column_config.Column(t("word.source"), width=160),
    "documents": st.column_config.LinkColumn(t("sources.documents"), display_text=t("word.open"), width=84),
    **{column: st.column_config.Column(t(f"sources.{column}"), width=width) for column, width in WIDTHS.items()},
}
links = address.links("document", "source", listed["id"], show="all")
table(told.assign(documents=links), titles, t("sources.heading"), t.lang)
csv_button(told, "sources", t)

broken = documents.how_many_failures(now)
if broken:
    st.subheader(t("sources.failed"))
    failed(t, now, broken)

st.subheader(t("sources.runs"))
called = sources.names(now)
source = address.choose("source", t("word.source"), ["", *rows["id"]], show=lambda s: called[s][t.lang] if s else t("word.all"))
count = sources.how_many_runs(now, source)
if not count:
    st.caption(t("sources.no_runs"))
    st.stop()
page = address.turn("page", -(-count // ROWS), t)


def told_of(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs in words: what the table shows, and its file."""
    took = pd.to_datetime(runs["finished"]) - pd.to_datetime(runs["started"])
    return pd.DataFrame(
        {
            "started": runs["started"],
            "stage": [t(f"stage.{s}") for s in runs["stage"]],
            "source": runs[f"name_{t.lang}"].fillna(""),
            "outcome": [t(f"outcome.{o}") for o in runs["outcome"]],
            "minutes": (took.dt.total_seconds() / 60).round(1),
            **{name: runs[name] for name in ("inserted", "updated", "unchanged", "failed")},
        }
    )


history = told_of(sources.runs(now, source, (page - 1) * ROWS, ROWS))
own = {"source": t("word.source"), "failed": t("sources.failures")}
titles = {c: st.column_config.Column(own.get(c) or t(f"sources.{c}"), width=width) for c, width in RUNS.items()}
table(history, titles, t("sources.runs"), t.lang, tallest=1000)
whole_button(Whole(sources.whole_runs(source), count, told_of), "runs", t)
