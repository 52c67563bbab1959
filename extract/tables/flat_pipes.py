"""Rows of cells parted by pipes: "| 1 | Sở Y tế | 87,5 |"."""

from __future__ import annotations

import re

from extract.document import Block, Document
from extract.tables.compose import compose, is_body
from extract.tables.lines import SHORT, Line, Slice, table_block

LEAST = 2  # rows with values


def find(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """The run of pipe rows from line ``i``."""
    rows: list[list[Slice]] = []
    j = i
    while j < len(lines):
        line = lines[j]
        if line is None and rows and _rule(document, j):
            j += 1
            continue
        if line is None or ("|" not in line.text and not (rows and _heads_rows(lines, j))):
            break
        ahead = line if "|" in line.text else lines[j + 1]
        if len(rows) > 1 and ahead is not None and _years(_split(ahead)):
            break  # another table with its own editions
        cells = _split(line)
        if not all(set(text) <= set("-: ") for text, _, _ in cells):  # a Markdown rule
            rows.append(cells)
        j += 1
    if len(rows) < 3 or sum(is_body(row) for row in rows) < LEAST:
        return None
    grid, headers = compose(rows)
    return [table_block(grid, headers, document.blocks[i], document.blocks[j - 1])], j


def _split(line: Line) -> list[Slice]:
    """The cells of one row; a pipe at either end only closes the row."""
    parts: list[Slice] = []
    position = line.start
    for piece in line.text.split("|"):
        bare = piece.strip()
        start = position + len(piece) - len(piece.lstrip()) if bare else position
        parts.append((bare, start, start + len(bare)))
        position += len(piece) + 1
    if parts and not parts[0][0] and line.text.lstrip().startswith("|"):
        parts = parts[1:]
    if parts and not parts[-1][0] and line.text.rstrip().endswith("|"):
        parts = parts[:-1]
    return parts


def _years(cells: list[Slice]) -> bool:
    """Whether a row heads editions: nothing but years behind its first cell."""
    return len(cells) > 1 and all(re.fullmatch(r"(?:năm )?20\d\d", text.lower()) for text, _, _ in cells[1:])


def _heads_rows(lines: list[Line | None], j: int) -> bool:
    """Whether line ``j``, which has no pipe, names a group of rows: it is short and rows stand right behind it."""
    line, behind = lines[j], lines[j + 1] if j + 1 < len(lines) else None
    return line is not None and len(line.text) <= SHORT and behind is not None and "|" in behind.text and is_body(_split(behind))


def _rule(document: Document, j: int) -> bool:
    """A Markdown rule between heading and rows: a line of dashes and pipes, which a reader takes for noise."""
    return j < len(document.blocks) and set(document.slice(document.blocks[j])) <= set("|-: ")
