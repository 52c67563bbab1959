"""Criteria that no vocabulary has, named in quotes: "Tiếp nhận, xử lý góp ý" đạt 71,25%."""

from __future__ import annotations

import re

from extract.mentions.band import parse_band
from extract.mentions.index import find_indexes
from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.mentions.subject import find_subjects

_QUOTE = re.compile(r"[\"“]([^\"“”\n]{6,120})[\"”]")
_CALLED = re.compile(
    r"(?:chỉ số|tiêu chí|nội dung|lĩnh vực|trụ cột|phần|hợp phần|yếu tố|mục|thành phần|là|riêng|về|nhóm)\s*:?\s*$"
)
_FIGURE = re.compile(
    r"\s*(?:[,:(]\s*)?(?:(?:của|ở)\s+[^,.;\d]{0,60})?(?:(?:chỉ|được|đạt|với|có|cũng|còn|tăng|giảm|mất|tụt|xếp|đứng|khá|rất|thấp|cao|ở|bằng|là"
    r"|dừng|dừng lại|nhận|tới|đến|lên|xuống|cao nhất|thấp nhất|mới|vẫn|thì|lại|mức|con số|chấm|scored|scores|was|is|at|with|reached|got|only|of)[\s:]+){0,4}"
    r"(?:thứ|hạng|vị trí|\d)"
)


BESIDE = 2  # other quoted criteria of a sentence that make one of what is also an index's name


def quoted(passage: Passage, start: int, end: int) -> list[Mention]:
    """Quoted names in ``text[start:end]`` that a figure follows or a word like "chỉ số" precedes."""
    text, key = passage.text, passage.key
    found: list[Mention] = []
    named: list[Mention] = []  # like an index: parts of another one where parts stand beside
    for match in _QUOTE.finditer(text, start, end):
        name = match[1].strip(" ,.")
        if not 2 <= len(name.split()) <= 24 or parse_band(name) is not None or re.search(r"\d", name):
            continue
        before = key[max(start, match.start() - 24) : match.start()]
        if not (_FIGURE.match(key, match.end(), min(end, match.end() + 80)) or _CALLED.search(before)):
            continue
        if find_subjects(name):
            continue
        if any(m.strong and m.end - m.start > len(name) - 4 for m in find_indexes(name)):
            if not re.search(r"[A-Z]{3}", name):  # "PCI" is no part of anything
                named.append(
                    Mention(Sort.CRITERION, *match.span(), name=name)
                )  # with its quotes: longer than the index's mention
            continue
        at = match.start(1)
        found.append(Mention(Sort.CRITERION, at, at + len(match[1]), name=name))
    return found + named if len(found) >= BESIDE else found
