"""Province: all indexes over the years, its criteria against the medians of country and region, all values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, charts
from dashboard.components.download import Whole
from dashboard.components.empty import nothing
from dashboard.components.figures import WIDEST, figures
from dashboard.components.lines import rank_lines
from dashboard.components.profile import profile, profile_chart
from dashboard.components.regions import region
from dashboard.components.standing import value
from dashboard.components.words import index_name, words
from dashboard.queries import editions, findings, values
from dashboard.queries.store import state
from extract.language import number
from store.units import edition_size, predecessors, successor

ROWS = 100  # values on one page
CARDS = 6  # indexes shown as cards
CARD = 168  # pixels: two side by side on a phone

t = words()
now = state()
names = editions.provinces_with_results(now)
if not names:
    st.title(t("province.title"))
    nothing(t, now)
    st.stop()
heading = st.container()
name = address.choose("province", t("word.province"), names)
heading.title(name)
home = region(name)
told = [home.name(t.lang)] if home else []
if len(parts := predecessors(name)) > 1:
    told.append(t("province.merged", parts=", ".join(parts)))
elif (then := successor(name)) and then != name:
    told.append(t("province.went", name=then))
heading.caption(" · ".join(told))

overall = values.subject_overall(now, name)
ranks = overall[(overall["measure"] == "rank") & overall["number"].notna()].drop_duplicates(["index", "year"])
latest = ranks.sort_values("year", ascending=False).drop_duplicates("index")
with st.container(horizontal=True, gap="small"):
    for row in latest.head(CARDS).to_dict("records"):
        before = ranks[(ranks["index"] == row["index"]) & (ranks["year"] == row["year"] - 1)]["number"]
        size = edition_size(row["index"], int(row["year"]))
        figure = f"{value(row, t.lang)}{f'/{size}' if size else ''} {row['signs']}".strip()
        moved = int(before.iloc[0] - row["number"]) if len(before) else None
        with st.container(border=True, width=CARD, gap="xxsmall"):
            name_of = f"{index_name(row['index'], t)} {row['year']}"
            st.caption(name_of, help=t("province.card_help") if moved else None)
            st.metric(name_of, figure, moved, label_visibility="collapsed")
            address.go("document", t("word.evidence"), "fact_check", observation=row["observation_id"])

if len(ranks):
    st.subheader(t("province.ranks"))
    lines = ranks.assign(name=[index_name(i, t) for i in ranks["index"]])
    picked = charts.show(
        rank_lines(lines, "name", t("word.index"), t), t, key="ranks", alt_text=t("province.ranks_alt", name=name), pick=True,
        data=lines[["index", "year", "number", "signs", "observation_id"]],
    )  # fmt: skip
    if picked:
        address.leave("document", observation=int(picked["observation_id"]))

profiles = {f"{i}-{y}": (i, y) for i, y in values.profiled(now, name)}  # the most criteria first
if profiles:
    st.subheader(t("province.profile"))
    chosen = address.choose(
        "profile", t("province.edition"), list(profiles), show=lambda k: f"{index_name(profiles[k][0], t)} {profiles[k][1]}"
    )
    index, year = profiles[chosen]
    mine = values.subject_profile(now, name, index, year)
    near = frozenset(home.provinces) if home else frozenset()
    both = profile(mine, values.criteria_scores(now, index, year), near)
    picked = charts.show(
        profile_chart(both, t), t, key="profile", alt_text=t("province.profile_alt", name=name), pick=True,
        data=both[["criterion", "number", "country", "region", "observation_id"]],
    )  # fmt: skip
    st.caption(t("province.legend"))
    edition_name = f"{index_name(index, t)} {year}"
    address.go(
        "ranking",
        t("overview.open_ranking", name=edition_name),
        "leaderboard",
        index=index,
        year=year,
        criterion=both["criterion"].iloc[0],
    )
    if picked and picked["observation_id"]:
        address.leave("document", observation=int(picked["observation_id"]))
    elif picked:  # a median: the ranking that it is made of
        address.leave("ranking", index=index, year=year, criterion=picked["criterion"])

if name in editions.provinces_with_units(now):
    address.go("inside", t("province.inside"), "account_tree", province=name)
doubts = int(findings.counts(now, name)["findings"].sum())
if doubts:
    address.go("check", t("province.findings", count=number(doubts, t.lang)), "rule", province=name)

st.subheader(t("province.values"))
total = values.subject_count(now, name)
page = address.turn("page", -(-total // ROWS), t)
table = values.subject_values(now, name, (page - 1) * ROWS, ROWS)
behind: list[int | None] = [int(o) for o in table["observation_id"]]


def told_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Values in words: what the table shows, and its file."""
    rows = values.signed(rows)
    return pd.DataFrame(
        {
            "index": [index_name(i, t) for i in rows["index"]],
            "year": rows["year"],
            "criterion": [c or t("word.overall") for c in rows["criterion"]],
            "measure": [t(f"measure.{m}") for m in rows["measure"]],
            "value": rows["value"],
            "among": rows["among"],
            "standing": [t(f"state.{s}") for s in rows["state"]],
            "support": rows["support"],
            "dissent": rows["dissent"],
            "signs": rows["signs"],
            "observation": rows["observation_id"],
        }
    )


shown = told_of(table).assign(value=[value(row, t.lang) for row in table.to_dict("records")])
titles: dict[Any, Any] = {
    column: t(f"word.{column}")
    for column in shown
    if column not in ("signs", "observation") and (column != "among" or any(table["among"]))
}
titles["index"] = st.column_config.TextColumn(t("word.index"), width=WIDEST)
figures(
    shown, titles, {"value": behind}, key="province", alt=t("province.values"), name=name, signs={"value": list(table["signs"])},
    whole=Whole(values.whole_subject(name), total, told_of),
)  # fmt: skip
st.caption(t("word.legend"))
