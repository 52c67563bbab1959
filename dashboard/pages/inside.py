"""Inside a province: departments, districts and communes of one edition, by criterion."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.evidence import shown
from dashboard.components.figures import figures, wide
from dashboard.components.store import state
from dashboard.components.words import words
from extract.language import number

KINDS = ("department", "district", "commune", "other")
CRITERIA = 12  # columns that a heat map can still label

t = words()
now = state()
st.title(t("inside.heading"))
provinces = queries.provinces_with_units(now)
if not provinces:
    st.info(t("word.nothing"))
    st.stop()
one, two, three = st.columns(3)
with one:
    province = address.choose("province", t("word.province"), provinces)
editions = queries.editions(now)
editions = editions[(editions["level"] == "provincial") & (editions["province"] == province)]
with two:
    index = address.choose("index", t("word.index"), list(dict.fromkeys(editions["index"])), show=lambda i: t(f"index.{i}"))
with three:
    years = sorted({int(y) for y in editions[editions["index"] == index]["year"]}, reverse=True)
    year = address.choose("year", t("word.year"), years)

overall = queries.edition(now, index, "provincial", province, year)
for kind in KINDS:
    rows = overall[overall["subject_kind"] == kind].copy()
    if rows.empty:
        continue
    st.subheader(t(f"kind.{kind}"))
    rows["shown"] = [shown(row, t) for _, row in rows.iterrows()]
    table, behind = wide(rows, "shown", ["rank", "score", "max_score", "percent", "band"])
    if behind:
        titles = {"subject": t("word.subject"), **{m: t(f"measure.{m}") for m in behind}}
        figures(table, titles, behind, key=kind, alt=t(f"kind.{kind}"), name=f"{index}-{year}-{kind}")

criteria = queries.criteria(now, index, "provincial", province, year)[:CRITERIA]
parts = [queries.edition(now, index, "provincial", province, year, c).assign(criterion=c) for c in criteria]
scores = pd.concat(parts) if parts else pd.DataFrame(columns=["measure", "number", "criterion"])
scores = scores[(scores["measure"] == "score") & scores["number"].notna()].copy()
if len(scores):
    st.subheader(t("inside.criteria"))
    scores["share"] = scores["number"] / scores.groupby("criterion")["number"].transform("max")
    scores["label"] = [number(v, t.lang) for v in scores["number"]]
    base = alt.Chart(scores).encode(
        x=alt.X("criterion:N", title=None, axis=alt.Axis(labelAngle=-35, labelLimit=220)),
        y=alt.Y("subject:N", title=None, axis=alt.Axis(labelLimit=260)),
        tooltip=[
            alt.Tooltip("subject:N", title=t("word.subject")),
            alt.Tooltip("criterion:N", title=t("word.criterion")),
            alt.Tooltip("number:Q", title=t("measure.score")),
        ],
    )
    heat = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color("share:Q", title=t("inside.share"), scale=alt.Scale(scheme="teals"))
    )
    ink = alt.condition("datum.share > 0.8", alt.value("white"), alt.value("#111111"))
    figures_on_it = base.mark_text(fontSize=11).encode(text="label:N", color=ink)
    st.altair_chart((heat + figures_on_it).properties(height=alt.Step(26)), width="stretch", alt=t("inside.criteria"))
