"""A distribution in which every subject stays itself: one dot each, stacked where scores are alike."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.components.charts import Drawing
from dashboard.components.colours import AMBERS, BARS, MARKS, QUIET, mode
from dashboard.components.vegalite import chart, clickable, layer, nominal, quantitative, verbatim
from extract.language import Texts, number

BINS = 36
SIDE = 15  # pixels of a dot and the space around it


def dots(scores: pd.DataFrame, t: Texts) -> Drawing:
    """``scores`` (subject, number, signs, observation_id) as stacked dots with the median; a click picks the observation."""
    low, high = float(scores["number"].min()), float(scores["number"].max())
    step = (high - low) / BINS or 1.0
    data = scores.sort_values("number", ignore_index=True)
    bins = np.floor((data["number"] - low) / step).clip(0, BINS - 1)
    data = data.assign(x=low + (bins + 0.5) * step, y=data.groupby(bins).cumcount() + 1)
    data["shown"] = [f"{number(v, t.lang)} {s}".strip() for v, s in zip(data["number"], data["signs"], strict=True)]
    data["said"] = data["subject"] + ": " + data["shown"]
    data["colour"] = [MARKS[mode()] if "≠" in s else AMBERS[mode()] if "?" in s else BARS[mode()] for s in data["signs"]]
    data["shape"] = ["cross" if "≠" in s else "diamond" if "?" in s else "circle" for s in data["signs"]]
    tallest = int(data["y"].max())
    placed = {
        "x": quantitative("x", title=t("measure.score"), scale={"zero": False, "domain": [low - step, high + step]}),
        "y": quantitative("y", axis=None, scale={"domain": [0.2, tallest + 2]}),
        "color": verbatim("colour"),
        "shape": verbatim("shape"),
        "description": nominal("said"),
        "tooltip": [nominal("subject", title=t("word.subject")), nominal("shown", title=t("measure.score"))],
    }
    middle = float(data["number"].median())
    median = pd.DataFrame({"x": [middle], "label": [t("word.median_is", value=number(round(middle, 2), t.lang))]})
    at = quantitative("x")
    layers = [
        layer("rule", {"x": at}, data="median", aria=False, strokeDash=[4, 3], color=MARKS[mode()]),
        clickable(layer("point", placed, filled=True, size=120, opacity=1)),
        layer(
            "text", {"x": at, "y": {"value": 0}, "text": nominal("label")}, data="median", color=QUIET[mode()], align="left", dx=5,
            baseline="top", fontSize=12,
        ),
    ]  # fmt: skip
    height = max(170, SIDE * (tallest + 2) + 90)
    return Drawing(chart(layers, height, "subject", "observation_id"), {"rows": data, "median": median})
