"""Charts as files: SVG to be drawn on, PNG to be pasted; made by Vega itself on the server, which asks nothing of any network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd
import vl_convert
import yaml

from dashboard.components.colours import QUIET, mode
from dashboard.run import THEME

FONT = "'Source Sans 3', 'Source Sans Pro', 'Noto Sans', 'DejaVu Sans', sans-serif"
SHARP = 2  # pixels of the PNG a unit of the drawing


def svg(spec: Mapping[str, Any]) -> bytes:
    """The chart of a Vega-Lite specification (see :func:`alone`) as SVG."""
    return str(vl_convert.vegalite_to_svg(_plain(spec), allowed_base_urls=[])).encode()


def png(spec: Mapping[str, Any]) -> bytes:
    """The chart of a Vega-Lite specification (see :func:`alone`) as PNG."""
    return bytes(vl_convert.vegalite_to_png(_plain(spec), scale=SHARP, allowed_base_urls=[]))


def alone(spec: Mapping[str, Any], title: str, width: int) -> dict[str, Any]:
    """``spec`` as it stands outside of the page: with a title, a width, and the theme that the page otherwise gives it."""
    look = _theme()[mode()]
    quiet, faint = QUIET[mode()], look["borderColor"]
    axis = {"gridColor": faint, "domainColor": faint, "tickColor": faint, **spec["config"]["axis"]}
    return {
        **spec,
        "width": width,
        "padding": 16,
        "title": {"text": title, "anchor": "start", "fontSize": 15, "color": look["textColor"], "offset": 14},
        "config": {
            **spec["config"],
            "axis": axis,
            "background": look["backgroundColor"],
            "font": FONT,
            "text": {"color": quiet},
            "range": {"category": look["colours"]},
        },
    }


def _plain(spec: Mapping[str, Any]) -> dict[str, Any]:
    """``spec`` with its tables written out."""
    tables = {
        name: json.loads(data.to_json(orient="records")) if isinstance(data, pd.DataFrame) else data
        for name, data in spec["datasets"].items()
    }
    return {**spec, "datasets": tables}


@cache
def _theme() -> dict[str, dict[str, Any]]:
    """The colours of the page, by mode."""
    read = yaml.safe_load(THEME.read_text("utf-8"))
    usual = read["theme"]["chartCategoricalColors"]
    looks = {name: read[f"theme.{name}"] for name in ("light", "dark")}
    return {name: {**look, "colours": yaml.safe_load(look.get("chartCategoricalColors", usual))} for name, look in looks.items()}
