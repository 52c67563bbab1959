"""Ranks given as a span and the list that fills it: "từ hạng 4 đến hạng 7 lần lượt là A, B, C, D", "ba vị trí dẫn đầu theo thứ tự là A, B, C".

A span whose list does not have as many names states nobody's rank. Of those that it has, only ranks that the sentence itself carries in
figures or words are given: a rank counted off on the fingers is no evidence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extract.likeness import evidence_carries
from extract.mentions.mention import Mention, Sort
from extract.mentions.subject import SubjectMention

LONGEST = 60  # ranks in a span: more is a table's business
_TO = re.compile(r"[\s,]*(?:đến|tới|–|-|to)\s*(?:(?:vị|trí|hạng|thứ|số|bậc|ngôi)\s+)*")
_PLACE = re.compile(r"(?:vị trí|thứ hạng|hạng|thứ|vị thứ|ngôi|bậc)\s+(?:từ\s+)?(?:(?:thứ|số|hạng)\s+)*$")
_COUNTED = re.compile(
    r"(?<!\w)(?P<n>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2})\s+(?:vị trí|ngôi|thứ hạng|hạng|đơn vị|cơ quan|địa phương|sở|huyện|xã|tỉnh|cái tên|nơi)\s+"
    r"(?:\S+\s+){0,4}?(?:đầu|dẫn đầu|đứng đầu|cao nhất|cao điểm nhất|nhiều điểm nhất|đầu bảng|đầu tiên)(?!\w)"
)
_ORDERED = re.compile(r"lần lượt|theo thứ tự|tương ứng|xếp thứ tự")
_MOVED = re.compile(r"\bfrom\s+(?:the\s+)?$")  # "dropped from 4th to 7th"
_WORDS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
Told = list[tuple[Mention, SubjectMention]]


def spans(text: str, start: int, end: int, mentions: list[Mention]) -> tuple[Told, set[int]]:
    """Ranks with their subjects, and the ids of the mentions that the spans are written with (to be read no further)."""
    told: Told = []
    used: set[int] = set()
    subjects = [m for m in mentions if m.sort is Sort.SUBJECT and isinstance(m.data, SubjectMention)]
    for first, last in pairwise([m for m in mentions if m.sort in (Sort.RANK, Sort.NUMBER)]):
        if not _is_span(text, first, last):
            continue
        used |= {id(first), id(last)}
        ranks = list(range(int(first.value or 0), int(last.value or 0) + 1))
        told += _filled(text, start, end, first, last, ranks, subjects)
    if told or used:
        return told, used
    key = text[start:end]
    for counted in _COUNTED.finditer(key):
        word = counted["n"]
        size = _WORDS.get(word) or int(word)
        behind = [m for m in subjects if m.start >= start + counted.end()]
        if len(behind) < size or not _ORDERED.search(key[counted.end() : behind[0].start - start]):
            continue
        tops = [m for m in mentions if m.sort is Sort.RANK and start + counted.start() <= m.start < behind[0].start]
        if any(m.value != 1 or "word" not in m.flags for m in tops):
            continue
        at = (start + counted.start(), start + counted.end())
        written = tops[0] if tops else Mention(Sort.RANK, *at, value=1.0, at=at)
        used |= {id(m) for m in tops}
        told += _filled(text, start, end, written, written, list(range(1, size + 1)), subjects)
    return told, used


def _is_span(text: str, first: Mention, last: Mention) -> bool:
    if first.value is None or last.value is None or not 0 < last.value - first.value < LONGEST:
        return False
    if (
        first.value != int(first.value)
        or last.value != int(last.value)
        or (last.sort is Sort.RANK and first.sort is not Sort.RANK)
    ):
        return False
    gap = text[first.end : last.start]
    if not _TO.fullmatch(gap):
        return False
    before = text[max(0, first.start - 30) : first.start]
    if _MOVED.search(before):
        return False
    if first.sort is Sort.NUMBER or last.sort is Sort.NUMBER:
        return (first.sort is Sort.RANK or _PLACE.search(before) is not None) and "nth" not in last.flags
    return True


def _filled(text: str, start: int, end: int, first: Mention, last: Mention, ranks: list[int], subjects: list[Mention]) -> Told:
    """The ranks with the subjects of the list behind the span, or before it where "lần lượt" says so; none where their numbers differ."""
    size = len(ranks)
    behind = [m for m in subjects if m.start >= last.end and not re.search(r";|(?<!\btp)(?<!\btx)\.\s", text[last.end : m.start])]
    before = [m for m in subjects if m.end <= first.start and ";" not in text[m.end : first.start]]
    gap = text[last.end : behind[0].start] if behind else ""
    if len(behind) == size and len(gap) < 90:
        listed = behind
    elif len(before) == size and (_ORDERED.search(text[before[0].start : first.start]) or size == len(before)):
        listed = before
    else:
        return []
    told: Told = []
    for rank, subject in zip(ranks, listed, strict=True):
        end_of_span = {ranks[0]: first, ranks[-1]: last}.get(rank)
        own = end_of_span is not None and end_of_span.value == rank and first is not last
        at = end_of_span.at if own and end_of_span else (first.at[0], last.at[1])
        carried = own or evidence_carries({"value": rank, "evidence": {"quote": text[start:end]}})
        if carried and isinstance(subject.data, SubjectMention):
            told.append((replace(first, value=float(rank), sort=Sort.RANK, at=at), subject.data))
    return told
