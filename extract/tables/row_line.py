"""One line as a row of a table whose cells blanks part ("01 Sở Công Thương 100 92,83 92,83 1"), or as ranks and names in turn."""

from __future__ import annotations

import re

from extract.mentions.band import classes
from extract.mentions.subject import resolve
from extract.text.clean import tone_key

GAP = re.compile(r"\t| {3,}")  # what parts cells inside a line
Slice = tuple[str, int, int]  # text, start, end
_VALUE = r"(?:\d+, \d{1,2}(?!\d)|[+−-]?\d+(?:[.,]\d+)*%?(?:\s?\(\d+[.,]\d+\))?|N/A|n/a|-|–|\.{3}|…)"
_LAST = re.compile(rf"\s({_VALUE})(?:\s+\*)?$")
_HEAD = re.compile(r"^(\d{1,3})[.)]?\s+(?:(\d{1,3})\s+)?(?=\D)")
_CELL = re.compile(_VALUE)
_YEAR = re.compile(r"(?:năm\s*)?20[0-3]\d")
_YEAR_ROW = re.compile(rf"(?:năm\s+)?(20[0-3]\d)(?:\s+{_VALUE}){{2,}}$", re.I)
_PAIRS = re.compile(r"(\d{1,3})\s+([^\d|]+?)(?=\s+\d{1,3}\s+[^\d\s]|\s*$)")
LONGEST = 200


def cut_row(line: str, offset: int) -> list[Slice] | None:
    """[ordinals,] name, values of a line that begins at ``offset`` in the document; None where it is no such row."""
    if len(line) > LONGEST or "|" in line or "/QĐ" in line or "...." in line or GAP.search(line):
        return None
    text = line.rstrip()
    cells: list[Slice] = []
    begin = 0
    if (year := _YEAR_ROW.match(text)) is not None:
        cells = [(m.group(), offset + m.start(), offset + m.end()) for m in _CELL.finditer(text, year.start(1))]
        return None if all(is_year(text) for text, _, _ in cells) else cells
    if match := _HEAD.match(text):
        cells += [(match[k], offset + match.start(k), offset + match.end(k)) for k in (1, 2) if match[k]]
        begin = match.end()
    values = _tail(text, begin)
    name = text[begin : values[0][0]].strip() if values else ""
    if not name or not name[0].isalpha() or len(name.split()) > 14 or re.search(r"[;:!?]", name):
        return None
    if all(is_year(text[a:b]) for a, b in values):
        return None  # "Chỉ số DTI năm 2023": a heading or a title
    at = text.index(name, begin)
    cells.append((name, offset + at, offset + at + len(name)))
    return [*cells, *((text[a:b], offset + a, offset + b) for a, b in values)]


def is_year(text: str) -> bool:
    """Whether a cell only names a year."""
    return "20" in text and _YEAR.fullmatch(tone_key(text.strip())) is not None


def _tail(text: str, begin: int) -> list[tuple[int, int]]:
    """Where the values at the end of a line stand: figures and classes, read from the right."""
    spans: list[tuple[int, int]] = []
    end = len(text)
    while (found := _value_at_end(text, begin, end)) is not None:
        spans.insert(0, found)
        end = len(text[: found[0]].rstrip())
    return spans


def _value_at_end(text: str, begin: int, end: int) -> tuple[int, int] | None:
    if match := _LAST.search(text, begin, end):
        return match.span(1)
    if text[begin:end][-1:].isdecimal():
        return None
    words = text[begin:end].split(" ")[-4:]
    for size in (3, 2, 1):
        tail = " ".join(words[-size:])
        if len(words) > size and tone_key(tail) in classes() and words[-size - 1] != "và":  # "Sở Nông nghiệp và Phát triển"
            return end - len(tail), end
    return None


def cut_pairs(line: str, offset: int) -> list[list[Slice]]:
    """The (rank, name) pairs of a line that is nothing but such pairs of known names; ``offset`` as above."""
    made: list[list[Slice]] = []
    for match in _PAIRS.finditer(line):
        if not resolve(match[2]).known:
            return []
        made.append([(match[k], offset + match.start(k), offset + match.end(k)) for k in (1, 2)])
    return made
