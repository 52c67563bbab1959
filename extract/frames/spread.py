"""The distance between the first and the last of a group: "khoảng cách giữa nơi cao nhất và nơi thấp nhất là 25 điểm", "đầu bảng hơn cuối bảng 9,24%"."""

from __future__ import annotations

import re

from extract.mentions.mention import Mention, Sort
from extract.mentions.number import parse_number

_HIGH = re.compile(
    r"(?:cao|lớn|tốt|nhiều điểm) nhất|đầu bảng|đứng đầu|dẫn đầu|thứ nhất|hạng nhất|quán quân|xếp đầu|top đầu|tốp đầu|vị trí đầu|đơn vị đầu|nơi đầu|highest|top"
)
_LOW = re.compile(
    r"(?:thấp|nhỏ|kém|ít điểm) nhất|cuối bảng|đứng cuối|xếp cuối|cuối cùng|đội sổ|chót bảng|đứng chót|xếp chót|vị trí cuối|đơn vị cuối|nơi cuối|hạng cuối|bét bảng|lowest|bottom"
)
_CUE = re.compile(r"chênh lệch|khoảng cách|cách biệt|cách nhau|chênh nhau|độ chênh|hơn kém|biên độ|khoảng chênh|gap|difference")
_WEAK = re.compile(r"(?<!\w)(?:hơn|chênh|(?<!cải )cách|bỏ xa|vượt)(?!\w)")
_VALUE = re.compile(r"(?<![\d.,/])(?P<n>\d+(?:[.,]\d+)*)\s*(?P<unit>điểm|%|points?|đ(?!\w))?(?![\d/])")
_ENDS = re.compile(
    r"(?<!\w)(?:hai đầu (?:bảng|danh sách)|(?:đơn vị |nơi |tỉnh |địa phương )?đầu\s?[-–]\s?cuối|đầu và cuối(?: bảng)?)(?!\w)"
)
_BRACKET = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(r";|\.\s|\n")
_FIGURE = re.compile(r"\d\s*(?:điểm|%|\)|,)|hạng|thứ \d")
_ABOUT = re.compile(r"(?<!\w)(?:gần|khoảng|xấp xỉ|chừng|ngót|hơn|trên|dưới)\s+$")
# behind the spread of this edition that of another: "(năm 2021: 11,6 điểm)", ", giảm mạnh so với năm 2021 (288,3 điểm)"
_EARLIER = re.compile(r"\s*(?:\(\s*năm 20\d\d\s*[:là]*\s*|,?[^;.()]{0,40}so với năm 20\d\d\s*\(\s*)")
_FROM = re.compile(r"từ\s+(?:mức\s+|chỗ\s+)?$")


def spreads(text: str, start: int, end: int) -> list[Mention]:
    """Spreads that ``text[start:end]`` states, as scores or percentages; "từ A xuống còn B" gives B, and A where its year is beside it."""
    key = text[start:end]
    if not _LOW.search(key) and not _ENDS.search(key):
        return []  # most sentences
    found: list[Mention] = []
    begin = 0
    for stop in [*(m.start() for m in _CLAUSE.finditer(key)), len(key)]:
        found += _in_clause(key[begin:stop], start + begin)
        begin = stop
    return found


def _in_clause(key: str, offset: int) -> list[Mention]:
    plain = _BRACKET.sub(lambda m: " " * len(m[0]), key)
    high, low = _HIGH.search(plain), _LOW.search(plain)
    if both := _ENDS.search(plain):
        high = low = both
    if high is None or low is None:
        return []
    cue = _CUE.search(plain)
    if cue is None:
        cue = _WEAK.search(plain, high.end())
        if cue is None or high.start() > low.start() or cue.start() > low.end() + 40:
            return []
    begin = max(cue.end(), low.end() if low.end() > cue.end() or _CUE.search(cue[0]) else cue.end(), high.end())
    values = [m for m in _VALUE.finditer(plain, begin) if "," in m["n"] or "." in m["n"] or m["unit"]]
    if not values or values[0].start() - begin > 70 or _ABOUT.search(plain[: values[0].start()]):
        return []
    first = values[0]
    if (
        _FROM.search(plain[: first.start()])
        and len(values) > 1
        and re.search(r"xuống|lên|còn", plain[first.end() : values[1].start()])
    ):
        dated = re.search(r"năm (?:20\d\d)", plain[first.end() : values[1].start()])
        now = _mention(values[1], offset, now=True)
        return [_mention(first, offset), now] if dated else [now]
    if (earlier := _EARLIER.match(key, first.end())) is not None and (then := _VALUE.match(key, earlier.end())) is not None:
        return [_mention(first, offset, now=True), _mention(then, offset)]
    led = plain[: min(high.start(), low.start(), cue.start())]
    year = max((m.end() for m in re.finditer(r"năm 20\d\d", led)), default=-1)
    return [_mention(first, offset, now=year >= 0 and _FIGURE.search(led, year) is not None)]


def _mention(match: re.Match[str], offset: int, now: bool = False) -> Mention:
    """The value; flagged ``now`` where a year named before it is that of another figure."""
    a, b = match.start("n") + offset, match.end("n") + offset
    sort = Sort.PERCENT if match["unit"] == "%" else Sort.SCORE
    return Mention(sort, a, match.end() + offset, parse_number(match["n"]), at=(a, b), flags=frozenset({"now"} if now else ()))
