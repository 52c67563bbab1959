"""Data: pick indexes, years, division and format, and download with the codebook."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import csv_button
from dashboard.components.figures import figures
from dashboard.components.package import LINES, MOST, Asked, made
from dashboard.components.standing import signs, value
from dashboard.components.words import index_name, words
from dashboard.queries import extent
from dashboard.queries.editions import FIRST_YEAR, INDEXES
from dashboard.queries.store import state
from extract.language import number
from store.export import formats
from store.export.tables import TABLES
from store.units import Division

ROWS = 25  # observations on one page
DIVISIONS: tuple[Division, ...] = ("year", "63", "34")

t = words()
now = state()
st.title(t("data.heading"))
st.caption(t("data.lead"))
indexes = address.choose_several(
    "indexes", t("data.indexes"), INDEXES, (), len(INDEXES), show=lambda i: index_name(i, t), hint=t("data.every")
)
years = list(range(FIRST_YEAR, date.today().year + 2))
one, two, three, four = st.columns(4)
with one:
    first = address.choose("from", t("data.from"), years, years[0])
with two:
    last = address.choose("to", t("data.to"), [y for y in years if y >= first], years[-1])
with three:
    division = address.choose("division", t("word.division"), DIVISIONS, "year", show=lambda d: t(f"division.{d}"))
with four:
    form = address.choose("format", t("data.format"), list(formats()), "csv", show=lambda f: t(f"data.format_{f}"))
asked = Asked(form, tuple(indexes), (first, last), division)

count = extent.observations(now, asked.indexes, asked.years)
if not count:
    st.info(t("data.nothing"))
elif count > MOST:
    st.warning(t("data.too_much", count=number(count, t.lang), most=number(MOST, t.lang)))
    st.code(f"xephang export xephang-data --format {form}", language=None)
else:
    st.markdown(t("data.holds", count=number(count, t.lang)))
    if st.button(t("data.prepare"), type="primary", icon=":material/inventory_2:"):
        st.session_state["package"] = (asked, now, made(asked, t))
    ready = st.session_state.get("package")
    if ready and ready[:2] == (asked, now):
        st.download_button(
            t("data.download", name=asked.name),
            ready[2],
            asked.name,
            "application/zip",
            icon=":material/download:",
            on_click="ignore",
        )

st.subheader(t("data.reading"))
for column, (program, line) in zip(st.columns(len(LINES[form])), LINES[form].items(), strict=True):
    with column:
        st.markdown(f"**{program}**")
        st.code(line, language=None, wrap_lines=True)

st.subheader(t("data.codebook"))
table = address.choose("table", t("data.table"), [b.name for b in TABLES], show=lambda n: t(f"data.table_{n}"), look="buttons")
book = pd.DataFrame(
    [
        {"column": c.name, "type": c.kind, "meaning": c.vi if t.lang == "vi" else c.en}
        for b in TABLES if b.name == table for c in b.columns
    ]
)  # fmt: skip
titles: dict[str, Any] = {
    "column": t("data.column"),
    "type": t("data.type"),
    "meaning": st.column_config.TextColumn(t("data.meaning"), width="large"),
}
st.dataframe(book, hide_index=True, column_config=titles, alt=t("data.codebook"))
csv_button(book, f"codebook-{table}", t)

if count:
    st.subheader(t("data.rows"), anchor="observations")
    st.caption(t("data.rows_lead"))
    page = address.turn("page", -(-count // ROWS), t)
    rows = extent.listed(now, asked.indexes, asked.years, (page - 1) * ROWS, ROWS)
    shown = pd.DataFrame(
        {
            "index": [index_name(i, t) for i in rows["index"]],
            "year": rows["year"],
            "province": rows["province"],
            "subject": rows["subject"],
            "criterion": [c or t("word.overall") for c in rows["criterion"]],
            "measure": [t(f"measure.{m}") for m in rows["measure"]],
            "value": [value(r, t.lang) for r in rows.to_dict("records")],
            "raw": rows["raw"],
        }
    )
    behind: list[int | None] = [int(i) for i in rows["id"]]
    figures(
        shown, {column: t(f"word.{column}") for column in shown}, {"value": behind, "raw": behind}, key="rows", alt=t("data.rows"),
        name=f"observations-{page}", signs={"value": signs(rows)}, tallest=1000,
    )  # fmt: skip
