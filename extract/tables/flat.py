"""Tables that came through as running text are made tables again: pipes, one row a line, one cell a line.

The document's text is never changed: only its blocks are, and every cell is a slice of the text.
"""

from __future__ import annotations

from dataclasses import replace

from extract.document import Block, Document
from extract.tables import flat_broken, flat_cells, flat_pipes, flat_rows, flat_tabs
from extract.tables.lines import Line, lines_of

LAYOUTS = (flat_tabs, flat_pipes, flat_broken, flat_rows, flat_cells)  # the surest first


def unflatten(document: Document) -> Document:
    """``document`` with runs of blocks that are a flattened table as table blocks."""
    lines = lines_of(document)
    if sum(line is not None for line in lines) < 4:
        return document
    blocks: list[Block] = []
    i = 0
    while i < len(lines):
        found = _at(document, lines, i)
        if found is None:
            blocks.append(document.blocks[i])
            i += 1
        else:
            made, i = found
            blocks.extend(made)
    return replace(document, blocks=tuple(blocks))


def _at(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """The table blocks that begin at line ``i`` and the index behind them."""
    if lines[i] is None:
        return None
    for layout in LAYOUTS:
        found: tuple[list[Block], int] | None = layout.find(document, lines, i)
        if found is not None:
            return found
    return None
