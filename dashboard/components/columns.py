"""Which columns of a table fit a picture, and how wide each is: the widths that a browser would find."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PIL.ImageFont import FreeTypeFont

from dashboard.components.grid import holds, spans
from dashboard.components.typeface import measured
from extract.document import Cell

PAD = 7  # on either side of a cell's text
GAP = Cell("…", 0, 0, -2, -1)  # stands for columns left out: the same in every row, so that it is one merged cell
LONGEST = 150  # a word that is longer may be broken


def fitting(rows: Sequence[Sequence[Cell]], font: FreeTypeFont, scale: int, room: float, value: int) -> list[list[Cell]]:
    """``rows`` with as many columns as have ``room``: that of the value first, the two on the left (who is it?), then its neighbours."""
    width = max(len(row) for row in rows)
    least, _ = _needs(rows, font, scale, width)
    at = next((j for row in rows for j, cell in enumerate(row) if holds(cell, value)), 0)
    taken: set[int] = set()
    for column in sorted(range(width), key=lambda c: (c != at, c > 1, abs(c - at), c)):
        with_it = taken | {column}
        if taken and sum(least[c] for c in with_it) + _gaps(with_it, width) * (measured(font, GAP.text) + 2 * PAD * scale) > room:
            continue
        taken = with_it
    return [_chosen(row, sorted(taken), width) for row in rows]


def widths(rows: Sequence[Sequence[Cell]], font: FreeTypeFont, scale: int, room: float) -> list[float]:
    """The width of each column: what its longest text needs, or a share of ``room`` between that and its longest word."""
    count = max(len(row) for row in rows)
    least, most = _needs(rows, font, scale, count)
    if sum(most) <= room:
        return most
    spare, wish = room - sum(least), sum(m - n for m, n in zip(most, least, strict=True))
    if spare <= 0 or wish <= 0:
        return [n * room / sum(least) for n in least]
    return [n + spare * (m - n) / wish for m, n in zip(most, least, strict=True)]


def _needs(rows: Sequence[Sequence[Cell]], font: FreeTypeFont, scale: int, count: int) -> tuple[list[float], list[float]]:
    """The least and the most width that each column can use; cells over several columns ask for nothing."""
    least, most = [20.0 * scale] * count, [20.0 * scale] * count
    for drawn in spans(rows):
        for span in drawn:
            if span.across == 1 and span.cell.text:
                words = [measured(font, word) for word in span.cell.text.split()]
                pad = 2 * PAD * scale
                least[span.column] = max(least[span.column], min(LONGEST * scale, max(words, default=0)) + pad)
                most[span.column] = max(most[span.column], sum(words) + measured(font, " ") * len(words) + pad)
    return least, [max(a, b) for a, b in zip(least, most, strict=True)]


def _gaps(columns: set[int], width: int) -> int:
    """How often columns are left out between, before or after ``columns``."""
    edges = [-1, *sorted(columns), width]
    return sum(b - a > 1 for a, b in pairwise(edges))


def _chosen(row: Sequence[Cell], columns: Sequence[int], width: int) -> list[Cell]:
    made: list[Cell] = []
    before = -1
    for column in [*columns, width]:
        if column - before > 1:
            made.append(GAP)
        if column < len(row):
            made.append(row[column])
        before = column
    return made
