"""Units by criterion as a heat map: each criterion's colours go from its lowest to its highest score."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from dashboard.components.charts import AT_ODDS, ROWS, UNSURE, Drawing, picker
from dashboard.components.colours import AMBERS, MARKS, coloured, mode
from extract.language import Texts, number


def heatmap(scores: pd.DataFrame, units: list[str], criteria: list[str], t: Texts) -> Drawing:
    """``scores`` (subject, criterion, number, signs, observation_id); a click picks the observation."""
    data = scores.sort_values("criterion", ignore_index=True)
    parts = [coloured(part["number"]).set_axis(part.index) for _, part in data.groupby("criterion")]
    data[["fill", "ink"]] = pd.concat(parts)[["fill", "ink"]]
    data["mark"] = data["signs"].str.replace("✓", "")
    data["label"] = [f"{number(v, t.lang, 2)} {m}".strip() for v, m in zip(data["number"], data["mark"], strict=True)]
    data["said"] = data["subject"] + ", " + data["criterion"] + ": " + data["label"]
    base = alt.Chart(ROWS).encode(
        x=alt.X(
            "criterion:N",
            title=None,
            sort=criteria,
            axis=alt.Axis(labelAngle=-35, labelLimit=240, orient="top", domain=False, ticks=False),
        ),
        description="said:N",
        y=alt.Y("subject:N", title=None, sort=units, axis=alt.Axis(labelLimit=260, domain=False, ticks=False)),
        tooltip=[
            alt.Tooltip("subject:N", title=t("word.subject")),
            alt.Tooltip("criterion:N", title=t("word.criterion")),
            alt.Tooltip("label:N", title=t("measure.score")),
        ],
    )
    tiles = base.mark_rect(cornerRadius=2, cursor="pointer").encode(color=alt.Color("fill:N", scale=None))
    frame: dict[str, Any] = {"aria": False, "cornerRadius": 2, "fill": None, "strokeWidth": 2}
    at_odds = base.transform_filter(AT_ODDS).mark_rect(**frame, stroke=MARKS[mode()])
    unsure = base.transform_filter(UNSURE).mark_rect(**frame, stroke=AMBERS[mode()], strokeDash=[4, 2])
    chart = alt.layer(
        tiles.add_params(picker("subject", "observation_id")),
        at_odds,
        unsure,
        base.mark_text(aria=False, fontSize=11, cursor="pointer").encode(text="label:N", color=alt.Color("ink:N", scale=None)),
    ).properties(height=alt.Step(26))
    return Drawing(chart, {"rows": data})
