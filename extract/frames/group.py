"""Figures of whole groups: mean, spread, shares of the maximum, how many are in a band."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.frames.context import Context, group_kind
from extract.mentions.mention import Mention, Sort
from extract.observation import Kind, Measure
from extract.text.clean import tone_key

_MEAN = re.compile(
    r"(?:điểm|giá trị|chỉ số|kết quả|số điểm|điểm số|mức)\s+(?:\S+\s+){0,2}?(?:trung bình|bình quân)|bình quân|trung bình (?:chung|của khối|cả nước|đạt|là)|average|mean"
)
_OF_ALL = re.compile(
    r"[\s,]*(?:chung\s+)?(?:của\s+)?(?:khối\s+)?(?:các|\d{1,3}|ubnd|cả nước|toàn tỉnh|toàn quốc)(?:(?!hồ sơ|tỷ lệ|dịch vụ|thủ tục)[^.;%]){0,60}"
)
_PART = re.compile(r"\d+\s+(?:đơn vị|tỉnh|địa phương|sở|huyện)\s+(?:dẫn đầu|đứng đầu|cao nhất)|nhóm dẫn đầu")
_SPREAD = re.compile(r"chênh lệch|khoảng cách|cách biệt|chênh nhau")
_ENDS = re.compile(r"(?:cao|lớn|đầu)\s*(?:nhất)?.*(?:thấp|nhỏ|cuối|bét)|cao nhất\s*[-–]\s*thấp nhất|highest|giữa")
_UNITS = r"(?:đơn vị|cơ quan|địa phương|sở|huyện|xã|nơi|tỉnh|thành phố|quận|bộ|ngành|cái tên)"
_COUNT_GAP = re.compile(
    rf"^\s*(?:{_UNITS}[^,;.\d]{{0,60}}?)?(?:đều\s+|cùng\s+)?(?:được\s+|bị\s+)?(?:xếp|đạt|thuộc|ở|vào|loại|nhóm|mức|hạng|ghi nhận|đánh giá|chấm|trong|có|\s|:|“|\"|'|‘)*$"
)


def group_name(text: str, start: int, at: int, context: Context) -> str:
    """The name of the group that a figure at ``at`` speaks of, as the sentence or the section names it."""
    kind = group_kind(tone_key(text[start:at])) or context.kind
    return {
        Kind.DEPARTMENT: "các sở, ban, ngành",
        Kind.DISTRICT: "UBND các huyện, thị xã, thành phố",
        Kind.COMMUNE: "UBND các xã, phường, thị trấn",
        Kind.PROVINCE: "các tỉnh, thành phố",
        Kind.MINISTRY: "các bộ, ngành",
    }.get(kind, "các đơn vị")  # type: ignore[arg-type]


def group_measures(text: str, start: int, end: int, values: list[Mention]) -> dict[int, tuple[Measure, str | None]]:
    """Which of ``values`` are a group's, by index: the measure and, for changes of the mean, the criterion ``mean``."""
    found: dict[int, tuple[Measure, str | None]] = {}
    key = tone_key(text[start:end])
    if len(key) != end - start:  # tone placement never changes the length of NFC text; be safe all the same
        return found
    for cue in _MEAN.finditer(key):
        if _PART.search(key[max(0, cue.start() - 60) : cue.start()]) or re.search(
            r"(?:cao|thấp|kém|nhỉnh|trên|dưới|vượt|hơn)\s+(?:\S+\s+){0,2}$", key[max(0, cue.start() - 24) : cue.start()]
        ):
            continue
        stop = re.search(r"[;.]\s|\n|cao nhất|thấp nhất|đứng đầu|dẫn đầu", key[cue.end() :])
        limit = start + cue.end() + (stop.start() if stop else end - start)
        taken: set[Measure] = set()
        for i, value in enumerate(values):
            before_change = (
                value.sort is Sort.SCORE_CHANGE
                and start + cue.start() - 40 <= value.end <= start + cue.start()
                and ";" not in text[value.end : start + cue.start()]
            )
            if not (start + cue.end() <= value.start < limit or before_change) or i in found:
                continue
            measure = {
                Sort.SCORE: Measure.MEAN_SCORE,
                Sort.PERCENT: Measure.MEAN_PERCENT,
                Sort.SCORE_CHANGE: Measure.SCORE_CHANGE,
            }.get(value.sort)
            if (
                measure is Measure.MEAN_PERCENT
                and "điểm" not in cue.group()
                and "điểm tối đa" not in key[value.end - start : value.end - start + 24]
                and "chỉ số" not in cue.group()
                and not _OF_ALL.fullmatch(key[cue.end() : value.start - start])
            ):
                continue
            if measure and measure not in taken:
                taken.add(measure)
                found[i] = (measure, "mean" if measure is Measure.SCORE_CHANGE else None)
    for cue in _SPREAD.finditer(key):
        rest = key[cue.end() : cue.end() + 160]
        for i, value in enumerate(values):
            if value.start >= start + cue.end() and value.sort in (Sort.SCORE, Sort.PERCENT) and i not in found:
                if _ENDS.search(rest[: value.start - start - cue.end()]):
                    found[i] = (Measure.SPREAD, None)
                break
    return found


def band_counts(text: str, start: int, end: int, mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    """(number, band) pairs: "15/20 cơ quan được xếp vào nhóm tốt", "42 khá, 18 trung bình"."""
    pairs = []
    for number, band in pairwise(mentions):
        if (
            number.sort not in (Sort.NUMBER, Sort.RATIO)
            or "nth" in number.flags
            or band.sort is not Sort.BAND
            or number.value is None
        ):
            continue
        if number.value != int(number.value) or number.value > 999:
            continue
        gap = tone_key(text[number.end : band.start])
        if re.search(r"(?:điểm|xây dựng|dự án|công trình|giấy phép|phép)(?:\s+\S+){0,3}\s*$", gap):
            continue  # "những điểm yếu", "giấy phép xây dựng nhóm B"
        if _COUNT_GAP.match(gap):
            pairs.append((number, band))
    return pairs
