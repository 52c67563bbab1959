"""What tables of every format share: a grid with merged cells repeated, and telling layout from data."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.document import NOWHERE, BlockKind, Place, TextBuilder
from extract.text.clean import fold, nfc, squeeze

MAX_CELLS = 200_000
_MOTTO = ("cong hoa xa hoi", "doc lap - tu do", "doc lap – tu do")
_SIGNED = ("noi nhan", "tm. uy ban", "kt. chu tich", "kt. giam doc")
_LONG = 400  # characters: prose set in two columns, no value


@dataclass
class Grid:
    """Grows a table cell by cell; a cell that spans is repeated at every position that it covers."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    height: int = 0
    width: int = 0

    def put(self, row: int, column: int, text: str, down: int = 1, right: int = 1) -> None:
        """Place ``text`` at 0-based ``row`` and ``column``, over ``down`` rows and ``right`` columns."""
        text = squeeze(nfc(text))
        for r in range(row, row + down):
            for c in range(column, column + right):
                if len(self.cells) >= MAX_CELLS:
                    return
                self.cells.setdefault((r, c), text)
        self.height, self.width = max(self.height, row + down), max(self.width, column + right)

    def free(self, row: int, column: int) -> int:
        """The first column from ``column`` on that nothing covers yet."""
        while (row, column) in self.cells:
            column += 1
        return column

    def rows(self) -> list[list[str]]:
        """The texts as a rectangle; rows and columns that are empty throughout left out."""
        filled = [r for r in range(self.height) if any(self.cells.get((r, c)) for c in range(self.width))]
        columns = [c for c in range(self.width) if any(self.cells.get((r, c)) for r in filled)]
        return [[self.cells.get((r, c), "") for c in columns] for r in filled]


def is_layout(rows: list[list[str]]) -> bool:
    """Whether a table only lays out a page: letterhead, signatures, one column or row, or prose side by side."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    words = fold(" ".join(text for row in rows for text in row))
    if len(rows) <= 6 and len(rows[0]) <= 3 and any(word in words for word in (*_MOTTO, *_SIGNED)):
        return True
    texts = [text for row in rows for text in row if text]
    return sum(len(text) > _LONG for text in texts) > max(1, len(texts) // 8)


def write_rows(out: TextBuilder, rows: list[list[str]], place: Place = NOWHERE) -> None:
    """Append ``rows`` as a table with the heading above it as caption, or as paragraphs where they only lay out a page."""
    if not rows:
        return
    if is_layout(rows):
        above: list[str] = []
        for row in rows:
            for text in dict.fromkeys(row):
                if text and text not in above:
                    out.block(BlockKind.PARAGRAPH, text, 0, place)
            above = row
        return
    out.table([[(text, place) for text in row] for row in rows], caption_above(out), place)


def caption_above(out: TextBuilder) -> str:
    """The text of the block just above, where it can be a table's caption."""
    if not out.blocks or out.blocks[-1].table is not None:
        return ""
    last = out.blocks[-1]
    text = out.text[last.start : last.end]
    return text if len(text) <= 300 else ""
