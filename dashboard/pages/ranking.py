"""Ranking: one edition as a sortable table, a map and a distribution."""

from __future__ import annotations

import altair as alt
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.evidence import shown
from dashboard.components.figures import figures, wide
from dashboard.components.geomap import geomap
from dashboard.components.store import state
from dashboard.components.tilemap import merged, tilemap, values_of
from dashboard.components.words import words

MERGER = 2025  # from this evaluated year on, the 34 provinces are ranked

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
edition = edition[edition["subject_kind"] == "province"].copy()
if edition.empty:
    st.info(t("ranking.empty", index=t(f"index.{index}"), year=year))
    st.stop()
edition["shown"] = [shown(row, t) for _, row in edition.iterrows()]
table, behind = wide(edition, "shown", ["rank", "score", "percent", "band", "rank_change", "score_change"])
order = list(behind)
main = edition[edition["measure"] == order[0]].drop_duplicates("subject").set_index("subject")
earlier = queries.edition(now, index, "national", "", year - 1, criterion)
ranks = earlier[earlier["measure"] == "rank"].drop_duplicates("subject").set_index("subject")["number"]
if order[0] == "rank" and len(ranks) and "rank_change" not in order:
    table["change"] = [
        int(ranks[s] - main.loc[s, "number"]) if s in ranks.index and s in main.index else None for s in table["subject"]
    ]
for name in ("support", "dissent"):
    table[name] = table["subject"].map(main[name])
table["standing"] = [t(f"state.{main.loc[s, 'state']}") if s in main.index else "" for s in table["subject"]]
titles = {
    "subject": t("word.province"),
    **{m: t(f"measure.{m}") for m in order},
    **({"change": st.column_config.NumberColumn(t("ranking.change", year=year - 1), format="%+d")} if "change" in table else {}),
    "standing": t("word.standing"),
    "support": t("word.support"),
    "dissent": t("word.dissent"),
}

left, right = st.columns([11, 9], gap="medium")
with left:
    alternative = t("ranking.table_alt", index=t(f"index.{index}"), year=year)
    figures(table, titles, behind, key="ranking", alt=alternative, name=f"{index}-{year}")
with right:
    here, there = st.columns(2)
    with here:
        usual = "34" if year >= MERGER else "63"
        division = address.choose("division", t("word.division"), ["63", "34"], default=usual, show=lambda d: t(f"division.{d}"))
    with there:
        drawing = address.choose("map", t("ranking.map"), ["tiles", "shapes"], show=lambda m: t(f"ranking.{m}"))
    measure = order[0]
    values = values_of(edition, measure, t.lang)
    if division == "34" and year < MERGER:
        values = merged(values, t.lang)
        st.caption(t("ranking.merged"))
    if len(values):
        draw = tilemap if drawing == "tiles" else geomap
        chart = draw(values, division, t, title=t(f"measure.{measure}"), reverse=measure == "rank")
        st.altair_chart(chart, width="stretch", alt=t("ranking.map_alt"))
    if drawing == "shapes":
        st.caption(t("ranking.attribution"))
    st.caption(t("ranking.legend"))
scores = edition[edition["measure"].isin(["score", "percent"]) & edition["number"].notna()]
if len(scores) > 5:
    st.subheader(t("ranking.distribution"))
    bars = alt.Chart(scores).mark_bar(color="#2A9D7C")
    bins = alt.X("number:Q", bin=alt.Bin(maxbins=20), title=t("measure.score"))
    st.altair_chart(
        bars.encode(x=bins, y=alt.Y("count()", title=t("ranking.count"))), width="stretch", alt=t("ranking.distribution")
    )
