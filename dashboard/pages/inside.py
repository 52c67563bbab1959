"""Inside a province: departments, districts and communes of one edition, by criterion."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.evidence import evidence_column, evidence_link, shown
from dashboard.components.store import state
from dashboard.components.words import words

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
    year = address.choose(
        "year", t("word.year"), sorted({int(y) for y in editions[editions["index"] == index]["year"]}, reverse=True)
    )

overall = queries.edition(now, index, "provincial", province, year)
for kind in ("department", "district", "commune", "other"):
    rows = overall[overall["subject_kind"] == kind].copy()
    if rows.empty:
        continue
    st.subheader(t(f"kind.{kind}"))
    rows["value"] = [shown(row, t) for _, row in rows.iterrows()]
    table = rows.pivot_table(index="subject", columns="measure", values="value", aggfunc="first").reset_index()
    ranks = rows[rows["measure"] == "rank"].set_index("subject")["number"]
    table["order"] = table["subject"].map(ranks[~ranks.index.duplicated()])
    first = rows.drop_duplicates("subject").set_index("subject")["observation_id"]
    table["evidence"] = [evidence_link(first[s]) for s in table["subject"]]
    measures = [m for m in ("rank", "score", "max_score", "percent", "band") if m in table]
    st.dataframe(
        table.sort_values("order", na_position="last")[["subject", *measures, "evidence"]],
        hide_index=True,
        column_config={"subject": t("word.subject"), **{m: t(f"measure.{m}") for m in measures}, "evidence": evidence_column(t)},
        alt=t(f"kind.{kind}"),
    )

criteria = queries.criteria(now, index, "provincial", province, year)[:12]
if criteria:
    st.subheader(t("inside.criteria"))
    parts = [queries.edition(now, index, "provincial", province, year, c).assign(criterion=c) for c in criteria]
    long = pd.concat(parts)
    long = long[(long["measure"] == "score") & long["number"].notna()]
    if len(long):
        long["share"] = long["number"] / long.groupby("criterion")["number"].transform("max")
        heat = (
            alt.Chart(long)
            .mark_rect()
            .encode(
                x=alt.X("criterion:N", title=None, axis=alt.Axis(labelAngle=-35, labelLimit=220)),
                y=alt.Y("subject:N", title=None, axis=alt.Axis(labelLimit=260)),
                color=alt.Color("share:Q", title=t("inside.share"), scale=alt.Scale(scheme="teals")),
                tooltip=[
                    alt.Tooltip("subject:N", title=t("word.subject")),
                    alt.Tooltip("criterion:N", title=t("word.criterion")),
                    alt.Tooltip("number:Q", title=t("measure.score")),
                ],
            )
        )
        st.altair_chart(heat, width="stretch", alt=t("inside.criteria"))
