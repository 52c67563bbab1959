"""Province: all indexes over the years, and the criteria of the latest edition of each."""

from __future__ import annotations

import altair as alt
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.evidence import evidence_column, evidence_link, shown
from dashboard.components.store import state
from dashboard.components.words import words

t = words()
now = state()
names = queries.subjects(now)
if not names:
    st.title(t("province.title"))
    st.info(t("word.nothing"))
    st.stop()
name = address.choose("province", t("word.province"), names)
st.title(name)
results = queries.subject_results(now, name)
overall = results[(results["criterion"] == "") & (results["among"] == "")]

ranks = overall[overall["measure"] == "rank"].copy()
if len(ranks):
    st.subheader(t("province.ranks"))
    ranks["name"] = [t(f"index.{i}") for i in ranks["index"]]
    lines = (
        alt.Chart(ranks)
        .mark_line(point=True)
        .encode(
            x=alt.X("year:O", title=t("word.year")),
            y=alt.Y("number:Q", title=t("measure.rank"), scale=alt.Scale(reverse=True, domainMin=1, zero=False)),
            color=alt.Color("name:N", title=t("word.index")),
            shape=alt.Shape("name:N", title=t("word.index")),
            tooltip=[
                alt.Tooltip("name:N", title=t("word.index")),
                alt.Tooltip("year:O", title=t("word.year")),
                alt.Tooltip("number:Q", title=t("measure.rank")),
            ],
        )
    )
    st.altair_chart(lines.properties(height=300), width="stretch", alt=t("province.ranks_alt", name=name))

st.subheader(t("province.values"))
table = results.copy()
table["value"] = [shown(row, t) for _, row in table.iterrows()]
table["index"] = [t(f"index.{i}") for i in table["index"]]
table["measure"] = [t(f"measure.{m}") for m in table["measure"]]
table["standing"] = [t(f"state.{s}") for s in table["state"]]
table["evidence"] = [evidence_link(o) for o in table["observation_id"]]
st.dataframe(
    table[["index", "year", "criterion", "among", "measure", "value", "standing", "support", "dissent", "evidence"]],
    hide_index=True,
    column_config={
        "index": t("word.index"),
        "year": st.column_config.NumberColumn(t("word.year"), format="%d"),
        "criterion": t("word.criterion"),
        "among": t("word.among"),
        "measure": t("word.measure"),
        "value": t("word.value"),
        "standing": t("word.standing"),
        "support": t("word.support"),
        "dissent": t("word.dissent"),
        "evidence": evidence_column(t),
    },
    alt=t("province.values"),
)
st.download_button(
    t("word.download_csv"), table.drop(columns="evidence").to_csv(index=False).encode("utf-8-sig"), f"{name}.csv", "text/csv"
)
if name in queries.provinces_with_units(now):
    address.go("inside", t("province.inside"), "account_tree", province=name)
