"""Cells that say several things: "85,2 điểm; hạng 5/8", "87,5% – thứ 3", "Hạng 2/8 (712,5 điểm, loại Tốt)"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.document import Cell
from extract.mentions.band import parse_band
from extract.mentions.number import parse_number
from extract.observation import Measure
from extract.tables.cells import LONGEST, Part

_NUMBER = r"\d+(?:[.,]\d+)*"
_APART = re.compile(
    r"\s*[;()|–-]\s*|\s*,\s+|\s+/\s+|\s*/\s*(?=[^\W\d])|\s+(?=(?:xếp|đứng)\s)|(?<=[\d%đm])\s+(?=(?:hạng|thứ|vị trí)\s)", re.I
)
_RANK = re.compile(
    rf"(?:(?:xếp|đứng|đạt|vị)\s+)?(?:thứ hạng|hạng|thứ|vị trí|trí)\s*:?\s*(?:thứ\s+)?(\d{{1,3}})(?:\s*/\s*(\d{{1,4}}))?(?!{_NUMBER})",
    re.I,
)
_PLACE = re.compile(r"(\d{1,3})\s*/\s*(\d{1,4})")  # beside a score or a percentage: "81,4% (5/63)"
_SCORE = re.compile(rf"(?:đạt\s+|được\s+)?({_NUMBER})\s*(?:/\s*({_NUMBER})\s*)?(?:điểm|đ)", re.I)
_PERCENT = re.compile(rf"(?:đạt\s+|được\s+)?({_NUMBER})\s*%")
_BARE = re.compile(rf"({_NUMBER})")
_BAND = re.compile(r"(?:xếp\s+)?(?:loại|mức|nhóm)\s+[\w ]+", re.I)


class _Fact(NamedTuple):
    measure: Measure
    value: float | str
    start: int
    end: int


def facts_of(cell: Cell) -> list[tuple[Measure, Part]]:
    """What a cell of two or more facts says, in its order; [] where it says one thing, or anything that is not understood."""
    if len(cell.text) > LONGEST:
        return []
    return [
        (fact.measure, Part(fact.value, cell.start + fact.start, cell.start + fact.end, fact.measure is Measure.PERCENT))
        for fact in _facts(cell.text)
    ]


def says_several(text: str) -> bool:
    """Whether a cell's text is two facts or more, and nothing else."""
    return len(text) <= LONGEST and bool(_facts(text))


@lru_cache(maxsize=4096)
def _facts(text: str) -> tuple[_Fact, ...]:
    pieces = []
    at = 0
    for apart in [*_APART.finditer(text), None]:
        end = apart.start() if apart else len(text)
        if text[at:end].strip():
            pieces.append((at + len(text[at:end]) - len(text[at:end].lstrip()), text[at:end].strip()))
        at = apart.end() if apart else end
    read = [_read(piece, at) for at, piece in pieces]
    if len(pieces) < 2 or not all(read):
        return ()
    made = [fact for facts in read for fact in facts]
    measures = [fact.measure for fact in made]
    worded = Measure.RANK in measures or Measure.BAND in measures
    return tuple(made) if worded and len(set(measures)) == len(measures) else ()


def _read(piece: str, at: int) -> tuple[_Fact, ...]:
    """The facts of one piece: a rank with its total, a score with its maximum, a percentage, a class."""
    for pattern, first, second in (
        (_RANK, Measure.RANK, Measure.RANK_OF),
        (_PLACE, Measure.RANK, Measure.RANK_OF),
        (_SCORE, Measure.SCORE, Measure.MAX_SCORE),
        (_PERCENT, Measure.PERCENT, None),
        (_BARE, Measure.SCORE, None),
    ):
        match = pattern.fullmatch(piece)
        if match is None:
            continue
        told = [_fact(first, match, 1, at)]
        if second is not None and match[2]:
            told.append(_fact(second, match, 2, at))
        return tuple(fact for fact in told if fact is not None)
    band = parse_band(piece) if _BAND.fullmatch(piece) else None
    return (_Fact(Measure.BAND, band, at, at + len(piece)),) if band else ()


def _fact(measure: Measure, match: re.Match[str], group: int, at: int) -> _Fact | None:
    value = parse_number(match[group])
    return None if value is None else _Fact(measure, value, at + match.start(group), at + match.end(group))
