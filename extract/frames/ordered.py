"""Ranks that a numbered list gives by its order, where the line above or the note below says that it stands in order of rank.

"… xếp theo thứ hạng từ cao xuống thấp: 1. A: 93,2 điểm; 2. B: 91,4 điểm": the numbers of its items are ranks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.document import Block
from extract.lexicon import vocabulary
from extract.observation import Evidence, Kind, Measure, Observation
from extract.text.clean import tone_key

FEWEST = 3  # items of a list
NOTE = 240  # characters of a line that speaks of the list beside it
_NUMBER = re.compile(r"\s*(?P<n>\d{1,3})[.)/]\s+(?=\D)")
_SCORES = (Measure.SCORE, Measure.PERCENT)
Item = tuple[Block, Sequence[Observation], str | None]


def listed_ranks(text: str, items: Sequence[Item]) -> list[Observation]:
    """The ranks of all numbered lists in order among ``items``: the blocks of ``text`` in reading order with what was read in each, and the part inside
    which ranks hold there."""
    found: list[Observation] = []
    i = 0
    while i < len(items):
        run = _run(text, items, i)
        if len(run) >= FEWEST and _in_order(text, items, i, i + len(run)):
            found += run
        i += max(1, len(run))
    return found


def _run(text: str, items: Sequence[Item], i: int) -> list[Observation]:
    """A rank for each item of the list that begins with number 1 at ``i``; empty where one has no figure, several subjects or a rank."""
    made: list[Observation] = []
    for block, observations, among in items[i:]:
        number = _NUMBER.match(text, block.start, block.end)
        if number is None or int(number["n"]) != len(made) + 1:
            break
        whole = [o for o in observations if o.criterion is None]
        figures = [o for o in whole if o.measure in _SCORES]
        if not figures or any(o.measure is Measure.RANK for o in whole) or len({o.subject for o in whole}) > 1:
            return []
        at = number.span("n")
        within = among if figures[0].subject_kind is Kind.DEPARTMENT else None
        made.append(replace(_rank(text, block, figures[0], at), among=within))
    return made


def _rank(text: str, block: Block, figure: Observation, at: tuple[int, int]) -> Observation:
    a, b = block.start, block.end
    quote = Evidence(text[a:b], a, b, *at, prefix=text[max(0, a - 32) : a], suffix=text[b : b + 32])
    return replace(figure, measure=Measure.RANK, value=int(text[at[0] : at[1]]), raw=text[at[0] : at[1]], evidence=quote)


def _in_order(text: str, items: Sequence[Item], first: int, last: int) -> bool:
    """Whether the end of the block above or the note right below speaks of the order."""
    said = re.compile(vocabulary("columns")["in_order"])
    above = text[items[first - 1][0].start : items[first - 1][0].end][-NOTE:] if first else ""
    below = text[items[last][0].start : items[last][0].end] if last < len(items) else ""
    return said.search(tone_key(above)) is not None or (len(below) <= NOTE and said.search(tone_key(below)) is not None)
