"""When a page was posted or updated, as the page itself states it (not the date of a decision or an event)."""

from __future__ import annotations

import re
from datetime import date

from extract.text.clean import fold, tidy

_DAY = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})"
_LONG = r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})"
_LABEL = re.compile(
    rf"(?:ngay cap nhat|ngay dang(?: tin| bai)?|ngay xuat ban|cap nhat(?: luc| ngay)?|dang (?:luc|ngay|boi)|ngay tao|ngay phat hanh|posted|updated|"
    rf"published|date)[^\n\d]{{0,60}}(?:\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?[^\n\d]{{0,20}})?(?:{_DAY}|{_LONG})"
)
_CLOCK = re.compile(
    rf"{_DAY}[\s,|–-]{{0,5}}(?:luc\s)?\d{{1,2}}\s?[:h]\s?\d{{2}}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\s,|–-]{{0,5}}(?:ngay\s)?{_DAY}"
)
_WEEKDAY = re.compile(rf"(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|t[2-7]|cn)\s?,?\s+(?:ngay\s+)?{_DAY}")
_ALONE = re.compile(rf"^\W*{_DAY}\W*$", re.M)


def make_date(day: str, month: str, year: str) -> date | None:
    """A date of its digits, or None for one that no calendar has or that lies outside 1990-2100."""
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if 1990 <= made.year <= 2100 else None


def find_published(text: str) -> date | None:
    """The date of posting in running text: a labelled one, one with a clock, after a weekday, or alone on a line."""
    folded = fold(tidy(text))
    for pattern in (_LABEL, _CLOCK, _WEEKDAY, _ALONE):
        for match in pattern.finditer(folded):
            parts = [g for g in match.groups() if g is not None]
            if len(parts) >= 3 and (made := make_date(parts[0], parts[1], parts[2])):
                return made
    return None


def parse_iso(text: str) -> date | None:
    """The day of an ISO 8601 time stamp (``2019-08-31T09:20:11+07:00``), or None."""
    match = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", text)
    return make_date(match[3], match[2], match[1]) if match else None
