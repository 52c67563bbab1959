"""Province: all indexes over the years, its criteria against the median of the country, all values."""

from __future__ import annotations

import altair as alt
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.evidence import shown
from dashboard.components.figures import figures
from dashboard.components.store import state
from dashboard.components.words import words

ROWS = 300  # values on one page

t = words()
now = state()
names = queries.subjects(now)
if not names:
    st.title(t("province.title"))
    st.info(t("word.nothing"))
    st.stop()
heading = st.container()
name = address.choose("province", t("word.province"), names)
heading.title(name)
results = queries.subject_results(now, name)
overall = results[(results["criterion"] == "") & (results["among"] == "")]

ranks = overall[overall["measure"] == "rank"].copy()
if len(ranks):
    st.subheader(t("province.ranks"))
    ranks["name"] = [t(f"index.{i}") for i in ranks["index"]]
    ranks["standing"] = [t(f"state.{s}") for s in ranks["state"]]
    base = alt.Chart(ranks).encode(
        x=alt.X("year:O", title=t("word.year")),
        y=alt.Y("number:Q", title=t("measure.rank"), scale=alt.Scale(reverse=True, domain=[1, 63], nice=False)),
        color=alt.Color("name:N", title=t("word.index")),
        tooltip=[
            alt.Tooltip("name:N", title=t("word.index")),
            alt.Tooltip("year:O", title=t("word.year")),
            alt.Tooltip("number:Q", title=t("measure.rank")),
            alt.Tooltip("standing:N", title=t("word.standing")),
        ],
    )
    points = base.mark_point(filled=True, size=90).encode(shape=alt.Shape("name:N", title=t("word.index")))
    disputed = base.transform_filter("datum.state == 'contradicted'").mark_text(
        aria=False, text="≠", dx=12, fontSize=18, fontWeight="bold"
    )
    lines = alt.layer(base.mark_line(), points, disputed)
    st.altair_chart(lines.properties(height=300), width="stretch", alt=t("province.ranks_alt", name=name))

by_criteria = results[(results["criterion"] != "") & (results["measure"].isin(["score", "percent"])) & results["number"].notna()]
profiles = list(dict.fromkeys(zip(by_criteria["index"], by_criteria["year"], strict=True)))
if profiles:
    st.subheader(t("province.profile"))
    labels = {f"{i}-{y}": f"{t(f'index.{i}')} {y}" for i, y in profiles}
    chosen = address.choose("profile", t("province.edition"), list(labels), show=lambda k: labels[k])
    index, year = chosen.rsplit("-", 1)
    mine = by_criteria[(by_criteria["index"] == index) & (by_criteria["year"] == int(year))].drop_duplicates("criterion")
    medians = queries.criteria_medians(now, index, int(year))
    both = mine.merge(medians, on="criterion", how="left")
    row = alt.Y("criterion:N", title=None, axis=alt.Axis(labelLimit=320))
    bars = alt.Chart(both).mark_bar(color="#2A9D7C", height=14).encode(x=alt.X("number:Q", title=t("measure.score")), y=row)
    ticks = alt.Chart(both).mark_tick(thickness=3, height=22, color="#D1495B").encode(x="median:Q", y=row)
    st.altair_chart(alt.layer(bars, ticks).properties(height=alt.Step(28)), width="stretch", alt=t("province.profile"))
    st.caption(t("province.median"))

st.subheader(t("province.values"))
table = results.head(ROWS).copy()
table["value"] = [shown(row, t) for _, row in table.iterrows()]
table["index"] = [t(f"index.{i}") for i in table["index"]]
table["measure"] = [t(f"measure.{m}") for m in table["measure"]]
table["standing"] = [t(f"state.{s}") for s in table["state"]]
titles = {
    "index": t("word.index"), "year": st.column_config.NumberColumn(t("word.year"), format="%d"), "criterion": t("word.criterion"),
    "measure": t("word.measure"), "value": t("word.value"), "standing": t("word.standing"), "support": t("word.support"),
    "dissent": t("word.dissent"), "among": t("word.among"),
}  # fmt: skip
behind: list[int | None] = [int(o) for o in table["observation_id"]]
figures(table, titles, {"value": behind}, key="province", alt=t("province.values"), name=name)
if len(results) > ROWS:
    st.caption(t("word.first", shown=ROWS, total=len(results)))
if name in queries.provinces_with_units(now):
    address.go("inside", t("province.inside"), "account_tree", province=name)
