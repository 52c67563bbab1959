"""Criteria that a sentence counts and lists: "Ba lĩnh vực tốt nhất gồm: thể chế 92,5% (thứ 8), tài chính công 91,03% và bộ máy 90%".

A number and a head noun open the list; it counts only where it has as many items as the number says.
"""

from __future__ import annotations

import re

from extract.mentions.mention import Mention, Sort
from extract.mentions.number import parse_ordinal
from extract.mentions.passage import Passage

_HEAD = re.compile(
    r"(?<!\w)(?P<n>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2})\s+(?:chỉ số thành phần|nhóm chỉ số|nhóm tiêu chí|trụ cột|yếu tố|lĩnh vực|"
    r"nội dung|tiêu chí|hợp phần|chỉ số|hạng mục|mảng)"
    r"(?!\w)[^:;.()\n–]{0,70}?(?:\s(?:là|gồm|gồm có|bao gồm)\s*:?\s+|:\s+|\s[–-]\s+|\s\()"
)
_STOP = re.compile(r"\s[–-]\s|\)|;\s*(?=\S)|\.(?=\s|$)|:|\s(?:lần lượt|đều|cùng|theo thứ tự|tương ứng)(?!\w)")
_FIGURES = re.compile(
    r"\s*\([^()]*\)|\s*(?:(?:đạt|được|với|có|là|xếp|đứng|ở|hạng|thứ|vị trí|tăng|giảm|điểm|bậc)\s+)*\d[\d.,/]*\s?(?:%|điểm|bậc)?(?:\s*\([^()]*\))?"
)
_DIGIT = re.compile(r"\s*\(?\s*(?:(?:đạt|được|với|có|là|xếp|đứng|ở|hạng|thứ|vị trí|tăng|giảm)\s+)*\d")
_COMMA = re.compile(r"\s*,\s*(?:và\s+)?")
_AND = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
LONGEST = 9  # syllables of a name


def enumerated(passage: Passage, start: int, end: int) -> list[Mention]:
    """The criteria of the lists in ``text[start:end]``, as written."""
    found: list[Mention] = []
    for head in _HEAD.finditer(passage.key, start, end):
        size = parse_ordinal(head["n"]) or 0
        items = _plain(passage.key, head.end(), end, size) or _valued(passage.key, head.end(), end, size)
        found += [Mention(Sort.CRITERION, a, b, name=passage.text[a:b]) for a, b in items]
    return found


def _plain(key: str, start: int, end: int, size: int) -> list[tuple[int, int]]:
    """Names alone, up to what closes the list: parted by commas, or by commas and "và"."""
    stop = _STOP.search(key, start, end)
    last = stop.start() if stop else end
    for parted in (_COMMA, _AND):
        spans: list[tuple[int, int]] = []
        begin = start
        for cut in [*parted.finditer(key, start, last), None]:
            spans.append((begin, cut.start() if cut else last))
            begin = cut.end() if cut else last
        if len(spans) == size and all(_named(key[a:b]) for a, b in spans):
            return [_trimmed(key, a, b) for a, b in spans]
    return []


def _valued(key: str, start: int, end: int, size: int) -> list[tuple[int, int]]:
    """Names each with its figures behind it."""
    spans: list[tuple[int, int]] = []
    at = start
    while at < end and len(spans) < size:
        digit = _DIGIT.search(key, at, min(end, at + 90))
        if digit is None or not _named(key[at : digit.start()]):
            return []
        spans.append(_trimmed(key, at, digit.start()))
        figures = _FIGURES.match(key, digit.start(), end)
        following = _AND.match(key, figures.end(), end) if figures else None
        if following is None:
            break
        at = following.end()
    return spans if len(spans) == size else []


def _named(words: str) -> bool:
    return 1 <= len(words.split()) <= LONGEST and not re.search(r"[\d:;.()]", words)


def _trimmed(key: str, a: int, b: int) -> tuple[int, int]:
    inside = key[a:b]
    return a + len(inside) - len(inside.lstrip(' "“')), b - (len(inside) - len(inside.rstrip(' "”')))
