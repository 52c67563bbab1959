"""The country as a grid of equal tiles, one a province: readable at any size, and nobody is larger for having more land."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import altair as alt
import pandas as pd
import yaml

from extract.language import Lang, Texts, number

TILES = Path(__file__).with_name("tiles.yaml")
MERGERS = Path(__file__).with_name("mergers.yaml")
SHORT = {"Hồ Chí Minh": "TP.HCM", "Thừa Thiên Huế": "Huế", "Bà Rịa - Vũng Tàu": "BR-VT"}


@cache
def positions(division: str) -> pd.DataFrame:
    """Province, row and column of every tile of the 63 or the 34."""
    tiles = yaml.safe_load(TILES.read_text("utf-8"))[division]
    return pd.DataFrame([(name, *place) for name, place in tiles.items()], columns=["subject", "row", "column"])


def tilemap(values: pd.DataFrame, division: str, t: Texts, *, title: str, reverse: bool = False) -> alt.LayerChart:
    """``values`` (subject, value, label, state) on the tiles; a province without a value is an empty outlined tile.

    ``reverse``: small values are good (ranks) and get the strong colour. Contradicted values carry a mark, not only a colour.
    """
    data = positions(division).merge(values, on="subject", how="left")
    data["short"] = data["subject"].map(lambda name: SHORT.get(name, name.replace(" ", "\n")))
    data["shown"] = data["label"].fillna("·")
    data["mark"] = data["state"].map({"contradicted": "≠", "corrected": "✎"}).fillna("") if "state" in data else ""
    known = data["value"].notna()
    scale = alt.Scale(scheme="teals", reverse=reverse)
    base = alt.Chart(data).encode(
        x=alt.X("column:O", axis=None),
        y=alt.Y("row:O", axis=None),
        tooltip=[alt.Tooltip("subject:N", title=t("word.province")), alt.Tooltip("shown:N", title=title)],
    )
    tiles = (
        base.transform_filter("isValid(datum.value)")
        .mark_rect(cornerRadius=5)
        .encode(color=alt.Color("value:Q", scale=scale, legend=None))
    )
    empty = base.transform_filter("!isValid(datum.value)").mark_rect(
        aria=False, cornerRadius=5, fill="transparent", stroke="#9aa5a0", strokeDash=[3, 2]
    )
    middle = float(values["value"].median()) if known.any() else 0.0
    ink = alt.condition(f"datum.value {'<' if reverse else '>'} {middle}", alt.value("white"), alt.value("#111111"))
    names = base.mark_text(fontSize=9, dy=-14, lineBreak="\n", lineHeight=9).encode(text="short:N", color=ink)
    figures = base.mark_text(fontSize=13, fontWeight="bold", dy=12).encode(text="shown:N", color=ink)
    marks = base.mark_text(aria=False, fontSize=13, fontWeight="bold", dx=13, dy=12).encode(text="mark:N", color=ink)
    rows = int(data["row"].max()) + 1
    chart: alt.LayerChart = alt.layer(empty, tiles, names, figures, marks).properties(height=rows * 44)  # type: ignore[assignment]
    return chart


def values_of(edition: pd.DataFrame, measure: str, lang: Lang) -> pd.DataFrame:
    """The columns that :func:`tilemap` wants, of one measure of an edition."""
    rows = edition[(edition["measure"] == measure) & edition["number"].notna()]
    return pd.DataFrame(
        {
            "subject": rows["subject"],
            "value": rows["number"],
            "label": [number(float(v), lang) for v in rows["number"]],
            "state": rows["state"],
        }
    ).drop_duplicates("subject")


@cache
def successors() -> dict[str, str]:
    """Which of the 34 each of the 63 went into."""
    joined = yaml.safe_load(MERGERS.read_text("utf-8"))
    return {old: new for new, parts in joined.items() for old in parts}


def merged(values: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Values of the 63 laid on the 34: a merged province shows the range of its parts, coloured by their mean; nothing is computed anew."""
    rows = []
    for subject, parts in values.groupby(values["subject"].map(lambda name: successors().get(name, name))):
        low, high = float(parts["value"].min()), float(parts["value"].max())
        label = number(low, lang) if low == high else f"{number(low, lang)}–{number(high, lang)}"
        state = "contradicted" if (parts["state"] == "contradicted").any() else "single"
        rows.append({"subject": subject, "value": float(parts["value"].mean()), "label": label, "state": state})
    return pd.DataFrame(rows, columns=["subject", "value", "label", "state"])
