"""Every chart is shown by one function: numbers as the language writes them, a click that leads on, and itself as CSV, SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.components import files
from dashboard.components.colours import QUIET, mode
from dashboard.components.download import csv_bytes, file_buttons
from dashboard.components.vegalite import Spec
from extract.language import Texts

LOCALES: dict[str, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}


class Drawing(NamedTuple):
    """A chart over named data, and the data: so that they are neither copied nor written out once a layer."""

    chart: Spec
    data: Mapping[str, pd.DataFrame]
    shapes: Mapping[str, Any] | None = (
        None  # the data of all layers, where it is no table; ``data`` is then looked up from within
    )

    def spec(self, t: Texts) -> Spec:
        """The chart as Vega-Lite, with numbers as the language writes them."""
        quiet = QUIET[mode()]
        text = {"labelFontSize": 12, "labelColor": quiet, "titleFontSize": 12}
        made = {
            **self.chart,
            "config": {
                "locale": {"number": LOCALES[t.lang]},
                "axis": {**text, "titleFontWeight": "normal", "titleColor": quiet, "labelFlush": False},
                "legend": {**text, "labelLimit": 260},
                "view": {"strokeWidth": 0},
            },
            "datasets": self.data if self.shapes is None else self.shapes,  # what no layer names would break the chart
        }
        if isinstance(made["height"], dict):  # as high as its rows: only the width can be fitted
            made["autosize"] = {"type": "fit-x", "contains": "padding"}
        return made


def show(
    drawing: Drawing,
    t: Texts,
    *,
    key: str,
    alt_text: str,
    data: pd.DataFrame,
    name: str = "",
    pick: bool = False,
    width: int = 900,
) -> Mapping[str, Any] | None:
    """Draw a chart, below it the buttons for its ``data`` as CSV and for itself (``width`` pixels wide) as SVG and PNG, called ``name``;
    the clicked mark's fields, if any."""
    options: dict[str, Any] = {"width": "stretch", "key": key, "alt": alt_text}
    spec = drawing.spec(t)
    picks = [param["name"] for param in spec["params"]] if pick else []
    if pick:
        options |= {"on_select": "rerun", "selection_mode": picks}
    event: Any = st.vega_lite_chart(spec, **options)
    made = files.alone(spec, alt_text, width)
    file_buttons(
        name or key, t, csv=lambda: csv_bytes(data), svg=lambda: files.svg(made), png=lambda: files.png(made)
    )  # fmt: skip
    return next((chosen[0] for name in picks if (chosen := event["selection"].get(name))), None)
