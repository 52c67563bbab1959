"""How many provinces each national edition has results of: indexes by years, contradicted ones framed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.components.charts import Drawing
from dashboard.components.colours import MARKS, NONE, coloured, mode
from dashboard.components.vegalite import chart, clickable, layer, nominal, ordinal, quantitative, verbatim
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
    data = data.join(coloured(data["provinces"]))
    years = list(range(int(data["year"].min()), newest + 1))
    empty = pd.DataFrame([(n, y) for n in dict.fromkeys(data["name"]) for y in years], columns=["name", "year"])
    bare = {"domain": False, "ticks": False}
    upright = {"labelAngle": -90 if len(years) > UPRIGHT else 0, "orient": "top", "labelOverlap": False, **bare}
    place = {
        "x": ordinal("year", title=None, sort=years, axis=upright),
        "y": nominal("name", title=None, axis={"labelLimit": 230, **bare}),
    }
    told = {
        **place,
        "description": nominal("said"),
        "tooltip": [
            nominal("name", title=t("word.index")),
            ordinal("year", title=t("word.year")),
            quantitative("provinces", title=t("overview.provinces")),
            quantitative("contradicted", title=t("state.contradicted")),
        ],
    }
    text: dict[str, Any] = {"aria": False, "fontSize": 11, "lineBreak": "\n", "lineHeight": 11, "cursor": "pointer"}
    layers = [
        layer("point", place, data="empty", aria=False, size=4, color=NONE, filled=True),
        clickable(layer("rect", {**told, "color": verbatim("fill")}, cornerRadius=3)),
        layer(
            "rect", {**told, "stroke": verbatim("frame")}, where="isValid(datum.frame)", aria=False, cornerRadius=3, fill=None,
            strokeWidth=2,
        ),
        layer("text", {**told, "text": nominal("label"), "color": verbatim("ink")}, **text),
    ]  # fmt: skip
    return Drawing(chart(layers, {"step": 32}, "index", "year"), {"rows": data, "empty": empty})
