"""Sentences of a block, as spans of the document's text."""

from __future__ import annotations

import re

# not an end: "TP. Hồ Chí Minh", "Th.S", "số 1. ", initials (but not "hạng A."), "v.v."
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(\[]*(?P<next>[^\W_]|[-+•–*]))|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:tp|tx|tt|h|q|p|x|ts|ths|gs|pgs|ô|b|nxb|st|no|mr|mrs|dr|vp)|(?<!hạng )(?<!loại )(?<!mức )(?<!nhóm )(?<!độ )\b[A-ZĐ]|\bv\.v)\.$|(?:^|[:;]\s*)\(?\d{1,2}\.$",
    re.I,
)


LONGEST = 1500  # characters of a sentence: what is longer is no sentence, and is cut
CUTS = ("; ", ", ", " ")  # between the items of a list rather than inside one


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences of ``text[start:end]``, without blanks at their ends."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if (match["next"] or "").islower():
            continue
        if "\n" not in match.group() and _ABBREVIATION.search(text[max(begin, match.start() - 12) : match.start()]):
            continue
        _add(spans, text, begin, match.start())
        begin = match.end()
    _add(spans, text, begin, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > LONGEST:  # the rules that follow compare all mentions of a sentence with each other
        found = (text.rfind(sign, start + LONGEST // 2, start + LONGEST) for sign in CUTS)
        cut = next((at + 1 for at in found if at >= 0), start + LONGEST)
        _trimmed(spans, text, start, cut)
        start = cut
    _trimmed(spans, text, start, end)


def _trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
