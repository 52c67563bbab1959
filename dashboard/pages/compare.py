"""Compare: ranks of several provinces over the years, and the slope between two of them."""

from __future__ import annotations

import streamlit as st

from dashboard.components import address, charts
from dashboard.components.empty import nothing
from dashboard.components.figures import figures
from dashboard.components.lines import rank_lines
from dashboard.components.words import index_name, words
from dashboard.queries import editions, values
from dashboard.queries.store import state

MOST, USUAL = 8, 4  # lines that a person can still follow; lines to begin with

t = words()
now = state()
st.title(t("compare.heading"))
st.caption(t("compare.lead"))
cells = editions.national(now)
listed = editions.national_editions(now)
if listed.empty:
    nothing(t, now)
    st.stop()
one, two = st.columns([1, 2])
with one:
    first, _ = editions.best_edition(listed)
    index = address.choose("index", t("word.index"), list(dict.fromkeys(listed["index"])), first, show=lambda i: index_name(i, t))
with two:
    often = cells[cells["index"] == index]["subject"].value_counts()
    usual = sorted(often.index, key=lambda name: (-often[name], name))[:USUAL]  # the longest series
    names = tuple(sorted(cells["subject"].unique()))
    chosen = address.choose_several("provinces", t("compare.provinces"), names, usual, MOST)

rows = values.ranks(now, index, tuple(chosen))
if rows.empty:
    st.info(t("compare.empty", index=index_name(index, t)))
    st.stop()
st.subheader(t("compare.bump"))
picked = charts.show(
    rank_lines(rows, "subject", t("word.province"), t, height=400), t, key="bump", alt_text=t("compare.bump_alt"), pick=True,
    data=rows[["subject", "year", "number", "signs", "observation_id"]], name=f"ranks-{index}",
)  # fmt: skip
if picked:
    address.leave("document", observation=int(picked["observation_id"]))

st.subheader(t("compare.table"))
unique = rows.assign(year=rows["year"].astype(str))
table, at, signs = (
    unique.pivot(index="subject", columns="year", values=c).reindex(chosen).dropna(how="all")
    for c in ("number", "observation_id", "signs")
)
columns = list(table.columns)
figures(
    table.reset_index(),
    {
        "subject": st.column_config.TextColumn(t("word.province"), width=130, pinned=True),
        **{c: st.column_config.Column(c, width=62) for c in columns},
    },
    {c: [None if o != o else int(o) for o in at[c]] for c in columns}, key="compare", alt=t("compare.table"), name=f"compare-{index}",
    signs={c: list(signs[c].fillna("")) for c in columns},
)  # fmt: skip
st.caption(t("word.legend"))

pairs = values.common_years(rows)
if pairs:
    st.subheader(t("compare.slope"))
    years = sorted({year for pair in pairs for year in pair})
    from_, to = st.columns([1, 1, 2])[:2]
    with from_:
        start = address.choose("from", t("compare.from"), years[:-1], pairs[0][0])
    with to:
        later = [y for y in years if y > start]
        end = address.choose("to", t("compare.to"), later, pairs[0][1])
    ends = rows[rows["year"].isin([start, end])]
    ends = ends[ends.groupby("subject")["year"].transform("size") == 2]
    if ends.empty:
        st.info(t("compare.no_pair", first=start, last=end))
        st.stop()
    picked = charts.show(
        rank_lines(ends, "subject", t("word.province"), t, years=(start, end), named=True), t, key="slope", width=560,
        alt_text=t("compare.slope_alt", first=start, last=end), pick=True, name=f"slope-{index}-{start}-{end}",
        data=ends[["subject", "year", "number", "signs", "observation_id"]],
    )  # fmt: skip
    if picked:
        address.leave("document", observation=int(picked["observation_id"]))
