"""One cell a line: a heading's lines, then the rows' cells in turn."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from extract.document import Block, Document
from extract.mentions.subject import resolve
from extract.observation import Kind
from extract.tables.lines import SHORT, Line, Slice, table_block

NARROWEST, WIDEST = 2, 16  # columns
LEAST = 3  # rows
FAR = 24  # lines that a heading may take before its first row


def find(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """A table whose heading begins at line ``i``."""
    if not _cell(lines[i]) or lines[i].sort == "number":  # type: ignore[union-attr]
        return None
    end = i
    while end < len(lines) and _cell(lines[end]):
        end += 1
    run = [line for line in lines[i:end] if line is not None]
    for width in _widths(run):
        rows = _rows(run, width)
        if len(rows) - 1 >= LEAST and _plausible(rows):
            used = sum(len(row) for row in rows)
            table = [[_slice(line) for line in row] for row in rows]
            return [table_block(table, 1, document.blocks[i], document.blocks[i + used - 1])], i + used
    return None


def _cell(line: Line | None) -> bool:
    return (line is not None and len(line.text) <= SHORT and not line.text.rstrip().endswith((".", ";"))) or (
        line is not None and line.sort != "text"
    )


def _slice(line: Line) -> Slice:
    bare = line.text.strip(" |")
    start = line.start + line.text.index(bare) if bare else line.start
    return bare, start, start + len(bare)


def _widths(run: list[Line]) -> list[int]:
    """Widths worth trying: how far the first figures stand from the start, and how far names stand from each other."""
    first = next((k for k, line in enumerate(run[:FAR]) if line.sort in ("number", "empty")), None)
    if first is None:
        return []
    names = [k for k, line in enumerate(run) if line.sort == "text" and k >= first - 1]
    steps = Counter(b - a for a, b in pairwise(names) if NARROWEST <= b - a <= WIDEST)
    likely = [width for width, _ in steps.most_common(2)]
    return list(dict.fromkeys(w for w in [*likely, first, first - 1] if NARROWEST <= w <= WIDEST))


def _rows(run: list[Line], width: int) -> list[list[Line]]:
    """The heading (``width`` lines of words) and the rows behind it, as long as every row has figures where the first has them."""
    heading = run[:width]
    if len(heading) < width or sum(line.sort in ("number", "empty") for line in heading) > width // 4:
        return []
    rows = [heading]
    shape: list[str] | None = None
    position = width
    while position + width <= len(run):
        row = run[position : position + width]
        sorts = ["text" if line.sort == "text" else "value" for line in row]
        if shape is None:
            if "value" not in sorts or "text" not in sorts:
                break
            shape = sorts
        fits = sum(a == b for a, b in zip(shape, sorts, strict=True))
        if fits < width - (1 if width > 3 else 0) or sorts[shape.index("text")] != "text":
            break
        rows.append(row)
        position += width
    return rows


def _plausible(rows: list[list[Line]]) -> bool:
    """Whether the words' column names subjects, groups or criteria rather than sentences."""
    body = rows[1:]
    at = next(c for c, line in enumerate(body[0]) if line.sort == "text")
    names = [row[at].text for row in body]
    known = sum(resolve(name).kind is not Kind.OTHER for name in names)
    return known >= 0.4 * len(names) or len(set(names)) == len(names)
