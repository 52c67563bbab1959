"""The chain behind one figure: from the value to its place, its document, its capture, and the rule that chose it."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import csv_button
from dashboard.queries.store import session
from extract.language import Texts
from store.evidence import Chain, chain

TH = "text-align:left;vertical-align:top;padding:.3em 1em .3em 0;white-space:nowrap;font-weight:600;border-top:1px solid rgba(128,145,137,.3)"
TD = "overflow-wrap:anywhere;padding:.3em 0;vertical-align:top;border-top:1px solid rgba(128,145,137,.3)"


def show_chain(observation: int, t: Texts) -> Chain:
    """Write the chain of one observation to the page.

    Raises:
        StoreError: no observation has this number.
    """
    with session() as s:
        found = chain(s, observation)
        rows = [(label, address.public(text)) for label, text in found.lines(t.lang)]
        s.expunge_all()
    body = "".join(f"<tr><th scope='row' style='{TH}'>{escape(a)}</th><td style='{TD}'>{escape(b)}</td></tr>" for a, b in rows)
    st.html(f"<table style='width:100%;border-collapse:collapse;font-size:.92rem'>{body}</table>")
    csv_button(pd.DataFrame(rows), f"evidence-{observation}", t, header=False)
    return found
