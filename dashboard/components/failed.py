"""What failed and is not solved, as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import csv_button
from dashboard.queries import documents
from extract.language import Texts, day

ROWS = 20  # on one page


def failed(t: Texts, now: int, total: int) -> None:
    """One page of the unsolved failures, latest first; the page is the address's parameter ``failed``."""
    at = address.turn("failed", -(-total // ROWS), t)
    seen = documents.failures(now, (at - 1) * ROWS, ROWS)
    shown = pd.DataFrame(
        {
            "when": [day(d, t.lang) for d in seen["at"]],
            "source": seen["source_id"].fillna(""),
            "stage": [t(f"stage.{s}") for s in seen["stage"]],
            "message": seen[f"message_{t.lang}"],
            "address": [address.public(u) for u in seen["url"]],
        }
    )
    names = {name: t(f"sources.{name}") for name in ("when", "stage", "message", "address")}
    st.dataframe(
        shown, hide_index=True, column_config={**names, "source": t("word.source")}, alt=t("sources.failed"), placeholder=""
    )
    csv_button(shown, "failures", t)
