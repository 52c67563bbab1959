"""Ranks over the years as lines: one colour and one shape a line, every point clickable, years without a rank bridged by dots."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.components.charts import Drawing
from dashboard.components.vegalite import chart, clickable, layer, nominal, ordinal, quantitative
from extract.language import Texts

SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"]


def rank_lines(
    rows: pd.DataFrame,
    line: str,
    title: str,
    t: Texts,
    *,
    years: Sequence[int] | None = None,
    height: int = 340,
    named: bool = False,
) -> Drawing:
    """``rows`` (``line``, year, number, signs, observation_id): rank 1 is on top. A contradicted point has ≠ over it, an uncertain one ?.

    ``named``: the name stands at the end of its line, with the rank, instead of in a legend.
    """
    order = list(dict.fromkeys(rows[line]))
    span = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1)) if years is None else list(years)
    data = rows[[line, "year", "number", "signs", "observation_id"]].reset_index(drop=True)
    data["said"] = [
        f"{name}, {year}: {t('measure.rank')} {rank:g} {sign}".strip()
        for name, year, rank, sign in data[[line, "year", "number", "signs"]].itertuples(index=False)
    ]
    data["mark"] = data["signs"].str.replace("✓", "")
    data["ending"] = [f"{rank:g}  {name}" for rank, name in zip(data["number"], data[line], strict=True)]
    data = data.sort_values([line, "year"], kind="stable", ignore_index=True)
    whole = years is not None  # between two chosen years there is nothing to bridge
    data["stretch"] = 0 if whole else data.groupby(line)["year"].transform(_stretches)
    lowest = max(10, int(data["number"].max()))
    narrow = "width < 420 ? {} : {}".format
    legend = None if named else {
        "orient": "bottom", "symbolSize": 90, "columns": {"expr": narrow(2, 4)}, "labelLimit": {"expr": narrow(120, 260)}
    }  # fmt: skip
    scale = {"domain": [lowest, 1], "nice": False}
    base = {
        "x": ordinal("year", title=None, scale={"domain": span}, axis={"labelAngle": 0 if len(span) <= 14 else -90}),
        "y": quantitative("number", title=t("measure.rank"), scale=scale, axis={"values": [1, *range(10, lowest + 1, 10)]}),
        "color": nominal(line, sort=order, title=None, legend=legend),
    }
    shape = nominal(line, sort=order, title=None, scale={"range": SHAPES}, **({"legend": None} if named else {}))
    told = {
        "description": nominal("said"),
        "tooltip": [
            nominal(line, title=title),
            ordinal("year", title=t("word.year")),
            quantitative("number", title=t("measure.rank")),
        ],
    }
    mark = {**base, "text": nominal("mark")}
    layers = [
        layer("line", base, aria=False, strokeWidth=1.5, strokeDash=[2, 4]),  # over years without a rank
        layer("line", {**base, "detail": nominal("stretch")}, aria=False, strokeWidth=2),
        clickable(layer("point", {**base, **told, "shape": shape}, filled=True, size=95, opacity=1)),
        layer("text", mark, where="datum.mark != ''", aria=False, dy=-14, fontSize=15, fontWeight="bold"),
    ]
    if named:
        ending = {**base, "text": nominal("ending")}
        layers.append(layer("text", ending, where=f"datum.year == {span[-1]}", aria=False, align="left", dx=12, fontSize=12))
    return Drawing(chart(layers, height, line, "observation_id"), {"rows": data})


def _stretches(years: pd.Series[int]) -> list[int]:
    """For the years of one line in their order, the first year of the unbroken stretch that each is in."""
    made: list[int] = []
    before: int | None = None
    for year in years:
        made.append(made[-1] if before is not None and year == before + 1 else int(year))
        before = int(year)
    return made
