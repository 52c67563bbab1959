"""The one document model of all formats: a text, ordered blocks in it, and the place of each.

A reader makes a :class:`Document` of bytes. ``Document.text`` is NFC and holds everything that was read, tables included, so
that any block, cell or quote is a slice of it; what the format knows beyond characters (page and box, sheet and cell) is kept
beside as a :class:`Place`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from extract.errors import XephangError


class BlockKind(StrEnum):
    """What a block is in the flow of a document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CAPTION = "caption"
    TABLE = "table"
    PICTURE = "picture"
    NOISE = "noise"  # menus, counters, related news: kept in the text, never interpreted


class Status(StrEnum):
    """What became of reading a document."""

    READ = "read"
    NEEDS_OCR = "needs-ocr"  # pictures of text that no installed recogniser could read


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, beyond its characters.

    ``page`` is 1-based; ``bbox`` is (left, top, right, bottom) in points from the page's upper left corner; ``sheet`` and
    ``cell`` (``B7``) name a workbook's cell; ``member`` is the path inside an archive.
    """

    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | None = None
    member: str | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's grid. A merged cell is repeated at every position that it covers.

    ``row`` and ``column`` are 0-based. ``start`` and ``end`` are offsets in ``Document.text``. ``uncertain`` marks digits on
    which two recognisers disagree or that the row's arithmetic contradicts.
    """

    text: str
    row: int
    column: int
    start: int
    end: int
    place: Place = NOWHERE
    header: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells: every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    place: Place = NOWHERE

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row) for row in self.rows), default=0)

    def texts(self) -> list[list[str]]:
        """The cells' texts, row by row."""
        return [[cell.text for cell in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the document in reading order: ``Document.text[start:end]``.

    ``level`` is 1-based for titles and headings (1 is the title) and the nesting depth for list items; 0 elsewhere.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    place: Place = NOWHERE
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A link to a file that belongs to the document. ``title`` is the anchor's text."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a capture.

    ``source`` is the path or address as given; ``published`` the date of posting or update that the page states; ``members``
    are the documents inside an archive; ``signals`` are sentences about what could not be read.
    """

    source: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    published: date | None = None
    attachments: tuple[Attachment, ...] = ()
    members: tuple[Document, ...] = ()
    member: str | None = None
    pages: int | None = None
    status: Status = Status.READ
    signals: tuple[XephangError, ...] = field(default=())
    reader: str = ""
    companions: str = ""  # heads of the documents that came in one archive: context, never evidence

    def slice(self, block: Block) -> str:
        """The block's text."""
        return self.text[block.start : block.end]

    def tables(self) -> Iterator[Table]:
        """The tables of the document itself, in reading order (not of its members)."""
        return (block.table for block in self.blocks if block.table is not None)

    def with_source(self, source: str) -> Document:
        """The same document under another path or address."""
        return replace(self, source=source)


class TextBuilder:
    """Grows ``Document.text`` and its blocks together, so that offsets are right by construction."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """All text added so far."""
        return "".join(self._parts)

    def write(self, text: str) -> tuple[int, int]:
        """Append ``text`` (already NFC) and return its span."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start, self._length

    def block(self, kind: BlockKind, text: str, level: int = 0, place: Place = NOWHERE) -> Block:
        """Append ``text`` as one block, followed by a line break."""
        start, end = self.write(text)
        self.write("\n")
        self.blocks.append(Block(kind, start, end, level, place))
        return self.blocks[-1]

    def table(
        self,
        rows: list[list[tuple[str, Place]]],
        caption: str = "",
        place: Place = NOWHERE,
        headers: int = 0,
        uncertain: frozenset[tuple[int, int]] = frozenset(),
    ) -> Block:
        """Append a grid as one block: cells joined by `` | ``, rows by line breaks; ``headers`` leading rows are header rows.

        ``uncertain`` names cells, by row and column, whose digits are in doubt.
        """
        begin = self._length
        grid: list[tuple[Cell, ...]] = []
        for r, row in enumerate(rows):
            cells: list[Cell] = []
            for c, (text, where) in enumerate(row):
                if c:
                    self.write(" | ")
                start, end = self.write(text)
                cells.append(Cell(text, r, c, start, end, where, r < headers, (r, c) in uncertain))
            self.write("\n")
            grid.append(tuple(cells))
        end = max(begin, self._length - 1)
        self.blocks.append(Block(BlockKind.TABLE, begin, end, 0, place, Table(tuple(grid), caption, place)))
        return self.blocks[-1]
