"""Ranking: one edition as a sortable table, a map and a distribution."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.components import address, charts
from dashboard.components.dots import dots
from dashboard.components.empty import nothing
from dashboard.components.figures import figures, wide
from dashboard.components.geomap import geomap
from dashboard.components.tilemap import merged, tilemap, values_of
from dashboard.components.words import index_name, words
from dashboard.queries import editions, sources, values
from dashboard.queries.store import state
from extract.language import day
from store.units import division_of, edition_size

TALL = 1000  # pixels of the table: as high as the map beside it

t = words()
now = state()
heading = st.container()
listed = editions.national_editions(now)
if listed.empty:
    heading.title(t("ranking.heading"))
    nothing(t, now)
    st.stop()

one, two, three = st.columns(3)
with one:
    first, _ = editions.best_edition(listed)
    index = address.choose("index", t("word.index"), list(dict.fromkeys(listed["index"])), first, show=lambda i: index_name(i, t))
with two:
    years = [int(y) for y in listed[listed["index"] == index]["year"]]
    year = address.choose("year", t("word.year"), years, editions.best_edition(listed, index)[1])
with three:
    options = ["", *values.criteria(now, index, "national", "", year)]
    criterion = address.choose("criterion", t("word.criterion"), options, show=lambda c: c or t("word.overall"))
name = f"{index_name(index, t)} {year}"
heading.title(name)
edition = values.edition(now, index, "national", "", year, criterion)
edition = edition[edition["subject_kind"] == "province"]
if edition.empty:
    crawled = sources.last_crawl(now)
    st.info(t("ranking.empty", name=name, when=day(crawled.at, t.lang) if crawled else t("overview.never")))
    st.stop()
table, behind, signs = wide(edition, ["rank", "score", "percent", "band"])
if not behind:
    st.info(t("ranking.no_values", name=name))
    st.stop()
order = list(behind)
main = edition[edition["measure"] == order[0]].drop_duplicates("subject").set_index("subject")
size = edition_size(index, year)
heading.caption(t("ranking.lead", count=len(main), size=size) if size else t("ranking.lead_unknown", count=len(main)))

titles: dict[str, Any] = {
    "subject": st.column_config.TextColumn(t("word.province"), width=138, pinned=True),
    **{m: st.column_config.Column(t(f"measure.{m}"), width=56) for m in order},
}
if order[0] == "rank":
    earlier = values.edition(now, index, "national", "", year - 1, criterion)
    ranks = earlier[earlier["measure"] == "rank"].drop_duplicates("subject").set_index("subject")["number"]
    if len(ranks):
        table["change"] = table["subject"].map(ranks) - table["rank"]
        signs["change"] = ["▲" if c > 0 else "▼" if c < 0 else "" for c in table["change"]]
        titles["change"] = st.column_config.Column(t("ranking.change", year=year - 1), width=79)
for column in ("support", "dissent"):
    table[column] = table["subject"].map(main[column])
    titles[column] = st.column_config.Column(t(f"word.{column}"), width=67)

left, right = st.columns([8, 5], gap="medium")
with left:
    figures(
        table,
        titles,
        behind,
        key="ranking",
        alt=t("ranking.table_alt", name=name),
        name=f"{index}-{year}",
        signs=signs,
        tallest=TALL,
    )
    st.caption(t("word.legend"))
with right:
    measure = order[0] if order[0] != "band" else ""
    with st.container(horizontal=True, gap="small"):  # side by side where both fit
        division = address.choose(
            "division", t("word.division"), ["63", "34"], division_of(year), show=lambda d: t(f"division.{d}"), look="buttons"
        )
        drawing = address.choose("map", t("ranking.map"), ["tiles", "shapes"], show=lambda m: t(f"ranking.{m}"), look="buttons")
    placed = values_of(edition, measure, t.lang)
    if division == "34" and division_of(year) == "63":
        placed = merged(placed, year, t.lang)
        st.caption(t("ranking.merged"))
    if len(placed):
        draw = tilemap if drawing == "tiles" else geomap
        chart = draw(placed, division, t, title=t(f"measure.{measure}"), reverse=measure == "rank")
        picked = charts.show(
            chart, t, key=f"map-{drawing}", alt_text=t("ranking.map_alt", name=name), pick=True, data=placed.drop(columns="label"),
            name=f"{index}-{year}-map", width=480,
        )  # fmt: skip
        if picked and picked.get("observation_id"):
            address.leave("document", observation=int(picked["observation_id"]))
        elif picked:
            address.leave("province", province=picked["subject"])
    if drawing == "shapes":
        st.caption(t("ranking.attribution"))
    st.caption(t("ranking.legend"))
scores = edition[edition["measure"].isin(values.SCORES) & edition["number"].notna()].drop_duplicates("subject")
if len(scores) > 5:
    st.subheader(t("ranking.distribution"))
    st.caption(t("ranking.distribution_legend"))
    picked = charts.show(
        dots(scores, t), t, key="distribution", alt_text=t("ranking.distribution_alt", name=name), pick=True,
        data=scores[["subject", "measure", "number", "signs", "observation_id"]], name=f"{index}-{year}-distribution",
    )  # fmt: skip
    if picked:
        address.leave("document", observation=int(picked["observation_id"]))
