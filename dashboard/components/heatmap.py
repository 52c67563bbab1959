"""Units by criterion as a heat map: each criterion's colours go from its lowest to its highest score."""

from __future__ import annotations

import pandas as pd

from dashboard.components.charts import Drawing
from dashboard.components.colours import AMBERS, MARKS, coloured, mode
from dashboard.components.vegalite import AT_ODDS, UNSURE, Spec, chart, clickable, layer, nominal, verbatim
from extract.language import Texts, number


def heatmap(scores: pd.DataFrame, units: list[str], criteria: list[str], t: Texts) -> Drawing:
    """``scores`` (subject, criterion, number, signs, observation_id); a click picks the observation."""
    data = scores.sort_values("criterion", ignore_index=True)
    data = data.join(coloured(data["number"], by=list(data["criterion"])))
    data["mark"] = data["signs"].str.replace("✓", "")
    data["label"] = [f"{number(v, t.lang, 2)} {m}".strip() for v, m in zip(data["number"], data["mark"], strict=True)]
    data["said"] = data["subject"] + ", " + data["criterion"] + ": " + data["label"]
    bare = {"domain": False, "ticks": False}
    slanted = {"labelAngle": -35, "labelLimit": 240, "orient": "top", **bare}
    told = {
        "x": nominal("criterion", title=None, sort=criteria, axis=slanted),
        "y": nominal("subject", title=None, sort=units, axis={"labelLimit": 260, **bare}),
        "description": nominal("said"),
        "tooltip": [
            nominal("subject", title=t("word.subject")),
            nominal("criterion", title=t("word.criterion")),
            nominal("label", title=t("measure.score")),
        ],
    }
    frame: Spec = {"aria": False, "cornerRadius": 2, "fill": None, "strokeWidth": 2}
    layers = [
        clickable(layer("rect", {**told, "color": verbatim("fill")}, cornerRadius=2)),
        layer("rect", told, where=AT_ODDS, **frame, stroke=MARKS[mode()]),
        layer("rect", told, where=UNSURE, **frame, stroke=AMBERS[mode()], strokeDash=[4, 2]),
        layer("text", {**told, "text": nominal("label"), "color": verbatim("ink")}, aria=False, fontSize=11, cursor="pointer"),
    ]
    return Drawing(chart(layers, {"step": 26}, "subject", "observation_id"), {"rows": data})
