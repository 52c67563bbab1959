"""Figures of whole groups: whose they are, and which of a sentence are a mean or a spread."""

from __future__ import annotations

import re

from extract.frames.context import Context, last_group
from extract.frames.means import means
from extract.frames.refer import NATIONAL
from extract.frames.spread import spreads
from extract.mentions.mention import Mention
from extract.observation import Index, Kind, Level, Measure, Observation
from extract.text.clean import tone_key

_IN_PERCENT = frozenset({Index.PAR_INDEX, Index.SIPAS})
_BELOW = (Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE)
_PROVINCES = re.compile(
    r"cả nước|toàn quốc|(?<!toàn )(?<!cấp )tỉnh (?:cao|thấp|đứng|dẫn|đầu|cuối|nhất)|(?:63|64|34) (?:tỉnh|địa phương)"
)
_UNITS_BELOW = re.compile(
    r"(?<!\w)(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|khối)\s+(?:sở|huyện|xã|phường|quận|thị xã|thị trấn)(?!\w)|(?:cả|toàn|trong) tỉnh(?!,)"
)
UNNAMED = "các đơn vị"
Figure = tuple[Mention, Measure, str | None]


def group_name(text: str, start: int, at: int, context: Context) -> str:
    """The name of the group that a figure at ``at`` speaks of, as the sentence or the section names it."""
    kind = spoken_kind(tone_key(text[start:at]), context) or context.kind
    return {
        Kind.DEPARTMENT: "các sở, ban, ngành",
        Kind.DISTRICT: "UBND các huyện, thị xã, thành phố",
        Kind.COMMUNE: "UBND các xã, phường, thị trấn",
        Kind.PROVINCE: "các tỉnh, thành phố",
        Kind.MINISTRY: "các bộ, ngành",
    }.get(kind, UNNAMED)  # type: ignore[arg-type]


def spoken_kind(key: str, context: Context) -> Kind | None:
    """The kind of the group that ``key`` names last; "các địa phương" are districts where units of a province are ranked."""
    kind = last_group(key)
    below = context.level is Level.PROVINCIAL or context.kind in _BELOW
    return Kind.DISTRICT if below and kind is Kind.PROVINCE and "địa phương" in key and "cả nước" not in key else kind


def group_figures(text: str, start: int, end: int, mentions: list[Mention], index: Index | None) -> list[Figure]:
    """The figures of groups in ``text[start:end]``: the mention, its measure, and ``mean`` as criterion of a mean's change."""
    apart: list[Figure] = [(m, Measure.SPREAD, None) for m in spreads(text, start, end)]
    left = [m for m in mentions if not any(m.start < a.end and a.start < m.end for a, _, _ in apart)]
    return apart + means(text, start, end, left, index in _IN_PERCENT)


def is_national(kind: Kind | None, key: str, index: Index | None, context: Context) -> bool:
    """Whether a group's figure in a sentence ``key`` is of provinces (or ministries) rather than of units of one province."""
    if index in NATIONAL or kind in (Kind.PROVINCE, Kind.MINISTRY):
        return True
    if kind in _BELOW or _UNITS_BELOW.search(key):
        return False
    if _PROVINCES.search(key):
        return True
    return context.level is not Level.PROVINCIAL and context.kind not in _BELOW


def settle_groups(observations: list[Observation]) -> list[Observation]:
    """``observations`` without those of an unnamed group that a named one has as well."""

    def said(o: Observation) -> tuple[object, ...]:
        return (o.index, o.year, o.criterion, o.measure, o.value)

    named = {said(o) for o in observations if o.subject_kind is Kind.GROUP and o.subject != UNNAMED}
    return [o for o in observations if not (o.subject_kind is Kind.GROUP and o.subject == UNNAMED and said(o) in named)]
