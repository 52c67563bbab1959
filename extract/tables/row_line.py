"""One line as a row of a table whose cells blanks part ("01 Sở Công Thương 100 92,83 92,83 1"), or as ranks and names in turn."""

from __future__ import annotations

import re

from extract.mentions.band import classes
from extract.mentions.subject import resolve
from extract.text.clean import tone_key

GAP = re.compile(r"\t| {3,}")  # what parts cells inside a line
Slice = tuple[str, int, int]  # text, start, end
_VALUE = r"(?:\d+, \d{1,2}(?!\d)|[+−-]?\d+(?:[.,]\d+)*%?(?:\s?\(\d+[.,]\d+\))?|N/A|n/a|-|–|\.{3}|…)"
_TAIL = re.compile(rf"(?:\s+{_VALUE})+(?:\s+\*)?$")
_HEAD = re.compile(r"^(\d{1,3})[.)]?\s+(?=\D)")
_CELL = re.compile(_VALUE)
_PAIRS = re.compile(r"(\d{1,3})\s+([^\d|]+?)(?=\s+\d{1,3}\s+[^\d\s]|\s*$)")
LONGEST = 200


def cut_row(line: str, offset: int) -> list[Slice] | None:
    """[ordinal,] name, values of a line that begins at ``offset`` in the document; None where it is no such row."""
    if len(line) > LONGEST or "|" in line or "/QĐ" in line or GAP.search(line):
        return None
    text = line.rstrip()
    cells: list[Slice] = []
    begin = 0
    if match := _HEAD.match(text):
        cells.append((match[1], offset, offset + len(match[1])))
        begin = match.end()
    band = _band_tail(text)
    stop = band[0] if band else len(text)
    body = text[begin:stop].rstrip()
    match_tail = _TAIL.search(body)
    if match_tail is None and not (cells and band):
        return None
    name_end = begin + (match_tail.start() if match_tail else len(body))
    name = text[begin:name_end].strip()
    if not name or not name[0].isalpha() or len(name.split()) > 14 or re.search(r"[;:!?]", name):
        return None
    at = text.index(name, begin)
    cells.append((name, offset + at, offset + at + len(name)))
    if match_tail:
        for value in _CELL.finditer(body[match_tail.start() :]):
            a = begin + match_tail.start() + value.start()
            cells.append((value.group(), offset + a, offset + a + len(value.group())))
    if band:
        cells.append((text[band[0] :], offset + band[0], offset + len(text)))
    return (
        cells
        if len(cells) >= 2 + (len(cells[0][0]) <= 3 and cells[0][0].isdigit()) or (len(cells) == 2 and not cells[0][0].isdigit())
        else None
    )


def cut_pairs(line: str, offset: int) -> list[list[Slice]]:
    """The (rank, name) pairs of a line that is nothing but such pairs of known names; ``offset`` as above."""
    made: list[list[Slice]] = []
    for match in _PAIRS.finditer(line):
        if not resolve(match[2]).known:
            return []
        made.append([(match[k], offset + match.start(k), offset + match.end(k)) for k in (1, 2)])
    return made


def _band_tail(text: str) -> tuple[int, str] | None:
    """Where a class at the end of the line begins."""
    if text[-1:].isdecimal():
        return None
    words = text.split(" ")
    for size in (3, 2, 1):
        tail = " ".join(words[-size:])
        if len(words) > size and tone_key(tail) in classes():
            return len(text) - len(tail), tail
    return None
