"""The provinces in their outlines (Natural Earth, from files of ours: no tile server, no network)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.components.charts import Drawing
from dashboard.components.colours import AMBERS, MARKS, NONE, coloured, mode
from dashboard.components.vegalite import AT_ODDS, UNSURE, Spec, chart, clickable, layer, nominal, verbatim
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
    joined: list[Spec] = [
        {"lookup": "properties.name", "from": {"data": {"values": rows}, "key": "subject", "fields": FIELDS}},
        {"calculate": "datum.properties.name", "as": "subject"},
        {"calculate": "datum.properties.name + ': ' + datum.label", "as": "said"},
    ]
    subject, label = nominal("subject", title=t("word.province")), nominal("label", title=title)
    told = {"fill": verbatim("fill"), "tooltip": [subject, label], "description": nominal("said")}
    frame: Spec = {"aria": False, "fill": None, "strokeWidth": 2.5}
    layers = [
        layer(
            "geoshape", {"tooltip": [subject]}, aria=False, fill="transparent", stroke=NONE, strokeWidth=0.6, strokeDash=[3, 2]
        ),
        clickable(layer("geoshape", told, where="isValid(datum.value)", stroke="#FFFFFF", strokeWidth=0.5)),
        layer("geoshape", {}, where=AT_ODDS, **frame, stroke=MARKS[mode()]),
        layer("geoshape", {}, where=UNSURE, **frame, stroke=AMBERS[mode()], strokeDash=[4, 2]),
    ]
    source = {"name": "shapes", "format": {"type": "topojson", "feature": "units"}}
    made = chart(layers, 680, "subject", "observation_id", data=source, transform=joined, projection={"type": "mercator"})
    return Drawing(made, {"rows": shaded}, shapes)
