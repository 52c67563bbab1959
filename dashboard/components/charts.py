"""Every chart is shown by one function: numbers as the language writes them, a click that leads on, and itself as CSV, SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import streamlit as st
from altair.utils import schemapi

from dashboard.components import files
from dashboard.components.colours import QUIET, mode
from dashboard.components.download import csv_bytes, file_buttons
from extract.language import Texts

# Altair checks every piece of a chart against its schema as it is made, which takes longer than all else on a page; a test does that.
schemapi.DEBUG_MODE = False
PICK = "pick"
# conditions of Vega on the datum's signs; what is both has the graver mark
AT_ODDS = "isValid(datum.signs) && indexof(datum.signs, '≠') >= 0"
UNSURE = "isValid(datum.signs) && indexof(datum.signs, '?') >= 0 && indexof(datum.signs, '≠') < 0"
ROWS = alt.NamedData("rows")
LOCALES: dict[str, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
}


def picker(*fields: str) -> alt.Parameter:
    """What makes the marks of a layer clickable: a click tells the ``fields`` of its datum to :func:`show`."""
    return alt.selection_point(PICK, fields=list(fields), on="click", clear=False, toggle=False)


class Drawing(NamedTuple):
    """A chart over named data, and the data: so that they are neither copied nor written out once a layer."""

    chart: alt.LayerChart | alt.FacetChart
    data: Mapping[str, pd.DataFrame]
    shapes: Mapping[str, Any] | None = (
        None  # the data of all layers, where it is no table; ``data`` is then looked up from within
    )

    def spec(self, t: Texts, *, validate: bool = False) -> dict[str, Any]:
        """The chart as Vega-Lite, with numbers as the language writes them."""
        quiet = QUIET[mode()]
        drawn: Any = self.chart.configure(
            locale=alt.Locale(number=alt.NumberLocale(**LOCALES[t.lang])),
            axis=alt.AxisConfig(
                labelFontSize=12,
                titleFontSize=12,
                titleFontWeight="normal",
                labelColor=quiet,
                titleColor=quiet,
                labelFlush=False,
            ),
            legend=alt.LegendConfig(labelFontSize=12, titleFontSize=12, labelLimit=260, labelColor=quiet),
        ).configure_view(strokeWidth=0)
        made: dict[str, Any] = drawn.to_dict(validate=validate)
        made.pop("$schema", None)
        if isinstance(made.get("height"), dict):  # as high as its rows: only the width can be fitted
            made["autosize"] = {"type": "fit-x", "contains": "padding"}
        named = self.data if self.shapes is None else self.shapes  # what no layer names would break the chart
        return {**made, "datasets": {**made.get("datasets", {}), **named}}


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
    if pick:
        options |= {"on_select": "rerun", "selection_mode": PICK}
    spec = drawing.spec(t)
    event: Any = st.vega_lite_chart(spec, **options)
    made = files.alone(spec, alt_text, width)
    file_buttons(
        name or key, t, csv=lambda: csv_bytes(data), svg=lambda: files.svg(made), png=lambda: files.png(made)
    )  # fmt: skip
    if not pick:
        return None
    chosen = event["selection"].get(PICK) or []
    return chosen[0] if chosen else None
