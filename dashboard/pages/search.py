"""Search: full text of all documents, with and without diacritics."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import csv_bytes, file_buttons
from dashboard.components.words import plain, verbatim, words
from dashboard.queries import documents
from dashboard.queries.excerpt import Hit
from dashboard.queries.store import state
from extract.language import day

PAGE, PAGES = 20, 50  # documents on one page, and pages


def table_of(hits: list[Hit]) -> pd.DataFrame:
    """What was found, for a file."""
    made = [
        ("".join(p.text for p in h.title), h.published, address.public(h.url), "".join(p.text for p in h.excerpt), h.id)
        for h in hits
    ]
    return pd.DataFrame(made, columns=["title", "published", "address", "excerpt", "document"])


t = words()
now = state()
st.title(t("search.heading"))
asked = address.typed("q", t("search.words"), t("search.hint"))
if len(asked.strip()) < 2:
    st.caption(t("search.lead"))
    st.stop()
page = min(max(address.number("page") or 1, 1), PAGES)
found = documents.search(now, asked, PAGE + 1, (page - 1) * PAGE)
if not found:
    st.info(t("search.nothing", words=plain(asked)))
    st.stop()
for hit in found[:PAGE]:
    with st.container(border=True):
        title = "".join(f"**{verbatim(p.text)}**" if p.marked else verbatim(p.text) for p in hit.title)
        address.go("document", title or plain(address.public(hit.url)[:160]), "description", document=hit.id)
        text = "".join(f"<mark>{escape(p.text)}</mark>" if p.marked else escape(p.text) for p in hit.excerpt)
        st.html(f"<p lang='vi' style='margin:0;line-height:1.6;overflow-wrap:anywhere'>{text}</p>")
        told = (day(hit.published, t.lang) if hit.published else "", address.outside(hit.url))
        st.caption(" · ".join(p for p in told if p))
with st.container(horizontal=True):
    if page > 1:
        address.go("search", t("word.before"), "arrow_back", q=asked, page=page - 1)
    if len(found) > PAGE:
        address.go("search", t("word.after"), "arrow_forward", q=asked, page=page + 1)
file_buttons("search", t, csv=lambda: csv_bytes(table_of(documents.search(now, asked, PAGE * PAGES))))
