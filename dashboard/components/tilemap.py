"""The country as a grid of equal tiles, one a province: readable at any size, and nobody is larger for having more land."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from dashboard.components.charts import Drawing
from dashboard.components.colours import AMBERS, MARKS, NONE, QUIET, coloured, mode
from dashboard.components.vegalite import AT_ODDS, UNSURE, Spec, chart, clickable, layer, nominal, ordinal, quantitative, verbatim
from extract.language import Lang, Texts, number
from store.units import in_division

TILES = Path(__file__).with_name("tiles.yaml")
SHORT = {"Hồ Chí Minh": "TP.HCM", "Thừa Thiên Huế": "Huế", "Bà Rịa - Vũng Tàu": "BR-VT"}
SIDE = 46  # pixels of a tile's height
LONG = 5  # letters of a figure that a tile holds in full size
RENAMED = {"Huế": "Thừa Thiên Huế"}  # the tiles and the results have the older name


@cache
def positions(division: str) -> pd.DataFrame:
    """Province, row and column of every tile of the 63 or the 34."""
    tiles = yaml.safe_load(TILES.read_text("utf-8"))[division]
    return pd.DataFrame([(name, *place) for name, place in tiles.items()], columns=["subject", "row", "column"])


def tilemap(values: pd.DataFrame, division: str, t: Texts, *, title: str, reverse: bool = False) -> Drawing:
    """``values`` (subject, value, label, signs, observation_id) on the tiles; a province without a value is an empty dashed tile.

    ``reverse``: small values are good (ranks) and get the strong colour. Contradicted values have ≠ and a frame, uncertain ones ? and a
    dashed frame. A click picks the subject and the observation.
    """
    data = positions(division).merge(values, on="subject", how="left")
    data["short"] = data["subject"].map(lambda name: SHORT.get(name, name.replace(" ", "\n")))
    data["signs"] = data["signs"].fillna("").str.replace("✓", "")
    data["shown"] = [f"{v} {s}".strip() for v, s in zip(data["label"].fillna("·"), data["signs"], strict=True)]
    data["said"] = data["subject"] + ": " + data["shown"]
    data["size"] = [13 if len(v) <= LONG else 9.5 for v in data["shown"]]
    data = data.join(coloured(data["value"], reverse=reverse))
    told = {
        "x": ordinal("column", axis=None, scale={"paddingInner": 0.06}),
        "y": ordinal("row", axis=None, scale={"paddingInner": 0.06}),
        "tooltip": [nominal("subject", title=t("word.province")), nominal("shown", title=title)],
        "description": nominal("said"),
    }
    held, bare = "isValid(datum.value)", "!isValid(datum.value)"
    frame: Spec = {"aria": False, "cornerRadius": 5, "fill": None, "strokeWidth": 2.5}
    text: Spec = {"aria": False, "cursor": "pointer"}
    named: Spec = {**text, "fontSize": 9, "dy": -13, "lineBreak": "\n", "lineHeight": 9}
    name = {**told, "text": nominal("short")}
    ink = verbatim("ink")
    figure = {**told, "text": nominal("shown"), "color": ink, "size": quantitative("size", scale=None)}
    layers = [
        layer("rect", told, where=bare, aria=False, cornerRadius=5, fill="transparent", stroke=NONE, strokeDash=[3, 2]),
        clickable(layer("rect", {**told, "color": verbatim("fill")}, where=held, cornerRadius=5)),
        layer("rect", told, where=AT_ODDS, **frame, stroke=MARKS[mode()]),
        layer("rect", told, where=UNSURE, **frame, stroke=AMBERS[mode()], strokeDash=[4, 2]),
        layer("text", {**name, "color": ink}, where=held, **named),
        layer("text", {**name, "color": {"value": QUIET[mode()]}}, where=bare, **named),
        layer("text", figure, where=held, **text, fontWeight="bold", dy=12),
    ]
    return Drawing(chart(layers, (int(data["row"].max()) + 1) * SIDE, "subject", "observation_id"), {"rows": data})


def values_of(edition: pd.DataFrame, measure: str, lang: Lang) -> pd.DataFrame:
    """The columns that :func:`tilemap` wants, of one measure of an edition (with ``signs``)."""
    rows = edition[(edition["measure"] == measure) & edition["number"].notna()].drop_duplicates("subject")
    made = rows[["subject", "signs", "observation_id"]].assign(value=rows["number"])
    return made.assign(label=[number(float(v), lang) for v in rows["number"]])


def merged(values: pd.DataFrame, year: int, lang: Lang) -> pd.DataFrame:
    """Values of the 63 laid on the 34: a merged province shows the range of its parts, coloured by their mean; nothing is computed anew."""
    rows = []
    for subject, parts in values.groupby(values["subject"].map(lambda name: _successor(name, year))):
        low, high = float(parts["value"].min()), float(parts["value"].max())
        label = number(low, lang) if low == high else f"{number(low, lang)}–{number(high, lang)}"
        signs = (
            "≠" if parts["signs"].str.contains("≠").any() else "?" if parts["signs"].str.contains("?", regex=False).any() else ""
        )
        one = int(parts["observation_id"].iloc[0]) if len(parts) == 1 else None
        rows.append(
            {"subject": subject, "value": float(parts["value"].mean()), "label": label, "signs": signs, "observation_id": one}
        )
    return pd.DataFrame(rows, columns=["subject", "value", "label", "signs", "observation_id"])


def _successor(name: str, year: int) -> str:
    found = next(iter(in_division(name, "34", year)), name)
    return RENAMED.get(found, found)
