"""A table of a document as it was read, with the cell of a value boxed. Nothing of the document is ever HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from extract.document import Cell, Document, Table

ROWS = 5  # rows shown on either side of the boxed cell
TD = "border:1px solid rgba(128,145,137,.55);padding:3px 9px;vertical-align:top;"
BOXED = "outline:3px solid #C0392B;outline-offset:-2px;font-weight:700;"
MARKED = "background:#FFF3BF;color:#111;"


@dataclass(frozen=True, slots=True)
class Span:
    """One cell as it is drawn: where it begins among the rows and columns shown, and how many of them it covers."""

    cell: Cell
    row: int
    column: int
    across: int
    down: int


def table_at(document: Document, at: int) -> Table | None:
    """The table whose text covers the offset ``at``."""
    for block in document.blocks:
        if block.table is not None and block.start <= at < max(block.end, block.start + 1):
            return block.table
    return None


def spans(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Span]]:
    """The cells of each of ``rows``; what a cell above or on the left covers is left out."""
    for k, row in enumerate(rows):
        above = rows[k - 1] if k else ()
        drawn = []
        for j, cell in enumerate(row):
            if (j and _same(cell, row[j - 1])) or (j < len(above) and _same(cell, above[j])):
                continue
            across = next((n for n in range(1, len(row) - j) if not _same(cell, row[j + n])), len(row) - j)
            down = next((n for n in range(1, len(rows) - k) if not _reaches(rows[k + n], j, cell)), len(rows) - k)
            drawn.append(Span(cell, k, j, across, down))
        yield drawn


def grid(rows: Sequence[Sequence[Cell]], value_start: int = -1, around: int | None = None) -> str:
    """HTML of a table's rows with the cell that holds ``value_start`` boxed, everything escaped; header rows stay, merged cells are one.

    ``around``: so many rows on either side of that cell, and a count of those left out.
    """
    at = next((i for i, row in enumerate(rows) if any(holds(cell, value_start) for cell in row)), None)
    middle = at or 0
    first, last = (0, len(rows)) if around is None else (middle - around, middle + around)
    shown = [row for i, row in enumerate(rows) if first <= i <= last or any(cell.header for cell in row)]
    body = "".join(
        _row(drawn, value_start, at is not None and row is rows[at]) for row, drawn in zip(shown, spans(shown), strict=True)
    )
    left, width = len(rows) - len(shown), max((len(row) for row in rows), default=1)
    more = f"<tr><td colspan='{width}' style='{TD}text-align:center'>⋯ {left}</td></tr>" if left else ""
    return (
        "<div tabindex='0' role='group' style='overflow-x:auto;max-width:100%'>"
        f"<table lang='vi' style='border-collapse:collapse;font-size:.92rem;overflow-wrap:normal'>{body}{more}</table></div>"
    )


def holds(cell: Cell, at: int) -> bool:
    """Whether the offset ``at`` is in ``cell``."""
    return cell.start <= at < cell.end


def _row(drawn: Sequence[Span], value_start: int, marked: bool) -> str:
    return f"<tr>{''.join(_cell(span, value_start, marked) for span in drawn)}</tr>"


def _reaches(cells: Sequence[Cell], column: int, cell: Cell) -> bool:
    return column < len(cells) and _same(cells[column], cell)


def _same(a: Cell, b: Cell) -> bool:
    """Whether two positions are covered by one merged cell."""
    return a.start == b.start and a.end == b.end and a.end > a.start


def _cell(span: Span, at: int, marked: bool) -> str:
    cell = span.cell
    tag = "th" if cell.header else "td"
    style = TD + (MARKED if marked else "") + (BOXED if holds(cell, at) else "") + ("font-weight:600;" if cell.header else "")
    wide = (f" colspan='{span.across}'" if span.across > 1 else "") + (f" rowspan='{span.down}'" if span.down > 1 else "")
    return f"<{tag}{wide} style='{style}'>{escape(cell.text)}{' ?' if cell.uncertain else ''}</{tag}>"
