"""The provinces in their outlines (Natural Earth, from files of ours: no tile server, no network)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from dashboard.components.charts import AT_ODDS, UNSURE, Drawing, picker
from dashboard.components.colours import AMBERS, MARKS, NONE, coloured, mode
from extract.language import Texts

SHAPES = Path(__file__).parent / "geography" / "vietnam.json"
FIELDS = ["value", "label", "signs", "fill", "observation_id"]


@cache
def _topology() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(SHAPES.read_text("utf-8"))
    return made


def names(division: str) -> list[str]:
    """The provinces that have an outline in ``division`` (63 or 34)."""
    return [g["properties"]["name"] for g in _topology()["objects"][f"provinces{division}"]["geometries"]]


def geomap(values: pd.DataFrame, division: str, t: Texts, *, title: str, reverse: bool = False) -> Drawing:
    """``values`` (subject, value, label, signs, observation_id) as a choropleth; a province without a value is hatched out by a bare outline,
    a contradicted one has a thick frame, an uncertain one a dashed frame. A click picks the subject and the observation."""
    topology = _topology()
    shapes = {"shapes": {**topology, "objects": {"units": topology["objects"][f"provinces{division}"]}}}
    values = values.assign(label=(values["label"] + " " + values["signs"].str.replace("✓", "")).str.strip())
    shaded = values.reset_index(drop=True).join(coloured(values["value"], reverse=reverse)[["fill"]])[["subject", *FIELDS]]
    rows: list[dict[str, Any]] = json.loads(shaded.to_json(orient="records"))  # a lookup does not wait for named data
    found = alt.LookupData(data=alt.InlineData(values=rows), key="subject", fields=FIELDS)
    outlines = (
        alt.Chart(alt.NamedData("shapes", format=alt.TopoDataFormat(type="topojson", feature="units")))
        .transform_lookup(lookup="properties.name", from_=found)
        .transform_calculate(subject="datum.properties.name", said="datum.properties.name + ': ' + datum.label")
    )
    tooltip = [alt.Tooltip("subject:N", title=t("word.province")), alt.Tooltip("label:N", title=title)]
    empty = outlines.mark_geoshape(aria=False, fill="transparent", stroke=NONE, strokeWidth=0.6, strokeDash=[3, 2])
    filled = (
        outlines.transform_filter("isValid(datum.value)")
        .mark_geoshape(stroke="#FFFFFF", strokeWidth=0.5, cursor="pointer")
        .encode(fill=alt.Fill("fill:N", scale=None), tooltip=tooltip, description="said:N")
        .add_params(picker("subject", "observation_id"))
    )
    at_odds, unsure = outlines.transform_filter(AT_ODDS), outlines.transform_filter(UNSURE)
    layers = [
        empty.encode(tooltip=tooltip[:1]),
        filled,
        at_odds.mark_geoshape(aria=False, fill=None, stroke=MARKS[mode()], strokeWidth=2.5),
        unsure.mark_geoshape(aria=False, fill=None, stroke=AMBERS[mode()], strokeWidth=2.5, strokeDash=[4, 2]),
    ]
    chart = alt.layer(*layers).project("mercator").properties(height=680)
    return Drawing(chart, {"rows": shaded}, shapes)
