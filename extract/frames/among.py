"""The region or part inside which a rank holds: "thứ 2 vùng Đồng bằng sông Hồng", "Trong 11 tỉnh Tây Bắc, X đứng thứ 8", "dẫn đầu vùng".

A region that opens a sentence holds for all of its ranks, unless one says "cả nước"; one behind a rank holds for that rank alone. No
region has more than fourteen provinces: a higher rank is the country's.
"""

from __future__ import annotations

import re

from extract.frames.assign import bracket_of
from extract.mentions.mention import Mention, Sort

MOST = 14  # provinces of the largest region
_WHOLE = (
    r"(?:toàn quốc|cả nước|toàn nước|chung cuộc|chung cả nước|toàn bảng|bảng tổng sắp|bảng chung|bảng xếp hạng chung|nationwide|nationally"
    r"|(?:in|of) the (?:whole )?country|countrywide)"
)
_WHOLE_BEHIND = re.compile(
    rf"[\s,]*(?:của|trong|trên|ở|tại|so với)?\s*(?:bảng xếp hạng\s+(?!chung)|phạm vi\s+|bình diện\s+)?{_WHOLE}"
)
_WHOLE_BEFORE = re.compile(rf"{_WHOLE}[^;.()]{{0,70}}$")
_BARE_BEHIND = re.compile(
    r"\s*(?:trong|của|ở|toàn)?\s*(?:tiểu vùng|vùng|khu vực|miền)(?!\s+(?:công|nhà nước|tư nhân|kinh tế|ngoài))(?=\s*(?:[,;.:()]|$|và"
    r"|với|nhưng|song|này|là|thuộc|\d))"
)
_BARE_BEFORE = re.compile(
    r"(?:trong|của|ở|riêng)\s+(?:vùng|khu vực|miền)(?:\s+này)?(?:\s+\d{1,2}\s+(?:tỉnh|địa phương)(?:, thành(?: phố)?)?)?,?\s+(?:[^\s,;.()]+\s+){0,8}$"
    r"|(?:in|of) the region,?\s[^,;.()]{0,40}$"
)
_BEHIND = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:(?:của|trong|tại|ở|trên|số|tổng số|toàn|các|vùng|khu vực|miền|tiểu vùng|cụm|thi đua|tỉnh|thành phố"
    r"|thành|địa phương|in|of|among|the|all|provinces|\d{1,2}|,)\s*){0,9}"
)
# a sentence that opens with a region spoken of before: "So trong khu vực 13 tỉnh, thành phố, ..."
_BARE_OPENS = re.compile(
    r"\W*(?:(?:còn|và|nhưng|song|riêng|nếu|chỉ|xét|tính|so|nhìn|đặt)\s+){0,4}(?:trong|tại|ở|với|riêng)\s+(?:toàn\s+|nội\s+)?(?:vùng|khu vực|miền)(?:\s+này)?"
    r"(?:\s+\d{1,2}\s+(?:tỉnh|địa phương)(?:, thành(?: phố)?)?)?\s*,"
)
_OPENS = re.compile(
    r"\W*(?:(?:còn|và|nhưng|song|riêng|nếu|chỉ|xét|tính|đặt|nhìn|khi)\s+){0,4}(?:trong|tại|ở|với|đối với|so với|so|giữa|riêng|xét|tính"
    r"|trên|bên cạnh|thuộc|khu vực|vùng|các|cạnh|in|within|among|across)\s[^;]{0,70}$"
)


def among_of(text: str, start: int, value: Mention, last: Mention, mentions: list[Mention], region: str | None) -> str | None:
    """The part inside which the rank (or change of rank) ``value`` holds; ``last`` ends its list, ``region`` is the one spoken of before."""
    if value.sort not in (Sort.RANK, Sort.RANK_CHANGE) or (value.value or 0) > MOST or (value.other or 0) > 30:
        return None
    behind = text[last.end : last.end + 60]
    opened = bracket_of(text, start, value.start)
    begin = start if opened is None else opened
    said = text[begin : value.start]
    segment = max(said.rfind(";"), said.rfind(" nhưng "), said.rfind(" song "), 0)
    if _WHOLE_BEHIND.match(behind):
        return None
    regions = [m for m in mentions if m.sort is Sort.REGION]
    for found in regions:
        if found.start >= last.end and _BEHIND.fullmatch(text[last.end : found.start]):
            return found.name
    if _WHOLE_BEFORE.search(said[segment:]):
        return None
    if _BARE_BEHIND.match(behind) or _BARE_BEFORE.search(said) or _BARE_OPENS.match(text[start : value.start]):
        before = [m for m in regions if m.end <= value.start]
        return before[-1].name if before else region or "vùng"
    if opened is not None:
        inside = [m for m in regions if opened < m.start < value.start]
        return inside[-1].name if inside else _as_outside(text, start, opened, mentions, region)
    clause = max(text.rfind(";", start, value.start), text.rfind(", ", start, value.start), start)
    for found in reversed([m for m in regions if start <= m.start and m.end <= value.start]):
        if found.start >= clause or _opens(text, start, found):
            return found.name
    return None


def _opens(text: str, start: int, region: Mention) -> bool:
    """Whether the sentence, or a part of it behind a semicolon, opens with the region."""
    part = max(start, text.rfind(";", start, region.start) + 1, text.rfind(": ", start, region.start) + 1)
    return _OPENS.match(text[part : region.start]) is not None


def _as_outside(text: str, start: int, opened: int, mentions: list[Mention], region: str | None) -> str | None:
    """The part of a bracketed rank is that of the rank before its bracket: "thứ 3 vùng X, sau A (thứ nhất) và B (thứ nhì)"."""
    before = [m for m in mentions if m.sort is Sort.RANK and start <= m.start and m.end <= opened]
    if not before or before[-1].end <= start:
        return None
    return among_of(text, start, before[-1], before[-1], mentions, region)
