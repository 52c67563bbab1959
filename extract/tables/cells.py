"""What one cell says: numbers, "01 (0,727)", "62,3/70", "89%", signs of change, classes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extract.document import Cell
from extract.lexicon import vocabulary
from extract.mentions.band import parse_band
from extract.mentions.number import parse_number, parse_ordinal

_NUMBER = r"\d+(?:[.,]\s?\d+)*"
_PLAIN = re.compile(rf"^[+−–-]?\s*({_NUMBER})\s*(%|điểm|đ|\*+)?$", re.I)
_PAIR = re.compile(rf"^({_NUMBER})\s*/\s*({_NUMBER})(?:\s*(?:điểm|đ))?$", re.I)
_RANKED = re.compile(rf"^(?:hạng\s+|thứ\s+)?(\d{{1,3}})\s*[(\[]\s*({_NUMBER})\s*(?:điểm|đ|%)?\s*[)\]]$", re.I)
_SCORED = re.compile(
    rf"^({_NUMBER})\s*(%|điểm|đ)?\s*[(\[]\s*(?:hạng\s+|thứ\s+|xếp\s+)?(?:thứ\s+|hạng\s+)?(\d{{1,3}})\s*[)\]]$",
    re.I,
)
LONGEST = 100  # characters of a cell that may be a number, blanks included
_SIGN = re.compile(r"^\s*(?:[-−–]|giảm|tụt|↓|▼)", re.I)


class Part(NamedTuple):  # made for every figure of every table: a frozen dataclass takes three times as long
    """A number or a class inside a cell: its reading, and where it stands in the document's text."""

    value: float | str
    start: int
    end: int
    percent: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a whole number."""
        return isinstance(self.value, float) and self.value == int(self.value)


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: blank, a dash, N/A."""
    return text.strip().lower() in _empty()


@cache
def _empty() -> frozenset[str]:
    return frozenset(vocabulary("columns")["empty"])


def number_of(cell: Cell) -> Part | None:
    """The cell's one number."""
    read = _number(cell.text) if len(cell.text) <= LONGEST else None
    if read is None:
        return None
    value, start, end, percent = read
    return Part(value, cell.start + start, cell.start + end, percent)


@lru_cache(maxsize=8192)  # a cell is asked for its number by all who look at its row or its column
def _number(text: str) -> tuple[float, int, int, bool] | None:
    """The one number of a cell's text: its value, where it stands, whether it is a share."""
    match = _PLAIN.match(text.strip())
    value = parse_number(match[1]) if match else None
    if match is None or value is None:
        return None
    shift = len(text) - len(text.lstrip())
    return value, shift + match.start(1), shift + match.end(1), match[2] == "%"


def pair_of(cell: Cell) -> tuple[Part, Part] | None:
    """Score and maximum of "62,3/70"."""
    return _two(cell, _PAIR, 1, 2)


def ranked_of(cell: Cell) -> tuple[Part, Part] | None:
    """Rank and score of "01 (0,727)"."""
    return _two(cell, _RANKED, 1, 2)


def scored_of(cell: Cell) -> tuple[Part, Part] | None:
    """Rank and score of "0,727 (1)", "65.2 (hạng 13)" and "81,4% (5)"."""
    match = _SCORED.match(cell.text.strip())
    if match is None or (re.fullmatch(r"\d{1,3}", match[1]) and not match[2]):
        return None
    return _two(cell, _SCORED, 3, 1)


def rank_of_cell(cell: Cell) -> Part | None:
    """The cell's rank, in figures or words ("Nhất", "Hạng 3", "3/20")."""
    text = cell.text.strip()
    if (part := number_of(cell)) is not None:
        return part if part.whole and isinstance(part.value, float) and 1 <= part.value < 1000 and not part.percent else None
    match = re.fullmatch(r"(?:hạng|thứ|xếp thứ|xếp hạng)?\s*([^\W\d_]+(?:\s[^\W\d_]+)?|\d{1,3})(?:\s*/\s*\d{1,3})?", text, re.I)
    if match and (value := parse_ordinal(match[1])):
        at = cell.start + cell.text.index(match[1])
        return Part(float(value), at, at + len(match[1]))
    return None


def change_of(cell: Cell) -> Part | None:
    """A change with its sign: "+3", "-2", "tăng 4", "↓5"."""
    match = re.search(_NUMBER, cell.text)
    if match is None:
        return None
    value = parse_number(match.group())
    if value is None:
        return None
    sign = -1.0 if _SIGN.match(cell.text) else 1.0
    return Part(sign * value, cell.start + match.start(), cell.start + match.end(), percent="%" in cell.text)


def class_of(cell: Cell) -> Part | None:
    """The class in a cell of a column of classes: one that is known, else the words themselves, in lower case and without "nhóm"."""
    if (known := band_of(cell)) is not None:
        return known
    name = re.sub(r"^(?:nhóm|loại|mức độ|mức|hạng)\s+", "", " ".join(cell.text.split()).lower())
    return Part(name, cell.start, cell.end) if name and not re.search(r"\d", name) else None


def band_of(cell: Cell) -> Part | None:
    """The class that the cell names."""
    name = parse_band(cell.text)
    return Part(name, cell.start, cell.end) if name else None


def _part(cell: Cell, match: re.Match[str], group: int) -> Part | None:
    value = parse_number(match[group])
    if value is None:
        return None
    shift = cell.start + len(cell.text) - len(cell.text.lstrip())
    return Part(value, shift + match.start(group), shift + match.end(group))


def _two(cell: Cell, pattern: re.Pattern[str], first: int, second: int) -> tuple[Part, Part] | None:
    match = pattern.match(cell.text.strip())
    if match is None:
        return None
    a, b = _part(cell, match, first), _part(cell, match, second)
    return (a, b) if a is not None and b is not None else None
