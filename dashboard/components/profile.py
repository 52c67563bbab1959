"""A province's criteria against the medians of the country and of its region."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.components.charts import ROWS, Drawing, picker
from dashboard.components.colours import MARKS, OTHERS, SOFT, mode
from extract.language import Texts

LABEL = 260  # pixels


def profile(mine: pd.DataFrame, everyone: pd.DataFrame, region: frozenset[str]) -> pd.DataFrame:
    """``mine`` (criterion, number, signs, observation_id) with the medians ``country`` and ``region`` of ``everyone`` (criterion, subject, number)."""
    country = everyone.groupby("criterion")["number"].median().rename("country")
    near = everyone[everyone["subject"].isin(region)].groupby("criterion")["number"].median().rename("region")
    return mine.merge(country, on="criterion", how="left").merge(near, on="criterion", how="left")


def profile_chart(both: pd.DataFrame, t: Texts) -> Drawing:
    """Bars with two marks each; a click picks the observation."""
    data = both.assign(
        name=[f"{c} {s}".strip() for c, s in zip(both["criterion"], both["signs"].str.replace("✓", ""), strict=True)]
    )
    row = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=LABEL, domain=False, ticks=False))
    tooltip = [
        alt.Tooltip("criterion:N", title=t("word.criterion")),
        alt.Tooltip("number:Q", title=t("measure.score"), format=",.4~f"),
        alt.Tooltip("country:Q", title=t("province.country"), format=",.4~f"),
        alt.Tooltip("region:Q", title=t("province.region"), format=",.4~f"),
    ]
    base = alt.Chart(ROWS).encode(y=row, tooltip=tooltip)
    bars = base.mark_bar(color=SOFT[mode()], height=13, cornerRadius=2, cursor="pointer").encode(
        x=alt.X("number:Q", title=t("measure.score"))
    )
    bars = bars.add_params(picker("criterion", "observation_id"))
    country = base.mark_tick(thickness=3, height=22, color=MARKS[mode()]).encode(x="country:Q")
    region = base.mark_point(
        shape="diamond", size=85, filled=True, stroke="white", strokeWidth=1, color=OTHERS[mode()], opacity=1
    ).encode(x="region:Q")
    chart = alt.layer(bars, country, region).properties(height=28 * len(data) + 60)
    return Drawing(chart, {"rows": data})
