"""Compare: ranks of several provinces over the years, and the slope between two of them."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.components import address, queries
from dashboard.components.store import state
from dashboard.components.words import words

MOST = 8  # lines that a person can still follow

t = words()
now = state()
st.title(t("compare.heading"))
names = queries.subjects(now)
editions = queries.editions(now)
editions = editions[editions["level"] == "national"]
if not names or editions.empty:
    st.info(t("word.nothing"))
    st.stop()
index = address.choose("index", t("word.index"), list(dict.fromkeys(editions["index"])), show=lambda i: t(f"index.{i}"))
asked = [n for n in address.text("provinces", 400).split(",") if n in names]
chosen = st.multiselect(t("compare.provinces"), names, default=asked or names[:4], max_selections=MOST)
if chosen != asked:
    st.query_params["provinces"] = ",".join(chosen)

frames = [queries.subject_results(now, n).assign(subject=n) for n in chosen]
rows = pd.concat(frames) if frames else pd.DataFrame()
rows = (
    rows[(rows["index"] == index) & (rows["measure"] == "rank") & (rows["criterion"] == "") & (rows["among"] == "")]
    if len(rows)
    else rows
)
if rows.empty:
    st.info(t("compare.empty", index=t(f"index.{index}")))
    st.stop()
chart = (
    alt.Chart(rows)
    .mark_line(point=alt.OverlayMarkDef(size=90))
    .encode(
        x=alt.X("year:O", title=t("word.year")),
        y=alt.Y("number:Q", title=t("measure.rank"), scale=alt.Scale(reverse=True, domainMin=1, zero=False)),
        color=alt.Color("subject:N", title=t("word.province")),
        strokeDash=alt.StrokeDash("subject:N", legend=None),
        tooltip=[
            alt.Tooltip("subject:N", title=t("word.province")),
            alt.Tooltip("year:O", title=t("word.year")),
            alt.Tooltip("number:Q", title=t("measure.rank")),
        ],
    )
)
st.subheader(t("compare.bump"))
st.altair_chart(chart.properties(height=380), width="stretch", alt=t("compare.bump_alt"))

years = sorted({int(y) for y in rows["year"]})
if len(years) > 1:
    st.subheader(t("compare.slope", first=years[0], last=years[-1]))
    ends = rows[rows["year"].isin([years[0], years[-1]])]
    base = alt.Chart(ends).encode(
        x=alt.X("year:O", title=None),
        y=alt.Y("number:Q", title=t("measure.rank"), scale=alt.Scale(reverse=True, domainMin=1, zero=False)),
        color=alt.Color("subject:N", title=t("word.province")),
    )
    st.altair_chart(
        (base.mark_line() + base.mark_circle(size=80)).properties(height=320), width="stretch", alt=t("compare.bump_alt")
    )
wide = rows.pivot_table(index="subject", columns="year", values="number", aggfunc="first").reset_index()
wide.columns = [str(c) for c in wide.columns]
st.dataframe(wide, hide_index=True, column_config={"subject": t("word.province")}, alt=t("compare.bump"))
st.download_button(t("word.download_csv"), wide.to_csv(index=False).encode("utf-8-sig"), f"{index}.csv", "text/csv")
