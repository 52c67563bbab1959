"""What the flattened layouts share: a document's short lines with their kinds, and a grid made of slices of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from extract.document import Block, BlockKind, Cell, Document, Table
from extract.mentions.band import parse_band
from extract.tables.cells import is_empty
from extract.tables.compound import says_several
from extract.tables.row_line import GAP as GAP
from extract.tables.row_line import Slice as Slice
from extract.tables.row_line import cut_pairs, cut_row, is_year
from extract.text.clean import tone_key

SHORT = 90  # characters that a cell alone on its line may have
_NUMBER = re.compile(
    r"^[+−–-]?\s*\d+(?:[.,]\s?\d+)*\s*(?:%|\*)?$|^(?:hạng\s|thứ\s)?\d{1,3}\s*\(\s*\d+[.,]\d+\s*(?:%|điểm|đ)?\s*\)$|^\d+(?:[.,]\d+)*\s*(?:%|điểm|đ)?\s*\(\s*(?:hạng\s|thứ\s)?\d{1,3}(?:/\d{1,3})?\s*\)$|^\d+(?:[.,]\d+)*\s*/\s*\d+(?:[.,]\d+)*$|^(?:top\s)?\d{1,3}$",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """One block as a line: ``sort`` is number, band, empty or text."""

    text: str
    start: int
    end: int
    block: int
    sort: str

    @cached_property
    def row(self) -> list[Slice] | None:
        """Its cells where it is a row of cells parted by blanks; every layout asks for them."""
        return cut_row(self.text, self.start)

    @cached_property
    def key(self) -> str:
        """Its text in lower case with tones in one style."""
        return tone_key(self.text)

    @cached_property
    def cell(self) -> bool:
        """Whether it may be a cell alone on its line: no sentence, no lead, no pipe."""
        if "|" in self.text and "|" in self.text.strip(" |"):
            return False
        return self.sort != "text" or (len(self.text) <= SHORT and not self.text.rstrip().endswith((".", ";", ":")))

    @cached_property
    def says(self) -> str:
        """ "text", "year" (a heading's or a row's) or "value"."""
        return "year" if is_year(self.text) else "text" if self.sort == "text" else "value"

    @cached_property
    def pairs(self) -> list[list[Slice]]:
        """Its (rank, name) pairs where it is nothing else."""
        return cut_pairs(self.text, self.start)


def row_of(line: Line | None) -> list[Slice] | None:
    """The cells of ``line`` as a new list, or None."""
    return list(line.row) if line is not None and line.row is not None else None


def pairs_of(line: Line | None) -> list[list[Slice]]:
    """The (rank, name) pairs of ``line``."""
    return line.pairs if line is not None else []


def lines_of(document: Document) -> list[Line | None]:
    """One entry a block: its line, or None for what can be no part of a flattened table."""
    made: list[Line | None] = []
    for i, block in enumerate(document.blocks):
        text = document.slice(block)
        if block.kind in (BlockKind.TABLE, BlockKind.NOISE, BlockKind.PICTURE) or "\n" in text:
            made.append(None)
            continue
        made.append(Line(text, block.start, block.end, i, sort_of(text)))
    return made


def sort_of(text: str) -> str:
    """What a cell alone on its line is."""
    body = text.strip(" |")
    if is_empty(body):
        return "empty"
    if _NUMBER.match(body) or says_several(body):
        return "number"
    return "band" if parse_band(body) and len(body) > 2 else "text"


def table_block(rows: list[list[Slice]], headers: int, first: Block, last: Block, caption: str = "") -> Block:
    """A table block over the text from ``first`` to ``last``; short rows are filled with empty cells."""
    width = max(len(row) for row in rows)
    grid: list[tuple[Cell, ...]] = []
    for r, row in enumerate(rows):
        end = row[-1][2] if row else first.start
        filled = [*row, *[("", end, end)] * (width - len(row))]
        grid.append(tuple(Cell(text, r, c, start, stop, header=r < headers) for c, (text, start, stop) in enumerate(filled)))
    return Block(BlockKind.TABLE, first.start, last.end, 0, first.place, Table(tuple(grid), caption))
