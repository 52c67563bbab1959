"""Years that a text names, in figures or by pointing (năm nay, năm trước)."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIRST, LAST = 2000, 2035
_YEAR = re.compile(r"(?<![\d.,/])(?:20[0-3]\d)(?![\d]|[.,]\d|/\d|-?[A-ZĐ]{2})")
# "/2016" inside a decision's number or a date is no year of evaluation
_DATE = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20[0-3]\d|tháng\s+\d{1,2}\s*(?:năm\s+|[/.-]\s?)20[0-3]\d|quý\s+\w+[/ ]20[0-3]\d|\d{1,2}/20[0-3]\d(?!\d)"
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year at ``text[start:end]``."""

    start: int
    end: int
    year: int


def find_years(text: str) -> list[YearMention]:
    """Years in figures that are neither part of a date nor of a document's number."""
    taken = [m.span() for m in _DATE.finditer(text)]
    found = []
    for match in _YEAR.finditer(text):
        if not any(a <= match.start() < b for a, b in taken):
            found.append(YearMention(match.start(), match.end(), int(match.group())))
    return found
