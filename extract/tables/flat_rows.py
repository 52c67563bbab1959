"""One row a line, cells parted by blanks: "01 Sở Công Thương 100 92,83 92,83 1", also several groups side by side."""

from __future__ import annotations

import re

from extract.document import Block, Document
from extract.mentions.subject import resolve
from extract.observation import Kind
from extract.tables.lines import Line, Slice, pairs_of, row_of, table_block

LEAST = 3  # rows
HEADING_LINES = 4


def find(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """The run of row lines that begins at line ``i`` or right behind the heading lines there."""
    first = next(
        (k for k in range(i, min(i + HEADING_LINES, len(lines))) if row_of(lines[k]) is not None or len(pairs_of(lines[k])) > 1),
        None,
    )
    if first is None or any(lines[k] is None for k in range(i, first)):
        return None
    groups = _parallel(lines[first])
    rows: list[list[Slice]] = []
    tail: list[list[list[Slice]]] = [[] for _ in range(groups)]
    j = first
    while j < len(lines):
        line = lines[j]
        if groups > 1:
            pairs = pairs_of(line)
            if not pairs:
                break
            for g, pair in enumerate(pairs[:groups]):
                tail[g].append(pair)
        elif (row := row_of(line)) is not None and (not rows or abs(len(row) - len(rows[0])) <= 1):
            rows.append(row)
        elif rows and line is not None and _continues(line, lines, j):
            text, start, end = rows[-1][_name_at(rows[-1])]
            rows[-1][_name_at(rows[-1])] = (f"{text} {line.text}", start, end)
        else:
            break
        j += 1
    rows = rows or [pair for group in tail for pair in group]
    if len(rows) < LEAST or not _names(rows):
        return None
    width = max(len(row) for row in rows)
    heading, begin = _heading(lines, i, first, width if groups == 1 else 2)
    table = [heading, *rows] if heading else rows
    return [*document.blocks[i:begin], table_block(table, bool(heading), document.blocks[begin], document.blocks[j - 1])], j


def _parallel(line: Line | None) -> int:
    """How many (rank, name) groups stand side by side on a line."""
    pairs = pairs_of(line)
    return len(pairs) if len(pairs) > 1 else 1


def _continues(line: Line, lines: list[Line | None], j: int) -> bool:
    """A wrapped name: a short line without figures, with another row behind it."""
    if re.search(r"\d", line.text) or len(line.text) > 60 or line.text.endswith((":", ".")):
        return False
    return j + 1 < len(lines) and row_of(lines[j + 1]) is not None and (line.text[0].islower() or len(line.text.split()) <= 8)


def _name_at(row: list[Slice]) -> int:
    return 1 if row[0][0].isdigit() and len(row) > 1 else 0


def _names(rows: list[list[Slice]]) -> bool:
    """Whether enough rows name a known subject; a list of criteria counts when it has two value columns or more."""
    names = [row[_name_at(row)][0] for row in rows]
    known = sum(resolve(name).kind is not Kind.OTHER for name in names)
    return known >= 0.5 * len(rows) or (min(len(row) for row in rows) >= 4 and len(rows) >= 4)


def _heading(lines: list[Line | None], i: int, first: int, width: int) -> tuple[list[Slice], int]:
    """The heading's cells cut out of the lines above the rows, and the index of its first line; none where the count does not fit."""
    for begin in range(max(i, first - HEADING_LINES), first):
        cells: list[Slice] = []
        for line in lines[begin:first]:
            if line is not None:
                cells += _cut(line)
        if len(cells) == width or (width == 2 and len(cells) >= width and len(cells) % width == 0):
            return cells[:width], begin
    return [], first


def _cut(line: Line) -> list[Slice]:
    """Cuts a run-together heading before every capitalised word that is no abbreviation."""
    starts = [m.start() for m in re.finditer(r"(?<!\S)\S+", line.text) if _opens_heading(m.group())]
    starts = starts if starts and starts[0] == 0 else [0, *starts]
    made = []
    for a, b in zip(starts, [*starts[1:], len(line.text)], strict=True):
        text = line.text[a:b].strip()
        if text:
            made.append((text, line.start + a, line.start + a + len(text)))
    return made


def _opens_heading(word: str) -> bool:
    """A capitalised word that is no abbreviation, or one of the abbreviations that head columns by themselves."""
    capital = len(word) > 1 and word[0].isupper() and word[1].islower()
    return capital or word in ("%", "STT", "TT", "DTI", "PCI", "PAPI") or re.fullmatch(r"20\d\d", word) is not None
