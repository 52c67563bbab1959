"""Dates as portals print them."""

from __future__ import annotations

import re
from datetime import date

_WORDS = "một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai".split()
_ENGLISH = "january february march april may june july august september october november december".split()
_PARTS = (("y", "y2", "y3", "y4"), ("m", "m2", "m3", "m4"), ("d", "d2", "d3", "d4"))
_FORMS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<d3>\d{1,2})\s+tháng\s+(?P<m3>\d{1,2}|mười một|mười hai|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?:\s+năm|\s?[,/-])?\s+(?P<y3>(?:19|20)\d\d)"
    r"|(?<!\w)(?P<m4>january|february|march|april|may|june|july|august|september|october|november|december)\s+(?P<d4>\d{1,2}),?\s+(?P<y4>(?:19|20)\d\d)",
    re.IGNORECASE,
)


def find_date(text: str) -> date | None:
    """The first possible date in ``text``: 2024-05-01, 01/05/2024, 1.5.2024, (ngày) 1 tháng 5 năm 2024, 1 Tháng Năm, 2024, May 1, 2024.

    1/1/0001 is none.
    """
    for match in _FORMS.finditer(text[:20_000]):
        year, month, day = (next(match[name] for name in names if match[name]) for names in _PARTS)
        try:
            return date(int(year), _month(month), int(day))
        except ValueError:
            continue
    return None


def _month(said: str) -> int:
    """1-12 from digits or a word in Vietnamese or English."""
    if said.isdecimal():
        return int(said)
    word = said.lower()
    return _WORDS.index(word.replace(" ", "_")) + 1 if word.replace(" ", "_") in _WORDS else _ENGLISH.index(word) + 1
