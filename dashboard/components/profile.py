"""A province's criteria against the medians of the country and of its region."""

from __future__ import annotations

import pandas as pd

from dashboard.components.charts import Drawing
from dashboard.components.colours import MARKS, OTHERS, SOFT, mode
from dashboard.components.vegalite import chart, clickable, layer, nominal, quantitative
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
    figures = {"number": t("measure.score"), "country": t("province.country"), "region": t("province.region")}
    told = {
        "y": nominal("name", title=None, sort=None, axis={"labelLimit": LABEL, "domain": False, "ticks": False}),
        "tooltip": [
            nominal("criterion", title=t("word.criterion")),
            *(quantitative(field, title=title, format=",.4~f") for field, title in figures.items()),
        ],
    }
    mine = {**told, "x": quantitative("number", title=t("measure.score"))}
    country, region = ({**told, "x": quantitative(field)} for field in ("country", "region"))
    layers = [
        clickable(layer("bar", mine, color=SOFT[mode()], height=13, cornerRadius=2)),
        layer("tick", country, thickness=3, height=22, color=MARKS[mode()]),
        layer(
            "point", region, shape="diamond", size=85, filled=True, stroke="white", strokeWidth=1, color=OTHERS[mode()], opacity=1
        ),
    ]
    return Drawing(chart(layers, 28 * len(data) + 60, "criterion", "observation_id"), {"rows": data})
