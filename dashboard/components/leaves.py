"""A document cut into leaves: its pages where it has pages to look at, else as much as fits a screen or two; table heads come again.

A leaf is all that is drawn of a document at a time, as a picture or as text, so that the longest one costs no more than a short one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Block, BlockKind, Cell, Document

SIZE = 2_000  # characters of a leaf
LEAST = 500  # a leaf with less takes the next part too: a title does not stand alone
ROW = 70  # characters that a table's row counts at least: so much room it takes


@dataclass(frozen=True, slots=True)
class Part:
    """What a leaf holds of one block: ``text`` from the offset ``start``, or ``rows`` of its table."""

    kind: BlockKind
    start: int
    end: int
    text: str
    rows: tuple[tuple[Cell, ...], ...] = ()
    page: int | None = None
    box: tuple[float, float, float, float] | None = None  # of the whole block on its page


Leaf = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """A quote and the value in it, as offsets in the document's text."""

    start: int
    end: int
    value_start: int
    value_end: int


def leaves(document: Document, at: int = -1, *, pages: int = 0) -> list[Leaf]:
    """The leaves of ``document``, at least one: exactly its ``pages``, or cut by size where it has none.

    Menus and other surroundings are left out, unless the offset ``at`` is in them.
    """
    kept = [b for b in document.blocks if b.kind is not BlockKind.NOISE or b.start <= at < b.end]
    blocks = kept or [Block(BlockKind.PARAGRAPH, 0, len(document.text))]
    if pages:
        return _by_page([p for b in blocks for p in _pieces(document, b, paged=True)], pages)
    made: list[list[Part]] = [[]]
    filled = 0
    for part in (p for b in blocks for p in _pieces(document, b, paged=False)):
        weight = ROW * len(part.rows) if part.rows else max(ROW, len(part.text))
        before = made[-1][-1] if made[-1] else None
        turned = before is not None and part.page is not None and part.page != before.page
        if before is not None and (turned or (filled + weight > SIZE and filled > LEAST)):
            heading = [made[-1].pop()] if before.kind is BlockKind.HEADING and len(made[-1]) > 1 and not turned else []
            made.append(heading)
            filled = 0
        made[-1].append(part)
        filled += weight
    return [tuple(leaf) for leaf in made]


def leaf_of(cut: list[Leaf], at: int) -> int:
    """The number (1-based) of the leaf that holds the offset ``at``; the first where none does."""
    return next((n for n, leaf in enumerate(cut, 1) if any(p.start <= at < p.end for p in leaf)), 1)


def near(leaf: Leaf, marks: Marks) -> Leaf:
    """What of a leaf the quote is in, and its neighbours before and after."""
    touched = [i for i, p in enumerate(leaf) if p.start < marks.end and p.end > marks.start]
    return leaf[max(0, touched[0] - 1) : touched[-1] + 2] if touched else leaf


def box_of(leaf: Leaf, at: int) -> tuple[float, float, float, float] | None:
    """The box, on its page, of the block that holds the offset ``at``: of a sentence its paragraph."""
    return next((p.box for p in leaf if p.start <= at < p.end), None)


def _by_page(parts: list[Part], pages: int) -> list[Leaf]:
    made: list[list[Part]] = [[] for _ in range(pages)]
    page = 1
    for part in parts:
        page = min(part.page or page, pages)
        made[page - 1].append(part)
    return [tuple(leaf) for leaf in made]


def _pieces(document: Document, block: Block, *, paged: bool) -> Iterator[Part]:
    if block.table is None:
        yield from _texts(document.text, block)
        return
    rows = block.table.rows
    heads = tuple(row for row in rows if any(cell.header for cell in row))
    heads = heads if len(heads) < len(rows) else ()
    body = [row for row in rows if not (heads and any(cell.header for cell in row))]
    piece: list[tuple[Cell, ...]] = []
    filled = 0
    first = True
    for row in body:
        weight = max(ROW, sum(len(cell.text) for cell in row))
        turned = paged and bool(piece) and _page(row) not in (None, _page(piece[-1]))
        if piece and (turned or (not paged and filled + weight > SIZE - ROW * len(heads))):
            yield _table(block, heads, piece, first)
            piece, filled, first = [], 0, False
        piece.append(row)
        filled += weight
    yield _table(block, heads, piece, first)


def _table(block: Block, heads: tuple[tuple[Cell, ...], ...], rows: list[tuple[Cell, ...]], first: bool) -> Part:
    cells = [cell for row in rows for cell in row]
    start = block.start if first or not cells else min(c.start for c in cells)
    end = max((c.end for c in cells), default=block.end)
    page = _page(rows[0]) if rows else None
    return Part(block.kind, start, end, "", (*heads, *rows), page or block.place.page)


def _page(row: tuple[Cell, ...]) -> int | None:
    return next((cell.place.page for cell in row if cell.place.page is not None), None)


def _texts(text: str, block: Block) -> Iterator[Part]:
    """A block's text, in pieces where it is longer than a leaf."""
    start = block.start
    while start < block.end:
        end = min(start + SIZE, block.end)
        if end < block.end:
            end = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end)) + 1 or end
        yield Part(block.kind, start, end, text[start:end], page=block.place.page, box=block.place.bbox)
        start = end
