"""Every chart is shown by one function: numbers as the language writes them, a click that leads on, its data as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.components.colours import QUIET, mode
from dashboard.components.download import csv_button
from extract.language import Texts

PICK = "pick"
LOCALES: dict[str, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}


def picker(*fields: str) -> alt.Parameter:
    """What makes the marks of a layer clickable: a click tells the ``fields`` of its datum to :func:`show`."""
    return alt.selection_point(PICK, fields=list(fields), on="click", clear=False, toggle=False)


def show(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart,
    t: Texts,
    *,
    key: str,
    alt_text: str,
    data: pd.DataFrame | None = None,
    height: int | alt.Step | None = None,
    pick: bool = False,
) -> Mapping[str, Any] | None:
    """Draw ``chart`` with a button for its ``data`` as CSV (its picture is in Streamlit's own toolbar); the clicked mark's fields, if any."""
    drawn: Any = chart if height is None else chart.properties(height=height)
    drawn = drawn.configure(
        locale=alt.Locale(number=alt.NumberLocale(**LOCALES[t.lang])),
        axis=alt.AxisConfig(
            labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor=QUIET[mode()], titleColor=QUIET[mode()]
        ),
        legend=alt.LegendConfig(labelFontSize=12, titleFontSize=12, labelLimit=260, labelColor=QUIET[mode()]),
    ).configure_view(strokeWidth=0)
    options: dict[str, Any] = {"width": "stretch", "key": key, "alt": alt_text}
    event: Any = (
        st.altair_chart(drawn, on_select="rerun", selection_mode=PICK, **options) if pick else st.altair_chart(drawn, **options)
    )
    if data is not None:
        csv_button(data, key, t)
    if not pick:
        return None
    chosen = event["selection"].get(PICK) or []
    return chosen[0] if chosen else None
