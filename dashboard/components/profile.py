"""A province's criteria against the medians of the country and of its region."""

from __future__ import annotations

import pandas as pd

from dashboard.components.charts import Drawing
from dashboard.components.colours import MARKS, OTHERS, SOFT, mode
from dashboard.components.vegalite import Spec, chart, clickable, layer, nominal, quantitative
from extract.language import Texts, number

LABEL = 260  # pixels


def profile(mine: pd.DataFrame, everyone: pd.DataFrame, region: frozenset[str]) -> pd.DataFrame:
    """``mine`` (criterion, number, signs, observation_id) with the medians ``country`` and ``region`` of ``everyone`` (criterion, subject, number)."""
    country = everyone.groupby("criterion")["number"].median().rename("country")
    near = everyone[everyone["subject"].isin(region)].groupby("criterion")["number"].median().rename("region")
    return mine.merge(country, on="criterion", how="left").merge(near, on="criterion", how="left")


def profile_chart(both: pd.DataFrame, t: Texts) -> Drawing:
    """Bars with two marks each; a click on a bar picks the observation, one on a median the criterion alone (observation 0)."""
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
    for kind in figures:
        data[f"{kind}_said"] = [
            f"{c}, {figures[kind]}: {number(v, t.lang) if pd.notna(v) else '–'}"
            for c, v in zip(data["criterion"], data[kind], strict=True)
        ]
    mine = {**told, "x": quantitative("number", title=t("measure.score")), "description": nominal("number_said")}
    country, region = ({**told, "x": quantitative(k), "description": nominal(f"{k}_said")} for k in ("country", "region"))
    diamond: Spec = {"shape": "diamond", "size": 85, "filled": True, "stroke": "white", "strokeWidth": 1, "opacity": 1}
    layers = [
        clickable(layer("bar", mine, color=SOFT[mode()], height=13, cornerRadius=2)),
        clickable(layer("tick", country, data="medians", thickness=3, height=22, color=MARKS[mode()]), "country"),
        clickable(layer("point", region, data="medians", **diamond, color=OTHERS[mode()]), "region"),
    ]
    made = chart(layers, 28 * len(data) + 60, "criterion", "observation_id")
    return Drawing(made, {"rows": data, "medians": data.assign(observation_id=0)})
