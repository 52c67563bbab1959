"""Inside a province: departments, districts and communes of one edition, by criterion."""

from __future__ import annotations

import streamlit as st

from dashboard.components import address, charts
from dashboard.components.empty import nothing
from dashboard.components.figures import figures, wide
from dashboard.components.heatmap import heatmap
from dashboard.components.words import index_name, words
from dashboard.queries import editions, values
from dashboard.queries.store import state

KINDS = ("department", "district", "commune", "other")
CRITERIA, UNITS = 12, 40  # columns and rows that a heat map can still label
NAMES, CELL = 190, 52  # pixels: the units' names, and a column in which a score can be read
# On a phone the heat map is moved sideways instead of pressed together.
WIDE_ENOUGH = "<style>.st-key-heat {{overflow-x: auto}} .st-key-heat > * {{min-width: {width}px}}</style>"

t = words()
now = state()
heading = st.container()
provinces = editions.provinces_with_units(now)
if not provinces:
    heading.title(t("inside.heading"))
    nothing(t, now)
    st.stop()
one, two, three = st.columns(3)
with one:
    province = address.choose("province", t("word.province"), provinces)
listed = editions.provincial_editions(now, province)
if listed.empty:
    heading.title(t("inside.heading"))
    st.info(t("inside.empty", province=province))
    st.stop()
with two:
    index = address.choose("index", t("word.index"), list(dict.fromkeys(listed["index"])), show=lambda i: index_name(i, t))
with three:
    year = address.choose("year", t("word.year"), [int(y) for y in listed[listed["index"] == index]["year"]])
name = f"{index_name(index, t)} {year}"
heading.title(t("inside.name", province=province))
heading.caption(name)

overall = values.edition(now, index, "provincial", province, year)
criteria = values.criteria(now, index, "provincial", province, year)[:CRITERIA]
kinds = [kind for kind in KINDS if (overall["subject_kind"] == kind).any()]
if not kinds and not criteria:
    st.info(t("ranking.no_values", name=name))
    st.stop()
for kind in kinds:
    rows = overall[overall["subject_kind"] == kind]
    table, behind, signs = wide(rows, ["rank", "score", "max_score", "percent", "band"])
    if not behind:
        continue
    st.subheader(t(f"kind.{kind}"))
    titles = {"subject": t("word.subject"), **{m: t(f"measure.{m}") for m in behind}}
    figures(table, titles, behind, key=kind, alt=f"{t(f'kind.{kind}')}: {name}", name=f"{index}-{year}-{kind}", signs=signs)
if kinds:
    st.caption(t("word.legend"))

ordered = overall[overall["measure"].isin(["rank", "score", "percent"])].copy()
ordered["best"] = ordered["number"].where(ordered["measure"] == "rank", -ordered["number"])
units = list(ordered.sort_values(["measure", "best"])["subject"].drop_duplicates()) or values.units(now, index, province, year)
if criteria:
    st.subheader(t("inside.criteria"))
    st.caption(t("inside.criteria_legend"))
    page = address.turn("page", -(-len(units) // UNITS), t)
    here = units[(page - 1) * UNITS : page * UNITS]
    scores = values.by_criterion(now, index, province, year, tuple(here), tuple(criteria))
    if scores.empty:
        st.info(t("ranking.no_values", name=name))
        st.stop()
    st.html(WIDE_ENOUGH.format(width=NAMES + CELL * len(criteria)))
    picked = charts.show(
        heatmap(scores, here, criteria, t), t, key="heat", alt_text=t("inside.heat_alt", name=name), pick=True,
        data=scores[["subject", "criterion", "number", "signs", "observation_id"]],
    )  # fmt: skip
    if picked:
        address.leave("document", observation=int(picked["observation_id"]))
