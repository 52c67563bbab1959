"""Search: full text of all documents, with and without diacritics."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.components import address, queries
from dashboard.components.store import state
from dashboard.components.words import words
from extract.language import day

t = words()
now = state()
st.title(t("search.heading"))
asked = st.text_input(t("search.words"), value=address.text("q"), max_chars=200)
if asked != address.text("q"):
    st.query_params["q"] = asked
if len(asked.strip()) < 2:
    st.caption(t("search.lead"))
    st.stop()
found = queries.search(now, asked)
st.caption(t("search.count", count=len(found)))
for hit in found:
    with st.container(border=True):
        address.go("document", (hit.title or address.public(hit.url))[:160], "description", document=hit.id)
        if hit.published:
            st.caption(day(hit.published, t.lang))
        if hit.excerpt:
            before, at, after = (escape(part) for part in hit.excerpt)
            st.html(f"<p lang='vi'>… {before}<mark style='background:#fff3bf;color:#111'>{at}</mark>{after} …</p>")
