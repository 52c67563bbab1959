"""How many of a group are in a band: "15/20 cơ quan được xếp vào nhóm tốt", "42 khá, 18 trung bình", "loại tốt có 7 đơn vị", "ba đơn vị loại yếu"."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.mentions.mention import Mention, Sort
from extract.mentions.number import parse_ordinal

MOST = 999  # units of a group
_UNITS = (
    r"(?:sở, (?:ban, )?ngành|sở, ban ngành|xã, phường(?:, thị trấn)?|phường, xã|huyện, (?:thị xã, )?thành phố|huyện, thị xã|cơ quan, đơn vị|"
    r"đơn vị|cơ quan|địa phương|sở|huyện|xã|phường|nơi|tỉnh|thành phố|thị xã|quận|bộ|ngành|cái tên|trường hợp|trang|cổng|website|"
    r"(?:of (?:them|the) )?(?:departments?(?: and agencies)?|agencies|districts?(?: and (?:city|cities|towns))?|localities|locality|communes?|units?|provinces?))"
)
_VERB = (
    r"xếp|đạt|thuộc|ở|vào|loại|nhóm|mức|độ|hạng|ghi nhận|đánh giá|chấm|trong|có|bị|được|nằm|lọt|rơi|kết quả|là|cùng|đều|chỉ|was|were|is|are|rated|"
    r"graded|classified|ranked|as|in|the|of|them"
)
_BEFORE_BAND = re.compile(
    rf"\s*(?:{_UNITS}(?:(?! và | này| đó| ấy| khác|nói trên|kể trên)[^,;.\d]){{0,60}}?)?(?:{_VERB}|\s|:|“|\"|'|‘)*"
)
_BEFORE_WEAK = re.compile(
    rf"\s*(?:{_UNITS}\s+)?(?:(?:xếp|đạt|được|bị|cùng|đều|loại|ở mức|thuộc)\s+)*"
)  # a word that may be no class at all
_LIMIT = re.compile(r"(?:từ|đến|tới|dưới|trên|[-–/])\s*$")
_DEFINED = re.compile(r"[\"”’)]*\s*(?:nếu|khi|phải|cần|là từ|từ \d)")
_OF_OTHERS = re.compile(
    r"(?:điểm|xây dựng|dự án|công trình|giấy phép|phép|doanh nghiệp|hợp tác xã|sản phẩm|di tích|trường)(?:\s+\S+){0,3}\s*$"
)
_BEHIND_BAND = re.compile(
    r"[\"”’)]*\s*(?:\([^()]{0,40}\)\s*)?(?P<link>(?::|có|gồm có|gồm|là|với|đạt|–|-)\s*)?(?:(?:có|tổng số|tổng cộng|chỉ)\s+)*"
)
_UNIT = re.compile(rf"\s*{_UNITS}(?!\w)")
_CLOSES = re.compile(r"\s*(?:[,;.)]|$|và\s|còn\s)")
_WORDED = re.compile(
    r"(?<!cả )(?<!là )(?<!cùng )(?<!\w)(?P<n>(?<=có )một|(?<=còn )một|(?<=chỉ )một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)"
    rf"\s+(?={_UNITS}(?!\s+(?:này|đó|ấy|trên|kể trên|nói trên|còn lại))(?!\w))"
)
Counts = list[tuple[Mention, Mention]]


def band_counts(text: str, start: int, end: int, mentions: list[Mention]) -> Counts:
    """(number, band) pairs of ``text[start:end]``; a band that names its number first is asked first."""
    bands = [m for m in mentions if m.sort is Sort.BAND]
    if not bands:
        return []
    numbers = [m for m in mentions if _countable(text, m)]
    worded = _worded(text, start, end, mentions)
    pairs = _band_first(text, end, bands, numbers + worded)
    taken = {id(m) for pair in pairs for m in pair}
    for number, band in pairwise(sorted([*mentions, *worded], key=lambda m: m.start)):
        if band.sort is not Sort.BAND or id(number) in taken or id(band) in taken:
            continue
        if not (_countable(text, number) or number in worded) or _DEFINED.match(text[band.end : min(end, band.end + 12)]):
            continue
        gap = text[number.end : band.start]
        fits = (_BEFORE_WEAK if "weak" in band.flags else _BEFORE_BAND).fullmatch(gap)
        if fits and not _OF_OTHERS.search(gap):
            pairs.append((number, band))
    return sorted(pairs, key=lambda pair: pair[0].start)


def _countable(text: str, mention: Mention) -> bool:
    if mention.sort not in (Sort.NUMBER, Sort.RATIO) or "nth" in mention.flags or mention.value is None:
        return False
    if _LIMIT.search(text[max(0, mention.start - 6) : mention.start]):
        return False
    return mention.value == int(mention.value) and mention.value <= MOST and "," not in text[mention.at[0] : mention.at[1]]


def _band_first(text: str, end: int, bands: list[Mention], numbers: list[Mention]) -> Counts:
    """Bands with the number behind them: one with a unit, or one of several that a colon or "là" ties to their bands."""
    found: Counts = []
    bare: Counts = []
    for band in bands:
        behind = _BEHIND_BAND.match(text[band.end : min(end, band.end + 80)])
        number = next((n for n in numbers if behind and n.start == band.end + behind.end()), None)
        if number is None or behind is None:
            continue
        rest = text[number.end : min(end, number.end + 24)]
        if _UNIT.match(rest):
            found.append((number, band))
        elif behind["link"] and _CLOSES.match(rest):
            bare.append((number, band))
    return found + bare if len(found) + len(bare) > 1 else found


def _worded(text: str, start: int, end: int, mentions: list[Mention]) -> list[Mention]:
    """Numbers in words before a unit ("ba đơn vị"), as mentions; where another mention stands there is none."""
    key = text[start:end]
    found = []
    for match in _WORDED.finditer(key):
        a, b = start + match.start("n"), start + match.end("n")
        clash = any(m.start < b and a < m.end and "nth" not in m.flags for m in mentions)
        if (value := parse_ordinal(match["n"])) is not None and not clash:
            found.append(Mention(Sort.NUMBER, a, b, float(value), at=(a, b)))
    return found
