"""Overview: what there is, what is contradictory, what is new, what is stale."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components import address, charts
from dashboard.components.cards import card
from dashboard.components.coverage import coverage_chart
from dashboard.components.empty import nothing
from dashboard.components.tilemap import tilemap
from dashboard.components.words import index_name, plain, words
from dashboard.queries import documents, editions, findings, sources
from dashboard.queries.store import state
from extract.gazetteer import provinces
from extract.language import day, number

SHOWN = 5  # findings, sources and documents on this page

t = words()
now = state()
st.title(t("overview.heading"))
st.markdown(t("overview.lead"))

cells = editions.national(now)
totals = documents.totals(now)
if not totals["results"]:
    nothing(t, now)
    st.stop()
coverage = editions.national_editions(now)
every = sources.sources(now)
ill = every[every["health"] != "fine"]


def say(count: int) -> str:
    """A count as the language writes it."""
    return number(count, t.lang)


with st.container(horizontal=True, gap="small"):
    crawl = sources.last_crawl(now)
    card(
        t, t("overview.crawl"), f"+{say(crawl.new)}" if crawl else "–",
        t("overview.fresh", when=f"{day(crawl.at, t.lang, short=True)}, {crawl.at:%H:%M} UTC") if crawl else t("overview.never"),
        t("overview.crawl_help"), "sources", "rss_feed",
    )  # fmt: skip
    card(
        t, t("overview.provinces"), f"{len(set(cells['subject']) & set(provinces()))}/63",
        t("overview.held", count=say(len(coverage))), t("overview.provinces_help"), "ranking", "leaderboard",
    )  # fmt: skip
    card(
        t, t("overview.observations"), say(totals["observations"]), t("overview.read", count=say(totals["documents"])),
        t("overview.observations_help"), "document", "description",
    )  # fmt: skip
    card(
        t, t("overview.findings"), say(int(findings.counts(now)["findings"].sum())),
        t("overview.contradicted", count=say(totals["contradicted"])), t("overview.findings_help"), "check", "rule",
    )  # fmt: skip
    states = [(h, n) for h in sources.HEALTH if (n := int((ill["health"] == h).sum()))]
    card(
        t, t("overview.ill"), f"{say(len(ill))}/{say(len(every))}",
        " · ".join(f"{t(f'health.{h}')}: {say(n)}" for h, n in states) or t("overview.all_well"), t("overview.ill_help"), "sources",
        "healing", health=states[0][0] if states else "",
    )  # fmt: skip

left, right = st.columns([5, 6], gap="large")
with left:
    st.subheader(t("overview.by_province"))
    indexes = ["", *dict.fromkeys(cells["index"])]
    index = address.choose("index", t("word.index"), indexes, show=lambda i: index_name(i, t) if i else t("overview.all_indexes"))
    chosen = cells[cells["index"] == index] if index else cells
    sums = chosen.groupby("subject").agg(value=("year", "size"), contradicted=("contradicted", "max")).reset_index()
    tiles = sums.assign(
        label=sums["value"].astype(str), signs=["≠" if c else "" for c in sums["contradicted"]], observation_id=None
    )
    picked = charts.show(
        tilemap(tiles, "63", t, title=t("overview.editions")), t, key="coverage-map", alt_text=t("overview.map_alt"), pick=True,
        data=sums,
    )  # fmt: skip
    st.caption(t("overview.map_legend"))
    if picked:
        address.leave("province", province=picked["subject"])

    st.subheader(t("overview.stale"))
    if ill.empty:
        st.caption(t("overview.all_well"))
    for _, row in ill.head(SHOWN).iterrows():
        crawled = t("overview.crawled", when=day(row["last_run"], t.lang)) if pd.notna(row["last_run"]) else ""
        told = (f"{t('health.' + row['health'])} **{plain(row[f'name_{t.lang}'])}**", plain(row[f"why_{t.lang}"]), crawled)
        st.markdown(" · ".join(p for p in told if p))
    address.go("sources", t("overview.all_sources"), "rss_feed")
with right:
    st.subheader(t("overview.coverage"))
    st.caption(t("overview.coverage_legend"))
    if len(coverage):
        picked = charts.show(
            coverage_chart(coverage, t), t, key="coverage", alt_text=t("overview.coverage_alt"), pick=True, data=coverage
        )
        if picked:
            address.leave("ranking", index=picked["index"], year=picked["year"])
        top, year = editions.best_edition(coverage)
        address.go(
            "ranking", t("overview.open_ranking", name=f"{index_name(top, t)} {year}"), "leaderboard", index=top, year=year
        )

    st.subheader(t("overview.findings_heading"))
    worst = findings.findings(now, limit=SHOWN)
    behind = findings.first_observation(now, tuple(int(i) for i in worst["id"]))
    for _, row in worst.iterrows():
        sign = {"error": ":material/error:", "warning": ":material/warning:"}.get(row["severity"], ":material/info:")
        to = behind.get(int(row["id"]))
        way = f" [{t('word.evidence')}]({address.link('document', observation=to)})" if to else ""
        st.markdown(f"{sign} **{t('severity.' + row['severity'])}** {plain(row[f'sentence_{t.lang}'])}{way}")
    if worst.empty:
        st.caption(t("check.none"))
    address.go("check", t("overview.all_findings"), "rule")

    st.subheader(t("overview.new"))
    for _, row in documents.documents(now, limit=SHOWN).iterrows():
        with st.container(gap=None):
            address.go("document", plain((row["title"] or address.public(row["url"]))[:110]), "description", document=row["id"])
            dated = (
                day(row["published"], t.lang) if pd.notna(row["published"]) else "",
                t("overview.values", count=say(row["observations"])),
            )
            st.caption(" · ".join(p for p in dated if p))
    address.go("document", t("overview.all_documents"), "folder_open")
