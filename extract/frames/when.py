"""Which year a value is of: named in its clause, pointed at ("năm trước"), or inherited."""

from __future__ import annotations

import re

from extract.frames.assign import bracket_of
from extract.frames.context import Context
from extract.mentions.mention import Mention, Sort

_BEFORE = re.compile(
    r"(?:một năm trước(?: đó)?|năm trước(?: đó)?|năm liền trước|năm ngoái|kỳ trước|lần trước|(?:the |in the )?previous year|the year before|"
    r"last year|(?:a|one) year (?:earlier|before|ago)|the preceding year)"
)
_OF_BEFORE = re.compile(r"\s*(?:\([^()]{0,30}\)\s*|\)\s*)?(?:của|trong|ở|hồi)\s+(?:năm trước|năm ngoái|năm liền trước|kỳ trước)")
_LEGEND = re.compile(
    r"(?:trong|dấu) ngoặc(?: đơn)?\s+(?:là\s+|ghi\s+|chỉ\s+)?(?P<what>[^().;:]{0,40}?)(?:của\s+)?năm (?P<year>20[0-3]\d)"
)
_COMPARED = re.compile(
    r"(?<!tăng )(?<!giảm )(?<!tụt )so với (?:kết quả |mức |chỉ số )?năm (20[0-3]\d)\s+(?:là|chỉ là|chỉ đạt|đạt|mới đạt|xếp|đứng)(?!\w)"
    r"(?![^;]*(?:20[0-3]\d|tăng|giảm|thì|nay))[^;]*$"
)
_FIGURE = re.compile(r"\d\s*(?:điểm|%)?\s*$")
LEGEND = 2500  # characters behind a legend in which its brackets stand
_NOW = re.compile(r"năm nay|hiện nay|lần này|kỳ này|năm này|(?<!đến )(?<!\w)nay(?!\w)|hiện tại")
_ASIDE = re.compile(
    r"\([^()]*\)"
)  # "lên hạng 2 (năm ngoái hạng 6), được 82 điểm": what stands in brackets says nothing of what follows
_IN = re.compile(r"\s+(?:của|ở|trong|hồi|vào|tại)\s+(?:kỳ|năm|lần)?\s*")
_THAT = re.compile(r"(?<!\w)(?:(?:năm|kỳ) (?:ấy|đó)|cùng (?:năm|kỳ) (?:đó|ấy))(?!\w)", re.I)
_APPOSED = re.compile(r"\s[–-]\s[^–\n]{8,90}?\s[–-]\s")
_THAT_YEAR = re.compile(
    r"(20[0-3]\d)\s*[–,-]?\s*(?:là\s+)?(?:năm mà|năm (?=tỉnh|thành phố|huyện|sở|đơn vị|địa phương)|thời điểm mà|when|in which)(?!\w)(?:[^.;–](?! - ))*$"
)
_NAMED = re.compile(
    r",\s(?:địa phương|đơn vị|tỉnh|huyện|quán quân|á quân|nơi|cơ quan|sở|which|who|the one that)\s[^,;.()]{0,50}20[0-3]\d[^,;.()]{0,30},"
)
_BETWEEN = re.compile(r"\s*(?:(?:của|ở|trong|hồi|vào|tại|in|of|for|kỳ|báo cáo|bảng|xếp hạng|chỉ số|năm|the)\s*)*")
_MOVED_ON = re.compile(
    r"\s*,?\s*(?:(?:mà|để|nay|năm nay|đã|lại|bị|phải|chỉ)\s+){0,3}(?:tụt|lùi|rớt|rơi|xuống|vươn|lên|leo|nhảy|còn)\s(?:[^\s;.,()\d]+\s){0,4}"
)
_LEFT = re.compile(
    r"(?:thoát khỏi|thoát|rời khỏi|rời|để mất|đánh mất|mất)\s+(?:khỏi\s+)?(?:cái\s+)?$"
)  # a place of the edition before
_THEN = re.compile(r"\(\s*(?:khi đó|lúc đó|khi ấy|lúc ấy|năm đó|năm ấy|thời điểm đó)(?!\w)")
# a year that only says where a change began: "từ hạng 59 năm 2017 rơi xuống cuối, giảm 4 bậc", "sau khi đứng thứ hai ở kỳ 2017"
_BEGAN = re.compile(
    r"(?<!\w)(?:(?:từ (?!năm)|vốn|sau khi|quy đổi theo|nếu lấy)[^;]{0,60}|(?:trong khi|thay vì|chứ)(?: ở| hồi| kỳ| vào)?(?: năm)?\s*)$"
)
_CLAUSE = re.compile(r";|\.\s")
NEAR = 45  # characters between a value and a year behind it that still goes with it


def year_of(
    text: str, start: int, end: int, value: Mention, mentions: list[Mention], context: Context
) -> tuple[int | None, bool]:
    """The year of ``value`` and whether its own sentence says it."""
    years = [m for m in mentions if m.sort is Sort.YEAR and m.value is not None]
    changed = value.sort in (Sort.RANK_CHANGE, Sort.SCORE_CHANGE)
    opened = bracket_of(text, start, value.start)
    if opened is not None:
        inside = [y for y in years if opened < y.start < _close(text, opened, end)]
        before = [y for y in inside if y.start < value.start]
        near = [y for y in inside if 0 <= y.start - value.end <= 12 and not re.search(r"[,;–-]", text[value.end : y.start])]
        if before or near:
            return int((before or near)[-1].value or 0), True
        if _THEN.match(text, opened) and (
            earlier := [m for m in mentions if m.sort in (Sort.YEAR, Sort.BASE) and m.value and start <= m.start <= opened]
        ):
            return int(earlier[-1].value or 0), True
        led = text[max(start, opened - 40) : opened]
        if based := re.search(r"so với năm (20[0-3]\d)\s*$", led):
            return int(based[1]), True
        if context.year is not None and re.search(r"(?:(?:kỳ|năm|lần)(?: \S+){0,2} trước|năm ngoái)\s*$", led):
            return context.year - 1, True
        pointed = _pointed(text, opened, value.start, context)
        if pointed is not None:
            return pointed, True
        if (told := _legend(text, opened, value)) is not None:
            return told, True
        years = [y for y in years if y.start < opened and bracket_of(text, start, y.start) is None]
    else:
        asides = [m.span() for pattern in (_APPOSED, _NAMED) for m in pattern.finditer(text, start, end)]
        inside = [y for a, b in asides if a < value.start < b for y in years if a < y.start < b]
        if inside:
            return int(inside[-1].value or 0), True
        years = [
            y
            for y in years
            if (_stands_free(text, start, y, mentions) or _named_with(text, y, mentions))
            and not any(a < y.start < b for a, b in asides)
        ]
    if value.sort is Sort.RANK and context.year is not None and _LEFT.search(text[max(start, value.start - 24) : value.start]):
        return context.year - 1, True
    if (local := _local(text, value, mentions)) is not None and not changed:
        return local, True
    if not changed and (compared := _COMPARED.search(text[start : value.start])):
        return int(compared[1]), True
    if back := _THAT_YEAR.search(text[start : value.start]):
        return int(back[1]), True
    if bracketed := re.match(r"\s*\(\s*(?:năm\s*)?(20\d\d)\s*\)", text[value.end : value.end + 16]):
        return int(bracketed[1]), True
    if context.year is not None and _OF_BEFORE.match(text[value.end : value.end + 60]):
        return context.year - 1, True
    before = [y for y in years if y.end <= value.start and not _anothers(text, y, value, mentions)]
    clause = max((m.end() for m in _CLAUSE.finditer(text, start, value.start)), default=start)
    pointed = _pointed(text, max([clause, *(y.end for y in before)]), value.start, context)
    if pointed is not None and changed:
        pointed = context.year  # a change is this edition's, whatever it counts from
    if pointed is not None:
        return pointed, True
    if changed and before and _BEGAN.search(text[start : before[-1].start]):
        return context.year, False  # a change is of the edition where it ends
    behind = [y for y in years if y.start >= value.end]
    if behind:
        gap = text[value.end : behind[0].start]
        if changed and _IN.fullmatch(gap):
            return int(behind[0].value or 0), True  # "mức tăng 18 bậc trong năm 2021"
        close = (
            len(gap) <= NEAR
            and not re.search(r"[,;(]|\.\s", gap)
            and "so với" not in gap
            and "sau khi" not in gap
            and "lấy" not in gap
        )
        if close and (not before or before[-1].end <= clause):
            return int(behind[0].value or 0), True
    if before:
        return int(before[-1].value or 0), True
    return context.year, False


def _named_with(text: str, year: Mention, mentions: list[Mention]) -> bool:
    """Whether a year stands alone in a bracket behind the name of an index: "PAPI (2020)"."""
    opened = text.rfind("(", 0, year.start)
    alone = re.fullmatch(r"\((?:năm\s+)?20\d\d\)", text[opened : year.end + 1]) is not None
    return alone and any(m.sort is Sort.INDEX and 0 <= opened - m.end <= 1 for m in mentions)


def _stands_free(text: str, start: int, year: Mention, mentions: list[Mention]) -> bool:
    """Whether a year holds for what stands outside of brackets: it does where it is in none, or goes with an index's name: "(SIPAS 2018)"."""
    opened = bracket_of(text, start, year.start)
    if opened is None:
        return True
    return any(m.sort is Sort.INDEX and opened < m.start and 0 <= year.start - m.end <= len(" năm ") for m in mentions)


def _legend(text: str, opened: int, value: Mention) -> int | None:
    """The year of what stands in brackets, where the text has said so: "(trong ngoặc là điểm năm 2022)"."""
    said = text[max(0, opened - LEGEND) : opened]
    if "ngoặc" not in said or not _FIGURE.search(text[max(0, opened - 24) : opened]):
        return None
    legends = list(_LEGEND.finditer(said))
    if not legends:
        return None
    what = legends[-1]["what"]
    ranks, scores = re.search(r"hạng|vị trí", what), re.search(r"điểm|tỷ lệ|%", what)
    fits = value.sort is Sort.RANK if ranks and not scores else value.sort is not Sort.RANK if scores and not ranks else True
    return int(legends[-1]["year"]) if fits else None


def _anothers(text: str, year: Mention, value: Mention, mentions: list[Mention]) -> bool:
    """Whether a year is bound to an earlier value that only tells who is meant: "quán quân năm 2021 là A lại trượt 4 bậc"."""
    told = [m for m in mentions if m.sort is Sort.RANK and 0 <= year.start - m.end <= 12]
    if not told or not _BETWEEN.fullmatch(text[told[-1].end : year.start]):
        return False
    if value is not told[-1] and value.sort is Sort.RANK and _MOVED_ON.fullmatch(text[year.end : value.start]):
        return True  # "không giữ được vị trí thứ nhất của năm 2021, tụt xuống thứ 3"
    names = [m for m in mentions if m.sort is Sort.SUBJECT and year.end <= m.start and m.end <= value.start]
    return bool(names) and re.fullmatch(r"\s*(?:,|là)\s+(?:ubnd\s+)?", text[year.end : names[0].start]) is not None


def _local(text: str, value: Mention, mentions: list[Mention]) -> int | None:
    """The year right behind a value, with nothing but "của", "năm" and the index's name between: "82,06% của SIPAS 2023"."""
    for year in mentions:
        if year.sort not in (Sort.YEAR, Sort.BASE) or not 0 <= year.start - value.end <= NEAR:
            continue
        gap = text[value.end : year.start]
        for index in mentions:
            if index.sort is Sort.INDEX and value.end <= index.start and index.end <= year.start:
                gap = gap.replace(text[index.start : index.end], "")
        return int(year.value or 0) if _BETWEEN.fullmatch(gap) else None
    return None


def _close(text: str, opened: int, end: int) -> int:
    found = text.find(")", opened, end)
    return found if found >= 0 else end


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _pointed(text: str, begin: int, at: int, context: Context) -> int | None:
    if context.year is None:
        return None
    key = _ASIDE.sub(_blank, text[begin:at])
    if context.spoken_year is not None and _THAT.search(key):
        return context.spoken_year
    back = [m.end() for m in _BEFORE.finditer(key) if not re.search(r"so với[^,;]*$", key[: m.start()])]
    now = [m.end() for m in _NOW.finditer(key)]
    if back and (not now or back[-1] > now[-1]):
        return context.year - 1
    return context.year if now else None
