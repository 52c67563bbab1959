"""How many provinces each national edition has results of: indexes by years, contradicted ones framed."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.components.charts import ROWS, Drawing, picker
from dashboard.components.colours import MARKS, NONE, coloured, mode
from dashboard.components.words import index_name
from extract.language import Texts

YEARS = 16  # the newest ones
UPRIGHT = 8  # more years than these are written on their side


def coverage_chart(editions: pd.DataFrame, t: Texts) -> Drawing:
    """``editions`` (index, year, provinces, contradicted; at least one) as a heat map; a click picks index and year."""
    newest = int(editions["year"].max())
    data = editions[editions["year"] > newest - YEARS].reset_index(drop=True)
    data["name"] = [index_name(i, t) for i in data["index"]]
    data["label"] = [f"{p}\n≠" if c else str(p) for p, c in zip(data["provinces"], data["contradicted"], strict=True)]
    data["said"] = [f"{n}, {y}: {p}" for n, y, p in zip(data["name"], data["year"], data["provinces"], strict=True)]
    data["frame"] = [MARKS[mode()] if c else None for c in data["contradicted"]]
    data[["fill", "ink"]] = coloured(data["provinces"])
    years = list(range(int(data["year"].min()), newest + 1))
    empty = pd.DataFrame([(n, y) for n in dict.fromkeys(data["name"]) for y in years], columns=["name", "year"])
    x = alt.X(
        "year:O",
        title=None,
        sort=years,
        axis=alt.Axis(labelAngle=-90 if len(years) > UPRIGHT else 0, orient="top", domain=False, ticks=False, labelOverlap=False),
    )
    y = alt.Y("name:N", title=None, axis=alt.Axis(labelLimit=230, domain=False, ticks=False))
    tooltip = [
        alt.Tooltip("name:N", title=t("word.index")),
        alt.Tooltip("year:O", title=t("word.year")),
        alt.Tooltip("provinces:Q", title=t("overview.provinces")),
        alt.Tooltip("contradicted:Q", title=t("overview.contradicted")),
    ]
    base = alt.Chart(ROWS).encode(x=x, y=y, tooltip=tooltip, description="said:N")
    tiles = base.mark_rect(cornerRadius=3, cursor="pointer").encode(color=alt.Color("fill:N", scale=None))
    framed = base.transform_filter("isValid(datum.frame)").mark_rect(aria=False, cornerRadius=3, fill=None, strokeWidth=2)
    texts = base.mark_text(aria=False, fontSize=11, lineBreak="\n", lineHeight=11, cursor="pointer")
    layers = [
        alt.Chart(alt.NamedData("empty")).mark_point(aria=False, size=4, color=NONE, filled=True).encode(x=x, y=y),
        tiles.add_params(picker("index", "year")),
        framed.encode(stroke=alt.Stroke("frame:N", scale=None)),
        texts.encode(text="label:N", color=alt.Color("ink:N", scale=None)),
    ]
    return Drawing(alt.layer(*layers).properties(height=alt.Step(32)), {"rows": data, "empty": empty})
