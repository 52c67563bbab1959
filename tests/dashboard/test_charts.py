"""Every chart is valid Vega-Lite with numbers as the language writes them, tells the observation behind a clicked mark, and is a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest
from jsonschema import ValidationError

from dashboard.components import files
from dashboard.components.charts import Drawing
from dashboard.components.coverage import coverage_chart
from dashboard.components.dots import dots
from dashboard.components.geomap import geomap
from dashboard.components.heatmap import heatmap
from dashboard.components.lines import rank_lines
from dashboard.components.profile import profile, profile_chart
from dashboard.components.tilemap import tilemap
from dashboard.components.vegalite import PICK, Spec
from dashboard.components.words import TEXTS
from extract.language import Texts

T = Texts(TEXTS, "vi")
ROWS = pd.DataFrame(
    [("Lào Cai", "A", 2022, 5.5, "≠", 1), ("Hà Nội", "A", 2023, 7.25, "?", 2), ("Cà Mau", "A", 2023, 9.0, "✓", 3)],
    columns=["subject", "criterion", "year", "number", "signs", "observation_id"],
)
PLACED = ROWS.assign(value=ROWS["number"], label=["5,5", "7,25", "9"])
EDITIONS = pd.DataFrame([("dti", 2022, 60, 1), ("pci", 2020, 63, 0)], columns=["index", "year", "provinces", "contradicted"])
CHARTS: dict[str, Callable[[], Drawing]] = {
    "tilemap": lambda: tilemap(PLACED, "63", T, title="x", reverse=True),
    "geomap": lambda: geomap(PLACED, "34", T, title="x"),
    "dots": lambda: dots(ROWS, T),
    "lines": lambda: rank_lines(ROWS, "subject", "x", T),
    "profile": lambda: profile_chart(profile(ROWS, ROWS, frozenset({"Hà Nội"})), T),
    "heatmap": lambda: heatmap(ROWS, list(ROWS["subject"]), ["A"], T),
    "coverage": lambda: coverage_chart(EDITIONS, T),
}


def valid(spec: Spec) -> None:
    """Raise where a chart, its data aside, is not what the schema of Vega-Lite allows."""
    alt.LayerChart.from_dict({part: told for part, told in spec.items() if part != "datasets"})


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_valid_and_its_marks_lead_on(name: str) -> None:
    drawing = CHARTS[name]()
    spec = drawing.spec(T)
    valid(spec)
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    [pick] = [p for p in spec["params"] if p["name"] == PICK]
    fields = set(pick["select"]["fields"])
    assert fields <= set(drawing.data["rows"].columns)
    assert fields & {"observation_id", "year"}


def test_what_the_schema_does_not_know_is_refused() -> None:
    spec = CHARTS["dots"]().spec(T)
    for part, wrong in (("height", "tall"), ("layer", [{**spec["layer"][0], "mark": {"type": "rectangle"}}])):
        with pytest.raises(ValidationError):
            valid({**spec, part: wrong})


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_a_picture_to_take_along(name: str) -> None:
    spec = files.alone(CHARTS[name]().spec(T), "Tên của hình", 700)
    drawn = files.svg(spec).decode()
    assert drawn.startswith("<svg")
    assert "Tên của hình" in drawn
    assert not re.search(r"(href|src|url)[=(]['\"]?https?:", drawn)
    assert drawn.count('fill="#') + drawn.count('stroke="#') > 3
    assert len(ElementTree.fromstring(drawn).findall(".//{*}path")) >= 3
    assert files.png(spec).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["tilemap", "geomap", "heatmap", "lines", "dots", "profile"])
def test_doubt_is_told_by_more_than_a_colour(name: str) -> None:
    drawn = files.svg(files.alone(CHARTS[name]().spec(T), "x", 700)).decode()
    shapes = {"dots": "aria-label", "geomap": "stroke-dasharray", "profile": "?"}.get(name, "?")
    assert shapes in drawn
    if name in ("tilemap", "heatmap", "geomap"):
        assert 'stroke-dasharray="4,2"' in drawn


def test_median_leads_to_no_observation_but_to_its_criterion() -> None:
    drawing = CHARTS["profile"]()
    assert set(drawing.data["medians"]["observation_id"]) == {0}
    assert [param["name"] for param in drawing.chart["params"]] == [PICK, "country", "region"]
    assert "Trung vị vùng: 7,25" in drawing.data["medians"]["region_said"].iloc[1]
    alone = profile_chart(profile(ROWS, ROWS, frozenset()), T)  # a region of which nothing is known has no median
    assert alone.data["medians"]["region_said"].iloc[1].endswith("–")


def test_medians_are_those_of_the_country_and_of_the_region() -> None:
    made = profile(ROWS.head(1), ROWS, frozenset({"Hà Nội", "Cà Mau"})).iloc[0]
    assert made["country"] == 7.25
    assert made["region"] == 8.125
