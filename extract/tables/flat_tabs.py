"""One row a line, cells parted by tabs or wide gaps, as a table copied out of a page or a workbook leaves them."""

from __future__ import annotations

import re

from extract.document import Block, Document
from extract.tables.compose import compose, is_body
from extract.tables.lines import GAP, Line, Slice, table_block

_SAID = re.compile(r":\s*\d")  # "Tỷ lệ: 62,5": a statement of its own, no cell
LEAST = 2  # rows with values
LONGEST = 120  # characters of one cell


def find(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """The run of lines with gaps from line ``i``; a line of one cell between two of them names a group."""
    rows: list[list[Slice]] = []
    j = i
    while j < len(lines) and (line := lines[j]) is not None:
        row = _split(document, line)
        behind = lines[j + 1] if j + 1 < len(lines) else None
        group = rows and len(row) == 1 and len(line.text) <= LONGEST and behind is not None and is_body(_split(document, behind))
        if (len(row) < 2 and not group) or any(len(text) > LONGEST or _SAID.search(text) for text, _, _ in row):
            break
        rows.append(row)
        j += 1
    if sum(is_body(row) for row in rows) < LEAST:
        return None
    grid, headers = compose(rows)
    return [table_block(grid, headers, document.blocks[i], document.blocks[j - 1])], j


def _split(document: Document, line: Line) -> list[Slice]:
    """The cells of one line; tabs in front of its first word are empty cells."""
    front = document.text.rfind("\n", 0, line.start) + 1
    ahead = document.text.count("\t", front, line.start)
    cells: list[Slice] = [("", line.start, line.start)] * ahead
    position = 0
    for gap in [*GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        piece = line.text[position:end]
        start = line.start + position + len(piece) - len(piece.lstrip())
        cells.append((piece.strip(), start, start + len(piece.strip())))
        position = gap.end() if gap else end
    return cells
