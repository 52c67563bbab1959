"""Which subjects a value belongs to: its anchor's members, one of them where lists pair, or the one that the text speaks of."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.frames.assign import Anchor, bracket_of
from extract.frames.lists import Run
from extract.mentions.mention import Mention, Sort
from extract.mentions.subject import SubjectMention
from extract.observation import Index

_COLON = re.compile(r"[^,;.:]{0,80}:")
_LEADS = re.compile(r"[^,;.]{0,70}?(?:là|gồm|thuộc về|:|dành cho|của)[\s:]*")
_LISTED = re.compile(r"lần lượt|tương ứng|theo thứ tự(?! từ)")
_PERIOD = re.compile(
    r"(?:giai đoạn|trong các năm|các năm|từ năm|thời kỳ|qua các năm|năm)\s+(?:từ\s+)?(?P<first>20\d\d)\s?(?:-|–|đến|tới)\s?(?:năm\s+)?(?P<last>20\d\d)(?!\d)"
    r"[^.;]{0,90}(?:lần lượt|tương ứng|:)(?:(?!năm)[^.;\d]){0,30}$"
)  # "giai đoạn 2020 - 2022, thứ hạng lần lượt là 25, 17 và 12"


def members(anchor: Anchor, run: Run, i: int, values: list[Mention], whose: list[Anchor | None]) -> list[SubjectMention]:
    """The members of ``anchor`` that value ``i`` is of: all of them, or one where as many values of its sort stand beside."""
    named = [m.data for m in anchor.members if isinstance(m.data, SubjectMention)]
    value = values[i]
    if len(named) < 2:
        return named
    if len(run.members) == len(named):
        return [named[run.positions.index(i)]]
    same = [
        j
        for j, v in enumerate(values)
        if whose[j] is anchor and v.sort is value.sort and ("word" in v.flags) == ("word" in value.flags)
    ]
    if len(same) == len(named):
        return [named[same.index(i)]]
    return [] if len(same) > 1 else named


def criteria_of(anchor: Anchor | None, run: Run, i: int, values: list[Mention], which: list[Anchor | None]) -> list[str | None]:
    """The criteria of value ``i``: the one beside it, one of several where lists pair, or all where one value is said of a list before it."""
    if anchor is None:
        return []
    value = values[i]
    names: list[str | None] = [m.name for m in anchor.members]
    if len(names) > 1:
        if len(run.members) == len(names):
            return [names[run.positions.index(i)]]
        same = [j for j, v in enumerate(values) if which[j] is anchor and v.sort is value.sort]
        if len(same) == len(names):
            return [names[same.index(i)]]
        if len(same) == 1 and (anchor.start > value.end or value.sort in (Sort.RANK, Sort.BAND)):
            return names
    return names[-1:]


def listed_index(text: str, start: int, run: Run, i: int, mentions: list[Mention]) -> Index | None:
    """The index of value ``i`` where as many indexes as values are listed before them: "PAR INDEX, SIPAS và PCI lần lượt xếp 16, 14 và 23"."""
    named = [m for m in mentions if m.sort is Sort.INDEX and start <= m.start and m.end <= run.start]
    before = [
        m for m, after in pairwise([*named, None]) if m and (after is None or after.data != m.data or after.start - m.end > 2)
    ]
    size = len(run.members)
    if size < 2 or len(before) != size or not _LISTED.search(text[before[-1].end : run.first.at[0]]):
        return None
    found = before[run.positions.index(i)].data
    return found if isinstance(found, Index) else None


def listed_year(text: str, start: int, run: Run, i: int, mentions: list[Mention]) -> int | None:
    """The year of value ``i`` where as many years as values are listed before them: "năm 2019 và 2020 xếp lần lượt thứ 22 và 11", or their period."""
    before = [m for m in mentions if m.sort is Sort.YEAR and start <= m.start and m.end <= run.start]
    size = len(run.members)
    if size > 1 and (period := _PERIOD.search(text[start : run.first.at[0]])) is not None:
        first, last = int(period["first"]), int(period["last"])
        return first + run.positions.index(i) if last - first + 1 == size else None
    if size < 2 or len(before) < size:
        return None
    between = text[before[-1].end : run.first.at[0]]
    plain = len(before) == size and not re.search(r"[;.:\d]", between)  # "năm 2019 và 2020 X xếp thứ 41 và 27"
    if not (plain or _LISTED.search(between)):
        return None
    own = before[-size:]
    gaps = [text[a.end : b.start] for a, b in pairwise(own)]
    if not all(re.fullmatch(r"[\s,]*(?:và|,)?[\s,]*(?:năm)?\s*", gap) for gap in gaps):
        return None
    return int(own[run.positions.index(i)].value or 0)


def paired(text: str, start: int, run: Run, found: list[Anchor]) -> list[SubjectMention]:
    """The subjects that a list of values pairs with when they stand apart: "thứ hai, thứ ba là A 25 điểm, B 24", "A xếp nhất, B nhì, C ba, với điểm lần lượt là x, y và z".

    Empty where the list is one value, stands in a bracket, or the sentence has named fewer subjects than it has members.
    """
    size = len(run.members)
    if size < 2 or bracket_of(text, start, run.start) is not None:
        return []
    if any(m.sort is Sort.BAND for m in run.members):
        return []
    following = [
        m
        for a in found
        for m in a.members
        if m.start >= run.end and (";" not in text[run.end : m.start] or _COLON.match(text[run.end :]))
    ]
    if len(following) >= size and _LEADS.fullmatch(text[run.end : following[0].start]):
        return [m.data for m in following[:size] if isinstance(m.data, SubjectMention)]
    before = [m for a in found if not a.aside for m in a.members if m.end <= run.start]
    said = text[start : run.start]
    if len(before) < size or not (_LISTED.search(said) or len(before) == size):
        return []
    return [m.data for m in before[-size:] if isinstance(m.data, SubjectMention)]
