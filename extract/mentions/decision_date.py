"""The date that belongs to a document's number: behind it, before it in the same sentence, or on the head of the document itself."""

from __future__ import annotations

import re
from datetime import date

from extract.mentions.published import make_date

REACH = 90  # characters between a number and its date
HEAD_REACH = 270  # the same between "Số: …" and "Hà Nội, ngày …" on a letterhead
WORDS_BETWEEN = 14
_MONTHS = "january february march april may june july august september october november december".split()
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?|\s+năm\s+)(\d{4})(?!\d)", re.I)
_LONG = re.compile(r"ng[aà]y\s+(\d{1,2})\s+th[aá]ng\s+(\d{1,2})(?:\s+n[aă]m\s+|\s?[,/]\s?)(\d{4})", re.I)
_ENGLISH = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({'|'.join(_MONTHS)})\s+(?:(\d{{1,2}}),?\s+)?(\d{{4}})", re.I)
_STOP = re.compile(
    r"[;]|\n(?!\s{0,3}(?:ngày|của|do|ký|\(ngày))|\.\s|(?:quyết định|kế hoạch|nghị quyết|công văn|báo cáo|thông báo|chỉ thị)\s+số",
    re.I,
)
_OWN = re.compile(r"(?:^|\n)\W*số\s*:\s*$", re.I)
_BREAK = re.compile(r"[;\n]|\.\s")
_ISSUING = re.compile(r"ban hành|ký|công bố|phê duyệt|\bcó\b|issued|signed", re.I)


def is_own_number(text: str, start: int) -> bool:
    """Whether the number at ``start`` is the document's own, on its letterhead ("Số: …")."""
    return _OWN.search(text[max(0, start - 20) : start]) is not None


def date_of(text: str, start: int, end: int, before: int, behind: int) -> date | None:
    """The date of the number at ``text[start:end]``; ``before`` and ``behind`` are where its neighbours end and begin."""
    if is_own_number(text, start):
        after = _first(text[end : end + HEAD_REACH], (_LONG, _DAY))
        return after[0] if after else _last(text[max(before, start - HEAD_REACH) : start])
    rest = text[end : min(end + REACH, behind)]
    if stop := _STOP.search(rest):
        rest = rest[: stop.start()]
    found = _first(rest, (_DAY, _LONG, _ENGLISH))
    if found and len(re.findall(r"\w+", rest[: found[1]])) <= WORDS_BETWEEN and "," not in rest[: found[1]].strip(" ,("):
        return found[0]
    return _issued(text[max(before, start - 2 * REACH) : start])


def _issued(lead: str) -> date | None:
    """The date of "Ngày 22/11/2021, UBND tỉnh ban hành Quyết định số" in what precedes a number."""
    breaks = [m.end() for m in _BREAK.finditer(lead)]
    sentence = lead[breaks[-1] :] if breaks else lead
    dates = [m for pattern in (_DAY, _LONG) for m in pattern.finditer(sentence)]
    if len(dates) != 1 or not _ISSUING.search(sentence[dates[0].end() :]):
        return None
    return make_date(dates[0][1], dates[0][2], dates[0][3])


def _first(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[date, int] | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if made := _made(match):
                return made, match.start()
    return None


def _last(text: str) -> date | None:
    made = [day for match in _LONG.finditer(text) if (day := _made(match))]
    return made[-1] if made else None


def _made(match: re.Match[str]) -> date | None:
    if match.re is not _ENGLISH:
        return make_date(match[1], match[2], match[3])
    day = match[1] or match[3]
    return make_date(day, str(_MONTHS.index(match[2].lower()) + 1), match[4]) if day else None
