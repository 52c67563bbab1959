"""The rows of a table without lines: which pieces of text are one cell, and beside which line of figures it stands.

Lines of one cell stand closer together than rows do. Where they do, a cell of several lines belongs to the line of figures that it
reaches over, whether it is set at the top or in the middle of its row; a heading of several storeys is told by what stands above what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.readers.pages import union
from extract.readers.words import Segment
from extract.readers.wrap import joined

TIGHT = 0.5  # heights of a letter: lines of one cell are closer
CLOSE = 0.35  # heights: rows that are no farther apart cannot be told from the lines of a cell
Range = tuple[float, float]
Row = list["Piece"]


@dataclass(slots=True)
class Piece:
    """One cell: the segments of its lines, from the top down."""

    lines: list[Segment] = field(default_factory=list)

    @property
    def words(self) -> Segment:
        """All words of it."""
        return [word for line in self.lines for word in line]

    @property
    def text(self) -> str:
        """What it says, with words whole again that a narrow column broke."""
        if not self.lines:
            return ""
        spans = [(" ".join(w.text for w in line), line[0].box[0], line[-1].box[2]) for line in self.lines]
        return joined(spans, min(s[1] for s in spans), max(s[2] for s in spans), 1.0)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(w.box[1] for w in self.lines[0])

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(w.box[3] for w in self.lines[-1])

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    def reaches(self, height: float) -> bool:
        """Whether a line of figures at ``height`` stands beside it."""
        half = self.lines[0][0].height * 0.6
        return self.top - half < height < self.bottom + half

    @property
    def across(self) -> Range:
        """Its left and its right edge."""
        box = union([w.box for w in self.words])
        return box[0], box[2]


def middle(line: Sequence[Segment]) -> float:
    """The height at which a line stands."""
    return median(w.middle[1] for segment in line for w in segment)


def tightness(figures: Sequence[Sequence[Segment]]) -> float | None:
    """Points under which two lines are of one cell, by how far apart the lines of ``figures`` stand; None where that tells nothing."""
    height = median(w.height for line in figures for segment in line for w in segment)
    gaps = sorted(middle(b) - middle(a) - height for a, b in pairwise(figures))
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    return min(TIGHT * height, 0.6 * usual) if usual > CLOSE * height else None


def pieces(lines: Sequence[Sequence[Segment]], tight: float) -> list[Piece]:
    """The segments of ``lines`` as cells: those that stand right under one another are one."""
    made: list[Piece] = []
    for segment in (s for line in lines for s in line):
        top, left, right = min(w.box[1] for w in segment), segment[0].box[0], segment[-1].box[2]
        above = [p for p in made if 0 <= top - p.bottom + tight < 2 * tight and p.across[0] < right and left < p.across[1]]
        if len(above) == 1 and _alike(above[0], left, right):
            above[0].lines.append(segment)
        else:
            made.append(Piece([segment]))
    return made


def _alike(piece: Piece, left: float, right: float) -> bool:
    """Whether a line begins, ends or lies in the middle where a cell does: no heading of several columns above one of them."""
    a, b = piece.across
    return abs(a - left) < 2 or abs(b - right) < 2 or abs((a + b) - (left + right)) < 4


def heading(found: Sequence[Piece], columns: Sequence[Range]) -> list[Row]:
    """The rows of a heading: one, or as many as storeys; a cell over several columns stands in each of them."""
    levels: list[list[Piece]] = []
    for piece in sorted(found, key=lambda p: p.middle):
        same = levels and abs(piece.middle - levels[-1][0].middle) < piece.lines[0][0].height / 2
        levels[-1].append(piece) if same else levels.append([piece])
    lowest = {c for piece in levels[-1] for c in over(piece, columns)} if levels else set()
    stacks: list[Row] = [[] for _ in columns]
    for level in levels:
        wide = [p for p in level if level is not levels[-1] and lowest & set(over(p, columns))]
        for c, column in enumerate(columns):
            own = next((p for p in level if c in over(p, columns)), None)
            if own is None and c in lowest and wide:
                own = min(wide, key=lambda p: abs(sum(p.across) - sum(column)))
            if own is not None:
                stacks[c].append(own)
    depth = max(map(len, stacks), default=0)
    return [[stack[min(i, len(stack) - 1)] if stack else Piece() for stack in stacks] for i in range(depth)]


def over(piece: Piece, columns: Sequence[Range]) -> list[int]:
    """The columns that a cell stands over; the nearest one where it stands over none."""
    left, right = piece.across
    found = [c for c, (a, b) in enumerate(columns) if left < b and a < right]
    return found or [min(range(len(columns)), key=lambda c: max(columns[c][0] - right, left - columns[c][1]))]


def body(found: Sequence[Piece], figures: Sequence[float], columns: Sequence[Range]) -> list[Row]:
    """The rows of ``found`` at the heights ``figures``; what reaches over none of these is a row of its own: a group's name."""
    rows: list[tuple[float, Row]] = [(y, [Piece() for _ in columns]) for y in figures]
    apart: list[Piece] = []
    for piece in found:
        mine = [row for y, row in rows if piece.reaches(y)]
        if not mine:
            apart.append(piece)
            continue
        row = min((r for r in rows if any(r[1] is m for m in mine)), key=lambda r: abs(r[0] - piece.middle))[1]
        row[nearest(piece, columns)].lines += piece.lines
    for piece in apart:
        beside = next((row for y, row in rows if abs(y - piece.middle) < piece.lines[0][0].height * 0.5), None)
        if beside is None:
            rows.append((piece.middle, beside := [Piece() for _ in columns]))
        beside[nearest(piece, columns)].lines += piece.lines
    for _, row in rows:
        said = [p for p in row if p.lines]
        if len(said) <= 2 and said and len(said[-1].text) > 3 and not any(map(str.isdigit, said[-1].text)):
            number = next((c for c, p in enumerate(row) if p is said[0]), 0) + 1 if len(said) == 2 else 0
            row[number:] = [said[-1]] * (len(row) - number)
    return [row for _, row in sorted(rows, key=lambda r: r[0])]


def nearest(piece: Piece, columns: Sequence[Range]) -> int:
    """The column that a cell of the body stands in."""
    left, right = piece.across
    return min(
        range(len(columns)),
        key=lambda c: (max(columns[c][0] - right, left - columns[c][1], 0.0), abs(sum(columns[c]) - left - right)),
    )
