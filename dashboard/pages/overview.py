"""Overview: what there is, what is contradictory, what is new."""

from __future__ import annotations

import altair as alt
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.store import state
from dashboard.components.tilemap import tilemap, values_of
from dashboard.components.words import words
from extract.language import number

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
left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader(t("overview.coverage"))
    coverage = queries.coverage(now)
    coverage["name"] = [t(f"index.{i}") for i in coverage["index"]]
    base = alt.Chart(coverage).encode(x=alt.X("year:O", title=t("word.year")), y=alt.Y("name:N", title=None))
    heat = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color("provinces:Q", title=t("overview.provinces"), scale=alt.Scale(scheme="teals", domain=[0, 63])),
        tooltip=[
            alt.Tooltip("name:N", title=t("word.index")),
            alt.Tooltip("year:O", title=t("word.year")),
            alt.Tooltip("provinces:Q", title=t("overview.provinces")),
        ],
    )
    ink = alt.condition("datum.provinces > 31", alt.value("white"), alt.value("#111111"))
    st.altair_chart(
        heat + base.mark_text(fontSize=11).encode(text="provinces:Q", color=ink), width="stretch", alt=t("overview.coverage_alt")
    )
    st.subheader(t("overview.findings_heading"))
    found = queries.findings(now, limit=8)
    for _, row in found.iterrows():
        sign = {"error": ":material/error:", "warning": ":material/warning:"}.get(row["severity"], ":material/info:")
        st.markdown(f"{sign} **{t('severity.' + row['severity'])}**")
        st.text(row[f"sentence_{t.lang}"])
    address.go("check", t("overview.all_findings"), "rule")
with right:
    if len(national):
        top = national.iloc[0]
        name = f"{t('index.' + str(top['index']))} {top['year']}"
        st.subheader(name)
        edition = queries.edition(now, str(top["index"]), "national", "", int(top["year"]))
        ranks = values_of(edition, "rank", t.lang)
        st.altair_chart(
            tilemap(ranks, "63", t, title=t("measure.rank"), reverse=True), width="stretch", alt=t("overview.map_alt", name=name)
        )
        address.go("ranking", t("overview.open_ranking"), "leaderboard", index=top["index"], year=top["year"])

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
