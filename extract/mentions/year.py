"""Years that a text names in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage

FIRST, LAST = 2000, 2035
_YEAR = re.compile(r"(?<![\d.,/])(?:20[0-3]\d)(?![\d]|[.,]\d|/\d|-?[A-ZĐ]{2})")
# "/2016" inside a decision's number or a date is no year of evaluation
_DATE = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20[0-3]\d|tháng\s+\d{1,2}\s*(?:năm\s+|[/.-]\s?)20[0-3]\d|quý\s+\w+[/ ]20[0-3]\d|\d{1,2}/20[0-3]\d(?!\d)"
)
# what stands before a year that a change only counts from
_COMPARED = re.compile(
    r"(?:(?<!\w)so(?: với| cùng kỳ)?(?=\s)|so sánh với|đặt cạnh|đặt bên|đối chiếu với|tương quan với|nếu so|kể từ|compared (?:with|to)|against|versus|"
    r"(?:up|down|places|points|increase|"
    r"decrease) from|since)(?:\s+(?:\d+[.,]\d+\S*|[^\s,;()]+)){0,7}\s*$"
    r"|(?:thấp|cao|kém|tốt|nhiều|ít|nhỉnh) hơn(?: năm)?\s*$|(?:kém|hơn) năm\s*$"
    r"|(?<!\w)(?<!nếu )(?:như|giống|bằng với|bằng|giữ nguyên)(?:\s+(?:ở|của|hồi|kỳ|trong|kết quả|thứ hạng|vị trí|mức))*(?:\s+năm)?\s*$"
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year at ``text[start:end]``."""

    start: int
    end: int
    year: int


def find_years(text: str, start: int = 0, end: int | None = None) -> list[YearMention]:
    """Years of ``text[start:end]`` in figures that are neither part of a date nor of a document's number."""
    end = len(text) if end is None else end
    if text.find("20", start, end) < 0:
        return []
    taken = [m.span() for m in _DATE.finditer(text, start, end)]
    found = []
    for match in _YEAR.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in taken):
            found.append(YearMention(match.start(), match.end(), int(match.group())))
    return found


def years(passage: Passage, start: int, end: int) -> list[Mention]:
    """The same as mentions: those behind "so với" are what a change counts from."""
    found = []
    for year in find_years(passage.text, start, end):
        base = _COMPARED.search(passage.key, max(start, year.start - 70), year.start) is not None
        found.append(Mention(Sort.BASE if base else Sort.YEAR, year.start, year.end, float(year.year)))
    return found
