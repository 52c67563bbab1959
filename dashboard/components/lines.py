"""Ranks over the years as lines: one colour and one shape a line, its name at its end, every point clickable."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.components.charts import ROWS, Drawing, picker
from extract.language import Texts

SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"]


def rank_lines(
    rows: pd.DataFrame, line: str, title: str, t: Texts, *, years: Sequence[int] | None = None, height: int = 340
) -> Drawing:
    """``rows`` (``line``, year, number, signs, observation_id): rank 1 is on top. A contradicted point has ≠ beside it, an uncertain one ?."""
    order = list(dict.fromkeys(rows[line]))
    span = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1)) if years is None else list(years)
    data = rows[[line, "year", "number", "signs", "observation_id"]].reset_index(drop=True)
    data["said"] = [
        f"{name}, {year}: {t('measure.rank')} {rank:g} {sign}".strip()
        for name, year, rank, sign in data[[line, "year", "number", "signs"]].itertuples(index=False)
    ]
    data["mark"] = data["signs"].str.replace("✓", "")
    lowest = max(10, int(data["number"].max()))
    x = alt.X("year:O", title=None, scale=alt.Scale(domain=span), axis=alt.Axis(labelAngle=0 if len(span) <= 14 else -90))
    y = alt.Y(
        "number:Q",
        title=t("measure.rank"),
        scale=alt.Scale(domain=[lowest, 1], nice=False),
        axis=alt.Axis(values=[1, *range(10, lowest + 1, 10)]),
    )
    colour = alt.Color(f"{line}:N", sort=order, title=None, legend=alt.Legend(orient="bottom", columns=4, symbolSize=90))
    shape = alt.Shape(f"{line}:N", sort=order, title=None, scale=alt.Scale(range=SHAPES))
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
    marks = base.transform_filter("datum.mark != ''").mark_text(aria=False, dx=13, fontSize=15, fontWeight="bold")
    return Drawing(
        alt.layer(base.mark_line(strokeWidth=2), points, marks.encode(text="mark:N")).properties(height=height), {"rows": data}
    )
