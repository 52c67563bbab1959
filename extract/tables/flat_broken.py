"""One row over several lines: the name with its first figures on one line, the last cells on lines of their own; headings one a line."""

from __future__ import annotations

import re

from extract.document import Block, Document
from extract.mentions.band import parse_band
from extract.tables.flat_rows import LEAST, _cut, _names
from extract.tables.lines import Line, row_of, table_block
from extract.tables.row_line import Slice
from extract.text.clean import tone_key

_ALONE = re.compile(r"[+−-]?\d+(?:[.,]\d+)*%?|-|–")
_GROUP = re.compile(r"thành phần|tiêu chí|chỉ số|nội dung|lĩnh vực|trụ cột")
_SUBJECT = re.compile(r"(?:đơn vị|cơ quan|địa phương|tỉnh|huyện|sở)(?!\w)")
MOST = 24  # lines of headings
FEW = 3  # cells on lines of their own


def find(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """The table whose first row or heading stands at line ``i``."""
    opening = lines[i]
    if opening is None or not (_broken(lines, i) or _SUBJECT.search(opening.key)):
        return None
    first = next((k for k in range(i, min(i + MOST, len(lines))) if lines[k] is None or _broken(lines, k)), None)
    if first is None or lines[first] is None:
        return None
    heads = [k for k in range(i, first) if (line := lines[k]) is not None and _SUBJECT.search(line.key)]
    if first > i and (not heads or heads[-1] != i):
        return None  # the heading begins at the last line that names the subjects' column
    alone = _broken(lines, first)
    rows: list[list[Slice]] = []
    j = first
    while j + alone < len(lines) and _broken(lines, j) == alone:
        row = row_of(lines[j]) or []
        for line in lines[j + 1 : j + 1 + alone]:
            assert line is not None
            row.append((line.text.strip(), line.start, line.start + len(line.text.rstrip())))
        if rows and len(row) != len(rows[0]):
            break
        rows.append(row)
        j += 1 + alone
    if len(rows) < LEAST or not _names(rows):
        return None
    heading = _heading([line for line in lines[i:first] if line is not None], len(rows[0]))
    begin = i if heading else first
    table = [heading, *rows] if heading else rows
    return [*document.blocks[i:begin], table_block(table, bool(heading), document.blocks[begin], document.blocks[j - 1])], j


def _broken(lines: list[Line | None], at: int) -> int:
    """How many lines of one cell follow the row at ``at``: 1 to 3, or 0 where the line is no such row."""
    row = row_of(lines[at]) if at < len(lines) else None
    if row is None or len(row) < 4:
        return 0
    count = 0
    for line in lines[at + 1 : at + 2 + FEW]:
        if line is None or not (_ALONE.fullmatch(line.text.strip()) or parse_band(line.text) is not None):
            break
        count += 1
    return count if count <= FEW else 0


def _heading(above: list[Line], width: int) -> list[Slice]:
    """The columns' names: the first line cut up, with the lines below it in place of the cell that groups them; [] where they do not fit."""
    if not above:
        return []
    top = [cell for cell in _cut(above[0]) if re.search(r"\w", cell[0])]
    leaves = [(line.text.strip(), line.start, line.start + len(line.text.rstrip())) for line in above[1:]]
    if len(leaves) == width:
        return leaves
    group = next((k for k, cell in enumerate(top) if _GROUP.search(tone_key(cell[0]))), None)
    cells = [*top[:group], *leaves, *top[group + 1 :]] if group is not None else [*top, *leaves]
    k = len(cells) - 1
    while len(cells) > width and k > 0:
        if re.match(r"20\d\d", cells[k][0]):  # "Chung DDCI 2021": the year belongs to the words before it
            cells[k - 1 : k + 1] = [(f"{cells[k - 1][0]} {cells[k][0]}", cells[k - 1][1], cells[k][2])]
        k -= 1
    return cells if len(cells) == width else []
