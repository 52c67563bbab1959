"""Ranking: one edition as a sortable table, a map and a distribution."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.evidence import evidence_column, evidence_link, shown
from dashboard.components.store import state
from dashboard.components.tilemap import tilemap, values_of
from dashboard.components.words import words

t = words()
now = state()
st.title(t("ranking.heading"))
editions = queries.editions(now)
editions = editions[editions["level"] == "national"]
if editions.empty:
    st.info(t("word.nothing"))
    st.stop()

one, two, three = st.columns(3)
with one:
    indexes = list(dict.fromkeys(editions["index"]))
    index = address.choose("index", t("word.index"), indexes, show=lambda i: t(f"index.{i}"))
with two:
    years = sorted({int(y) for y in editions[editions["index"] == index]["year"]}, reverse=True)
    largest = int(editions[editions["index"] == index].iloc[0]["year"])
    year = address.choose("year", t("word.year"), years, default=largest)
with three:
    options = ["", *queries.criteria(now, index, "national", "", year)]
    criterion = address.choose("criterion", t("word.criterion"), options, show=lambda c: c or t("word.overall"))

edition = queries.edition(now, index, "national", "", year, criterion)
edition = edition[edition["subject_kind"] == "province"]
if edition.empty:
    st.info(t("ranking.empty", index=t(f"index.{index}"), year=year))
    st.stop()
edition["shown"] = [shown(row, t) for _, row in edition.iterrows()]
table = edition.pivot_table(index="subject", columns="measure", values="shown", aggfunc="first").reset_index()
numbers = edition.pivot_table(index="subject", columns="measure", values="number", aggfunc="first").reset_index()
first = edition.sort_values("measure").drop_duplicates("subject").set_index("subject")
for measure in ("rank", "score", "percent"):
    if measure in numbers:
        table[measure] = table["subject"].map(numbers.set_index("subject")[measure])
table["support"] = table["subject"].map(first["support"])
table["dissent"] = table["subject"].map(first["dissent"])
table["standing"] = [t(f"state.{first.loc[s, 'state']}") for s in table["subject"]]
table["evidence"] = [evidence_link(first.loc[s, "observation_id"]) for s in table["subject"]]
order = [m for m in ("rank", "score", "percent", "band", "rank_change", "score_change") if m in table]
table = table.sort_values(order[0] if order[0] in ("rank",) else order[:1], na_position="last", ascending=order[0] == "rank")

left, right = st.columns([3, 2], gap="large")
with left:
    st.dataframe(
        table[["subject", *order, "standing", "support", "dissent", "evidence"]],
        hide_index=True,
        height=620,
        column_config={
            "subject": t("word.province"),
            **{m: t(f"measure.{m}") for m in order},
            "standing": t("word.standing"),
            "support": t("word.support"),
            "dissent": t("word.dissent"),
            "evidence": evidence_column(t),
        },
        alt=t("ranking.table_alt", index=t(f"index.{index}"), year=year),
    )
    st.download_button(
        t("word.download_csv"),
        table.drop(columns="evidence").to_csv(index=False).encode("utf-8-sig"),
        f"{index}-{year}.csv",
        "text/csv",
    )
with right:
    division = address.choose("division", t("word.division"), ["63", "34"], show=lambda d: t(f"division.{d}"))
    measure = "rank" if "rank" in order else order[0]
    values = values_of(edition, measure, t.lang)
    if len(values):
        st.altair_chart(
            tilemap(values, division, t, title=t(f"measure.{measure}"), reverse=measure == "rank"),
            width="stretch",
            alt=t("ranking.map_alt"),
        )
scores = pd.DataFrame(edition[edition["measure"].isin(["score", "percent"]) & edition["number"].notna()])
if len(scores) > 5:
    st.subheader(t("ranking.distribution"))
    chart = (
        alt.Chart(scores)
        .mark_bar(color="#0B6E4F")
        .encode(
            x=alt.X("number:Q", bin=alt.Bin(maxbins=20), title=t("measure.score")), y=alt.Y("count()", title=t("ranking.count"))
        )
    )
    st.altair_chart(chart, width="stretch", alt=t("ranking.distribution"))
