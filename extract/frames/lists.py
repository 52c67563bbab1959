"""Runs of values of one sort: "thứ 61, 62 và 63", "70,36; 69,75 và 69,23"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.mentions.mention import Mention, Sort

_GAP = re.compile(r"[\s,;/\"“”()–-]*(?:và|hay|and)?[\s,;–-]*(?:thứ|hạng)?\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """Values that follow each other with nothing but commas, semicolons, dashes and "và" between; ``positions`` among all values."""

    members: tuple[Mention, ...]
    positions: tuple[int, ...]

    @property
    def sort(self) -> Sort:
        """What its members are."""
        return self.members[0].sort

    @property
    def first(self) -> Mention:
        """Its first value."""
        return self.members[0]

    @property
    def last(self) -> Mention:
        """Its last value."""
        return self.members[-1]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.first.start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.last.end


def runs(text: str, values: list[Mention]) -> list[Run]:
    """``values`` in runs, in order; a value alone is a run of one."""
    found: list[list[int]] = []
    for i, value in enumerate(values):
        if i and value.sort is values[i - 1].sort and _GAP.fullmatch(text[values[i - 1].end : value.start]):
            found[-1].append(i)
        else:
            found.append([i])
    return [Run(tuple(values[i] for i in positions), tuple(positions)) for positions in found]
