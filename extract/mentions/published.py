"""When a page was posted or updated, as the page itself states it (not the date of a decision or an event).

Believed in this order: a labelled date ("Ngày đăng: …"), a line that is nothing but a stamp ("Thứ bảy, 31/08/2019 09:20 | Lượt xem: 12"),
a date with a clock or a weekday inside a line, a date alone on a line. A page's masthead often shows today's date in the same form: of two
stamps the first is today's when the second is older.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from extract.lexicon import vocabulary
from extract.text.clean import fold, tidy

_DAY = r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)"
_LONG = r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam\s+|,\s?)(\d{4})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_MONTH = re.compile(
    rf"\b(?P<m>{_NAME})\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>20\d\d)\b|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{_NAME}),?\s(?P<y2>20\d\d)\b"
    r"|(?<!ngay )\b(?P<d3>\d{1,2})\sthang\s(?P<m3>\d{1,2}),?\s(?P<y3>20\d\d)\b"
)
_TIME = r"\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?(?:\s?[ap]m\b)?"
_LABEL = re.compile(
    rf"(?:ngay cap nhat|ngay dang(?: tin| bai)?|ngay xuat ban|cap nhat(?: luc| ngay)?|dang (?:luc|ngay|boi)|duoc dang:|ngay tao|ngay phat hanh|posted|"
    rf"\bupdated?\b|published|\bdate\b)[^\n\d]{{0,60}}(?:{_TIME}[^\n\d]{{0,20}})?(?:{_DAY}|{_LONG})"
)
_CLOCK = re.compile(rf"{_DAY}[\s,|–-]{{0,5}}(?:luc\s)?{_TIME}|{_TIME}[\s,|–-]{{0,5}}(?:ngay\s)?{_DAY}")
_WEEKDAY_NAME = (
    r"(?:\bthu (?:hai|ba|tu|nam|sau|bay|[2-7])|\bchu nhat|\bt[2-7]|\bcn|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_NAMED = re.compile(_WEEKDAY_NAME)
_WEEKDAY = re.compile(rf"{_WEEKDAY_NAME}\s?[,-]?\s+(?:{_DAY}|{_LONG})|{_WEEKDAY_NAME}\s?,?\s+ngay\s+{_DAY}")
_ALONE = re.compile(
    rf"^[^\w\n]*(?:ngay\s)?{_DAY}[^\w\n]*$|^\s*\([^()\d\n]{{3,60}},\s(?:ngay\s)?{_DAY}\)\s*$", re.M
)  # also "(Báo …, ngày …)"
_WRITTEN = re.compile(rf"{_DAY}|{_LONG}")
_REST = re.compile(rf"{_WRITTEN.pattern}|{_TIME}|{_WEEKDAY_NAME}")
LONGEST_STAMP = 120  # characters of a line that may be a stamp
OTHER_LETTERS = 24  # letters on it besides: a section's name, an author
MASTHEAD = 400  # characters in which a page shows today's date
NEAR = 3000  # characters (a menu) between today's date and the article's


def make_date(day: str, month: str, year: str) -> date | None:
    """A date of its digits, or None for one that no calendar has or that lies outside 1990-2100."""
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if 1990 <= made.year <= 2100 else None


def is_stamp(line: str) -> bool:
    """Whether a line is nothing but the time of posting, with a weekday, a clock or a counter of views."""
    return len(line) <= LONGEST_STAMP and _stamp(_in_figures(fold(tidy(line)))) is not None


def find_published(text: str) -> date | None:
    """The date of posting that ``text`` states, or None."""
    folded = _in_figures(fold(tidy(text)))
    return (
        _first(_LABEL, folded) or _stamped(folded) or _first(_CLOCK, folded) or _first(_WEEKDAY, folded) or _first(_ALONE, folded)
    )


def _in_figures(folded: str) -> str:
    """``folded`` with dates whose month is a word, "May 13, 2024" or "12 thang 4 2022", written in figures."""
    return _MONTH.sub(_figures, folded) if "20" in folded else folded


def _figures(match: re.Match[str]) -> str:
    day, year = match["d"] or match["d2"] or match["d3"], match["y"] or match["y2"] or match["y3"]
    month = match["m3"] or str(_MONTHS.index((match["m"] or match["m2"])[:3]) + 1)
    return f"{day}/{month}/{year}"


def parse_iso(text: str) -> date | None:
    """The day of an ISO 8601 time stamp (``2019-08-31T09:20:11+07:00``), or None."""
    match = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", text)
    return make_date(match[3], match[2], match[1]) if match else None


def _first(pattern: re.Pattern[str], folded: str) -> date | None:
    return next((made for match in pattern.finditer(folded) if (made := _made(match))), None)


def _made(match: re.Match[str]) -> date | None:
    parts = [g for g in match.groups() if g is not None]
    return make_date(parts[0], parts[1], parts[2]) if len(parts) >= 3 else None


def _stamped(folded: str) -> date | None:
    found = list(_stamps(folded))
    if not found:
        return None
    position, first = found[0]
    if position < MASTHEAD:
        for behind, other in found[1:2]:
            if other < first and behind - position < NEAR:
                return other
    return first


def _stamps(folded: str) -> Iterator[tuple[int, date]]:
    position = 0
    for line in folded.split("\n"):
        if 0 < len(line) <= LONGEST_STAMP and (made := _stamp(line)):
            yield position, made
        position += len(line) + 1


def _stamp(line: str) -> date | None:
    match = _WRITTEN.search(line)
    if match is None or (match[4] and not _NAMED.search(line)):  # a letterhead's "Hà Nội, ngày … tháng …" is no stamp
        return None
    if any(word in line for word in vocabulary("noise")["signed"]):
        return None
    rest, marks = _REST.subn(" ", line)
    rest, words = _stamp_words().subn(" ", rest)
    if marks + words < 2 or sum(c.isalpha() for c in rest) > OTHER_LETTERS:
        return None
    return _made(match)


@cache
def _stamp_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, vocabulary('noise')['stamps']))})\b")
