"""The provinces in their outlines (Natural Earth, from files of ours: no tile server, no network)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from extract.language import Texts

SHAPES = Path(__file__).parent / "geography" / "vietnam.json"


@cache
def _topology() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(SHAPES.read_text("utf-8"))
    return made


def names(division: str) -> list[str]:
    """The provinces that have an outline in ``division`` (63 or 34)."""
    return [g["properties"]["name"] for g in _topology()["objects"][f"provinces{division}"]["geometries"]]


def geomap(values: pd.DataFrame, division: str, t: Texts, *, title: str, reverse: bool = False) -> alt.LayerChart:
    """``values`` (subject, value, label, state) as a choropleth; a province without a value is grey, a contradicted one has a thick frame."""
    topology = _topology()
    data = alt.InlineData(
        values={**topology, "objects": {"units": topology["objects"][f"provinces{division}"]}},
        format=alt.TopoDataFormat(type="topojson", feature="units"),
    )
    rows: list[dict[str, Any]] = values[["subject", "value", "label", "state"]].to_dict("records")  # type: ignore[assignment]
    found = alt.LookupData(data=alt.InlineData(values=rows), key="subject", fields=["value", "label", "state"])
    outlines = alt.Chart(data).transform_lookup(lookup="properties.name", from_=found)
    tooltip = [alt.Tooltip("properties.name:N", title=t("word.province")), alt.Tooltip("label:N", title=title)]
    empty = outlines.mark_geoshape(aria=False, fill="#d0d5d2", stroke="white", strokeWidth=0.5).encode(tooltip=tooltip[:1])
    filled = (
        outlines.transform_filter("isValid(datum.value)")
        .mark_geoshape(stroke="white", strokeWidth=0.5)
        .encode(color=alt.Color("value:Q", scale=alt.Scale(scheme="teals", reverse=reverse), title=title), tooltip=tooltip)
    )
    disputed = outlines.transform_filter("datum.state == 'contradicted'").mark_geoshape(
        fill=None, stroke="#b3261e", strokeWidth=2.5
    )
    chart: alt.LayerChart = alt.layer(empty, filled, disputed).project("mercator").properties(height=640)  # type: ignore[assignment]
    return chart
