"""Marks recognised numbers that the rest of their table contradicts: marked, never mended."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, permutations

from extract.readers.pages import PageTable

_NUMBER = re.compile(r"[-+]?\d{1,6}(?:[.,]\d{1,4})?%?")
_MOST = 0.8  # the share of rows that must keep a rule before the others are in doubt
_STEADY = 0.65  # the share of steps by one that makes a column a counting one


def mark_doubts(table: PageTable) -> None:
    """Mark the cells that break a counting column's steps, or a sum that the other rows keep."""
    values = [[_value(spot.text) for spot in row] for row in table.rows]
    width = len(table.rows[0]) if table.rows else 0
    for c in range(width):
        for r in _out_of_step([row[c] for row in values]):
            table.rows[r][c] = replace(table.rows[r][c], uncertain=True)
    for a, b, total in permutations(range(width), 3):
        if a < b:
            for r in _wrong_sums([(row[a], row[b], row[total]) for row in values]):
                for c in (a, b, total):
                    table.rows[r][c] = replace(table.rows[r][c], uncertain=True)


def _value(text: str) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    return float(text.rstrip("%").replace(",", "."))


def _out_of_step(column: list[float | None]) -> list[int]:
    """Rows of a column that counts up by one (1, 2, 3) whose number is not the one between its neighbours."""
    known = [(r, v) for r, v in enumerate(column) if v is not None]
    steps = [b[1] - a[1] == 1 for a, b in pairwise(known)]
    if len(steps) < 4 or sum(steps) < _STEADY * len(steps):  # one wrong number breaks two steps
        return []
    middle = zip(known, known[1:], known[2:], strict=False)
    return [b[0] for a, b, c in middle if c[1] - a[1] == 2 and b[1] != a[1] + 1]


def _wrong_sums(rows: list[tuple[float | None, float | None, float | None]]) -> list[int]:
    full = [(r, a, b, t) for r, (a, b, t) in enumerate(rows) if a is not None and b is not None and t is not None]
    wrong = [r for r, a, b, t in full if abs(a + b - t) > 0.011]
    if len(full) < 5 or len(wrong) > (1 - _MOST) * len(full) or all(a == 0 or b == 0 for _, a, b, _ in full):
        return []
    return wrong
