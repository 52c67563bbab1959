"""The chain behind one figure, and a document's text with the quote and the value in it marked. Nothing of a document is ever HTML."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.store import session
from extract.language import Texts, number
from store.evidence import Chain, chain

MARKS = {"contradicted": "≠", "confirmed": "✓", "corrected": "✎", "single": ""}
GRADES = {"uncertain": "?", "inherited": "", "sure": ""}
TH = "text-align:left;vertical-align:top;padding-right:1em;white-space:nowrap"
TD = "overflow-wrap:anywhere;padding-bottom:.4em"
AROUND = 1500  # characters of the document shown on either side of a quote


def shown(row: pd.Series, t: Texts) -> str:
    """A value with the signs of its standing: ≠ contradicted, ✓ confirmed, ? uncertain."""
    value = row["label"] if pd.isna(row["number"]) else number(float(row["number"]), t.lang)
    return f"{value} {MARKS.get(str(row.get('state', '')), '')}{GRADES.get(str(row.get('grade', '')), '')}".strip()


def evidence_link(observation: object) -> str:
    """The address of one figure's evidence."""
    return address.link("document", observation=int(observation))  # type: ignore[call-overload]


def show_chain(observation: int, t: Texts) -> Chain:
    """Write the chain of one observation to the page."""
    with session() as s:
        found = chain(s, observation)
        rows = [(label, address.public(text)) for label, text in found.lines(t.lang)]
        s.expunge_all()
    body = "".join(f"<tr><th scope='row' style='{TH}'>{escape(a)}</th><td style='{TD}'>{escape(b)}</td></tr>" for a, b in rows)
    st.html(f"<table style='width:100%'>{body}</table>")
    return found


def marked(text: str, start: int, end: int, value_start: int, value_end: int) -> str:
    """HTML of the text around ``text[start:end]``: the quote underlaid, the value in a frame; everything else escaped."""
    begin, stop = max(0, start - AROUND), min(len(text), end + AROUND)
    value_start, value_end = max(start, value_start), min(end, value_end)
    parts = (
        "… " if begin else "", escape(text[begin:start]), "<mark style='background:#fff3bf;color:#111'>", escape(text[start:value_start]),
        "<strong style='outline:2px solid #b3261e;padding:0 2px'>", escape(text[value_start:value_end]), "</strong>",
        escape(text[value_end:end]), "</mark>", escape(text[end:stop]), " …" if stop < len(text) else "",
    )  # fmt: skip
    return f"<div lang='vi' style='white-space:pre-wrap;line-height:1.6;overflow-wrap:anywhere'>{''.join(parts)}</div>"
