"""The colours of charts: one ramp from little to much, light and dark, and an ink that can be read on every step of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Literal

import pandas as pd
import streamlit as st

Triple = tuple[float, float, float]
Mode = Literal["light", "dark"]
RAMPS = {"light": ("#E4F2EC", "#79C2A9", "#0A5A45"), "dark": ("#21342D", "#2F7F68", "#8FE3C4")}  # little, middle, much
MARKS = {"light": "#B3261E", "dark": "#FF9D94"}  # contradicted
AMBERS = {"light": "#8A5A00", "dark": "#F2C262"}  # uncertain
BARS = {"light": "#2F8F73", "dark": "#45B890"}
SOFT = {"light": "#9BD3BF", "dark": "#2C6F5B"}  # bars that carry marks
OTHERS = {"light": "#30638E", "dark": "#8CC8F0"}  # what a bar is compared with
QUIET = {"light": "#3E4C46", "dark": "#C9D3CE"}  # axes and legends
NONE = "#8A958F"  # outline of what has no value, on both grounds
PAPER, INK = "#FFFFFF", "#000000"


def mode() -> Mode:
    """``light`` or ``dark``: how this visitor sees the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


@lru_cache(4096)
def ramp(share: float, look: Mode) -> str:
    """The colour of a share (0-1) of the way from little to much."""
    low, middle, high = (_rgb(c) for c in RAMPS[look])
    at = min(1.0, max(0.0, share)) * 2
    a, b, x = (low, middle, at) if at <= 1 else (middle, high, at - 1)
    return "#" + "".join(f"{round(p + (q - p) * x):02X}" for p, q in zip(a, b, strict=True))


@lru_cache(4096)
def ink(ground: str) -> str:
    """White or near-black, whichever reads better on ``ground``."""
    light = luminance(ground)
    return PAPER if 1.05 / (light + 0.05) >= (light + 0.05) / (luminance(INK) + 0.05) else INK


def luminance(colour: str) -> float:
    """Relative luminance, 0-1, as WCAG 2 defines it."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def coloured(values: Iterable[float | None], *, reverse: bool = False, by: Sequence[Hashable] | None = None) -> pd.DataFrame:
    """Columns ``fill`` and ``ink`` for values on one scale, or on one for each of ``by``; ``reverse``: small values (ranks) get the strong
    colour."""
    series = pd.Series(list(values), dtype=float)
    groups = series.groupby(list(by) if by is not None else [0] * len(series))
    low, high = groups.transform("min"), groups.transform("max")
    shares = ((series - low) / (high - low)).where(high > low, 0.6).where(series.notna())
    look = mode()
    fills = [None if pd.isna(s) else ramp(1 - s if reverse else s, look) for s in shares]
    return pd.DataFrame({"fill": fills, "ink": [ink(f) if f else None for f in fills]}, dtype=object)


def _rgb(colour: str) -> Triple:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))  # type: ignore[return-value]
