"""Search: full text of all documents, with and without diacritics."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.components import address, queries
from dashboard.components.store import state
from dashboard.components.words import words
from extract.language import day
from extract.text.clean import fold, nfc

AROUND = 120

t = words()
now = state()
st.title(t("search.heading"))
asked = st.text_input(t("search.words"), value=address.text("q"), max_chars=200)
exact = st.toggle(t("search.exact"), value=address.text("exact") == "1")
if asked != address.text("q"):
    st.query_params["q"] = asked
if exact != (address.text("exact") == "1"):
    st.query_params["exact"] = "1" if exact else "0"
pattern = nfc(asked).strip() if exact else fold(nfc(asked)).strip()
if len(pattern) < 2:
    st.caption(t("search.lead"))
    st.stop()
found = queries.search(now, pattern, not exact)
st.caption(t("search.count", count=len(found)))
for _, row in found.iterrows():
    with st.container(border=True):
        address.go("document", (row["title"] or address.public(row["url"]))[:160], "description", document=row["id"])
        if row["published"]:
            st.caption(day(row["published"], t.lang))
        at = (row["text"] if exact else row["folded"]).find(pattern)
        text = row["text"]
        if at >= 0 and (exact or len(text) == len(row["folded"])):
            before, hit, after = (
                text[max(0, at - AROUND) : at],
                text[at : at + len(pattern)],
                text[at + len(pattern) : at + len(pattern) + AROUND],
            )
            st.html(
                f"<p lang='vi'>… {escape(before)}<mark style='background:#fff3bf;color:#111'>{escape(hit)}</mark>{escape(after)} …</p>"
            )
