"""Ranks over the years as lines: one colour and one shape a line, every point clickable, years without a rank bridged by dots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from dashboard.components.charts import ROWS, Drawing, picker
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
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=span), axis=alt.Axis(labelAngle=0 if len(span) <= 14 else -90))
    y = alt.Y(
        "number:Q",
        title=t("measure.rank"),
        scale=alt.Scale(domain=[lowest, 1], nice=False),
        axis=alt.Axis(values=[1, *range(10, lowest + 1, 10)]),
    )
    legend = None if named else alt.Legend(
        orient="bottom", symbolSize=90, columns=alt.ExprRef("width < 420 ? 2 : 4"), labelLimit=alt.ExprRef("width < 420 ? 120 : 260")
    )  # fmt: skip
    colour = alt.Color(f"{line}:N", sort=order, title=None, legend=legend)
    same: dict[str, Any] = {"legend": None} if named else {}
    shape = alt.Shape(f"{line}:N", sort=order, title=None, scale=alt.Scale(range=SHAPES), **same)
    base = alt.Chart(ROWS).encode(x=x, y=y, color=colour)
    points = base.mark_point(filled=True, size=95, opacity=1, cursor="pointer").encode(
        shape=shape,
        description="said:N",
        tooltip=[
            alt.Tooltip(f"{line}:N", title=title),
            alt.Tooltip("year:O", title=t("word.year")),
            alt.Tooltip("number:Q", title=t("measure.rank")),
        ],
    )
    points = points.add_params(picker(line, "observation_id"))
    marks = base.transform_filter("datum.mark != ''").mark_text(aria=False, dy=-14, fontSize=15, fontWeight="bold")
    bridges = base.mark_line(aria=False, strokeWidth=1.5, strokeDash=[2, 4])
    stretches = base.mark_line(aria=False, strokeWidth=2).encode(detail="stretch:N")
    layers = [bridges, stretches, points, marks.encode(text="mark:N")]
    if named:
        last = base.transform_filter(f"datum.year == {span[-1]}").mark_text(aria=False, align="left", dx=12, fontSize=12)
        layers.append(last.encode(text="ending:N"))
    return Drawing(alt.layer(*layers).properties(height=height), {"rows": data})


def _stretches(years: pd.Series[int]) -> list[int]:
    """For the years of one line in their order, the first year of the unbroken stretch that each is in."""
    made: list[int] = []
    before: int | None = None
    for year in years:
        made.append(made[-1] if before is not None and year == before + 1 else int(year))
        before = int(year)
    return made
