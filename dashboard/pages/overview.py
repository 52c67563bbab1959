"""Overview: what there is, what is contradictory, what is new."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.store import state
from dashboard.components.tilemap import tilemap
from dashboard.components.words import plain, words
from extract.language import day, number

SHOWN = 6  # findings and sources on this page

t = words()
now = state()
st.title(t("overview.heading"))
st.caption(t("overview.lead"))

counts = queries.totals(now)
for column, name in zip(st.columns(4), ("documents", "observations", "results", "findings"), strict=True):
    column.metric(t(f"overview.{name}"), number(counts[name], t.lang))

if not counts["results"]:
    st.info(t("overview.empty"))
    st.stop()

editions = queries.editions(now)
national = editions[editions["level"] == "national"]
left, right = st.columns([1, 1], gap="large")
with left:
    st.subheader(t("overview.coverage"))
    coverage = queries.coverage(now)
    coverage["name"] = [t(f"index.{i}") for i in coverage["index"]]
    coverage["label"] = [f"{p} {'≠' if c else ''}" for p, c in zip(coverage["provinces"], coverage["contradicted"], strict=True)]
    base = alt.Chart(coverage).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("name:N", title=None, axis=alt.Axis(labelLimit=240)),
        tooltip=[
            alt.Tooltip("name:N", title=t("word.index")),
            alt.Tooltip("year:O", title=t("word.year")),
            alt.Tooltip("provinces:Q", title=t("overview.provinces")),
            alt.Tooltip("contradicted:Q", title=t("overview.contradicted")),
        ],
    )
    shade = alt.Color("provinces:Q", legend=None, scale=alt.Scale(scheme="teals", domain=[0, 63]))
    ink = alt.condition("datum.provinces > 31", alt.value("white"), alt.value("#111111"))
    heat = base.mark_rect(cornerRadius=3).encode(color=shade) + base.mark_text(fontSize=12).encode(text="label:N", color=ink)
    st.altair_chart(heat.properties(height=alt.Step(30)), width="stretch", alt=t("overview.coverage_alt"))
    st.caption(t("overview.coverage_legend"))

    st.subheader(t("overview.findings_heading"))
    found = queries.findings(now, limit=SHOWN)
    for _, row in found.iterrows():
        sign = {"error": ":material/error:", "warning": ":material/warning:"}.get(row["severity"], ":material/info:")
        st.markdown(f"{sign} **{t('severity.' + row['severity'])}** {plain(row[f'sentence_{t.lang}'])}")
    if found.empty:
        st.caption(t("check.empty"))
    address.go("check", t("overview.all_findings"), "rule")

    st.subheader(t("overview.stale"))
    for _, row in queries.sources(now).head(SHOWN).iterrows():
        crawled = day(row["last_run"], t.lang) if pd.notna(row["last_run"]) else t("overview.never")
        failed = t("overview.failures", count=int(row["failures"])) if pd.notna(row["failures"]) else ""
        st.markdown(
            " · ".join(p for p in (f"**{plain(row[f'name_{t.lang}'])}**", t("overview.crawled", when=crawled), failed) if p)
        )
    address.go("sources", t("overview.all_sources"), "rss_feed")
with right:
    covered = ["", *dict.fromkeys(national["index"])]
    index = address.choose("index", t("overview.by_province"), covered, show=lambda i: t(f"index.{i}") if i else t("word.all"))
    spread = queries.province_coverage(now, index)
    if len(spread):
        sums = spread.groupby("subject")[["indexes", "contradicted"]].sum().reset_index()
        tiles = pd.DataFrame(
            {
                "subject": sums["subject"], "value": sums["indexes"], "label": sums["indexes"].astype(str),
                "state": ["contradicted" if c else "single" for c in sums["contradicted"]],
            }
        )  # fmt: skip
        title = t("overview.editions")
        st.altair_chart(tilemap(tiles, "63", t, title=title), width="stretch", alt=t("overview.map_alt"))
        st.caption(t("overview.map_legend"))
    if len(national):
        top = national.iloc[0]
        name = f"{t('index.' + str(top['index']))} {top['year']}"
        address.go("ranking", t("overview.open_ranking", name=name), "leaderboard", index=top["index"], year=top["year"])

st.subheader(t("overview.new"))
new = queries.documents(now, limit=10)
new["open"] = [address.link("document", document=i) for i in new["id"]]
st.dataframe(
    new[["published", "title", "observations", "source_id", "open"]],
    hide_index=True,
    column_config={
        "published": st.column_config.DateColumn(t("word.published"), format="DD/MM/YYYY"),
        "title": t("word.document"),
        "observations": t("overview.observations"),
        "source_id": t("word.source"),
        "open": st.column_config.LinkColumn(t("word.open"), display_text=t("word.open")),
    },
    alt=t("overview.new"),
)
