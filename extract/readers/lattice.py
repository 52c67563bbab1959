"""Rectangles that a table's lines enclose, as a grid: shared by drawn PDF tables and by scans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from extract.readers.pages import Box, PageTable, Spot, union


def lattice(cells: Sequence[Box], spot: Callable[[Box], Spot], near: float) -> PageTable | None:
    """The grid of ``cells``; ``spot`` reads one of them; edges closer than ``near`` are one. None where it is no table."""
    xs, ys = _edges([x for c in cells for x in (c[0], c[2])], near), _edges([y for c in cells for y in (c[1], c[3])], near)
    if len(xs) < 3 or len(ys) < 2:
        return None
    around = union(cells)
    grid: list[list[Spot | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for cell in cells:
        read = spot(cell)
        for r in range(_index(ys, cell[1]), _index(ys, cell[3])):
            for c in range(_index(xs, cell[0]), _index(xs, cell[2])):
                grid[r][c] = read
    rows = [[found or Spot("", around) for found in row] for row in grid]
    rows = [row for row in rows if any(found.text for found in row)]
    kept = [c for c in range(len(xs) - 1) if len(rows) == 1 or any(row[c].text for row in rows)]
    if not rows or len(kept) < (2 if len(rows) > 1 else 3):  # a row alone may end the table of the page before
        return None
    return PageTable([[row[c] for c in kept] for row in rows], around, [xs[c] for c in kept])


def _edges(values: list[float], near: float) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= near:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _index(edges: list[float], value: float) -> int:
    after = bisect_left(edges, value)
    return after - 1 if after == len(edges) or (after and value - edges[after - 1] <= edges[after] - value) else after
