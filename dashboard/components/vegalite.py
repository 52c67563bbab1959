"""Vega-Lite in short: channels, layers and clicks as the plain dictionaries that the language is made of.

Written out, since a library that builds them from objects copies and checks every piece anew, which takes longer than all else on a page;
a test checks them against the language's schema.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
PICK = "pick"  # the parameter that a click sets, where only the marks of one layer can be clicked
ROWS = "rows"  # the table that layers draw if they name no other
# conditions on the datum's signs; what is both has the graver mark
AT_ODDS = "isValid(datum.signs) && indexof(datum.signs, '≠') >= 0"
UNSURE = "isValid(datum.signs) && indexof(datum.signs, '?') >= 0 && indexof(datum.signs, '≠') < 0"


def nominal(field: str, **more: Any) -> Spec:
    """A channel of names."""
    return {"field": field, "type": "nominal", **more}


def ordinal(field: str, **more: Any) -> Spec:
    """A channel of steps in an order."""
    return {"field": field, "type": "ordinal", **more}


def quantitative(field: str, **more: Any) -> Spec:
    """A channel of numbers."""
    return {"field": field, "type": "quantitative", **more}


def verbatim(field: str) -> Spec:
    """A channel whose values are colours, shapes or sizes themselves."""
    return nominal(field, scale=None)


def layer(mark: str, encoding: Mapping[str, Any], *, where: str = "", data: str = "", **look: Any) -> Spec:
    """One layer: a mark with its ``look`` for each row for which the condition ``where`` holds; ``data``: another table than the chart's."""
    made: Spec = {"mark": {"type": mark, **look}, "encoding": dict(encoding)}
    if data:
        made["data"] = {"name": data}
    if where:
        made["transform"] = [{"filter": where}]
    return made


def clickable(shown: Spec, name: str = PICK) -> Spec:
    """A layer of a chart whose marks a click picks; of several each has a ``name``."""
    return {**shown, "name": name, "mark": {**shown["mark"], "cursor": "pointer"}}


def chart(layers: Sequence[Spec], height: int | Spec, *picked: str, **more: Any) -> Spec:
    """The layers over each other, the first at the bottom; a click on a mark of a clickable one tells the ``picked`` fields of its row."""
    select = {"type": "point", "fields": list(picked), "on": "click", "clear": False, "toggle": False}
    names = [one["name"] for one in layers if "name" in one]
    made = [{**one, "name": f"{one['name']}_layer"} if "name" in one else one for one in layers]
    params = [{"name": name, "select": select, "views": [f"{name}_layer"]} for name in names]
    return {"data": {"name": ROWS}, "layer": made, "params": params, "height": height, **more}
