"""A distribution in which every subject stays itself: one dot each, stacked where scores are alike."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from dashboard.components.charts import ROWS, Drawing, picker
from dashboard.components.colours import AMBERS, BARS, MARKS, QUIET, mode
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
    marks = (
        alt.Chart(ROWS)
        .mark_point(filled=True, size=120, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("x:Q", title=t("measure.score"), scale=alt.Scale(zero=False, domain=[low - step, high + step])),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0.2, tallest + 2])),
            color=alt.Color("colour:N", scale=None),
            description="said:N",
            shape=alt.Shape("shape:N", scale=None),
            tooltip=[alt.Tooltip("subject:N", title=t("word.subject")), alt.Tooltip("shown:N", title=t("measure.score"))],
        )
        .add_params(picker("subject", "observation_id"))
    )
    middle = float(data["number"].median())
    said = pd.DataFrame({"x": [middle], "label": [t("word.median_is", value=number(round(middle, 2), t.lang))]})
    rule = alt.Chart(alt.NamedData("median")).mark_rule(aria=False, strokeDash=[4, 3], color=MARKS[mode()]).encode(x="x:Q")
    label = (
        alt.Chart(alt.NamedData("median"))
        .mark_text(color=QUIET[mode()], align="left", dx=5, baseline="top", fontSize=12)
        .encode(x="x:Q", y=alt.value(0), text="label:N")
    )
    return Drawing(
        alt.layer(rule, marks, label).properties(height=max(170, SIDE * (tallest + 2) + 90)), {"rows": data, "median": said}
    )
