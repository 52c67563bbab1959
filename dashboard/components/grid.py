"""A table of a document as it was read, with the cell of a value boxed. Nothing of the document is ever HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from extract.document import Cell, Document, Table

ROWS = 12  # rows shown on either side of the boxed cell
TD = "border:1px solid rgba(128,145,137,.55);padding:3px 9px;vertical-align:top;"
BOXED = "outline:3px solid #C0392B;outline-offset:-2px;font-weight:700;"
MARKED = "background:#FFF3BF;color:#111;"


def table_at(document: Document, at: int) -> Table | None:
    """The table whose text covers the offset ``at``."""
    for block in document.blocks:
        if block.table is not None and block.start <= at < max(block.end, block.start + 1):
            return block.table
    return None


def grid(table: Table, value_start: int = -1) -> str:
    """HTML of the table around the cell that holds ``value_start``, everything escaped; header rows stay, merged cells are one."""
    at = next((i for i, row in enumerate(table.rows) if any(_holds(cell, value_start) for cell in row)), None)
    first, last = (0, 2 * ROWS) if at is None else (max(0, at - ROWS), at + ROWS)
    shown = [i for i, row in enumerate(table.rows) if first <= i <= last or any(cell.header for cell in row)]
    body = "".join(_row(table, shown, k, value_start, shown[k] == at) for k in range(len(shown)))
    left = len(table.rows) - len(shown)
    more = f"<tr><td colspan='{table.width}' style='{TD}text-align:center'>⋯ {left}</td></tr>" if left else ""
    return (
        "<div tabindex='0' role='group' style='overflow-x:auto;max-width:100%'>"
        f"<table lang='vi' style='border-collapse:collapse;font-size:.92rem'>{body}{more}</table></div>"
    )


def _row(table: Table, shown: Sequence[int], k: int, value_start: int, marked: bool) -> str:
    """One row of those ``shown``; what a cell above or on the left covers is left out."""
    row = table.rows[shown[k]]
    above = table.rows[shown[k - 1]] if k else ()
    drawn = []
    for j, cell in enumerate(row):
        if (j and _same(cell, row[j - 1])) or (j < len(above) and _same(cell, above[j])):
            continue
        across = next((n for n in range(1, len(row) - j) if not _same(cell, row[j + n])), len(row) - j)
        down = next((n for n in range(1, len(shown) - k) if not _reaches(table, shown[k + n], j, cell)), len(shown) - k)
        drawn.append(_cell(cell, value_start, marked, across, down))
    return f"<tr>{''.join(drawn)}</tr>"


def _reaches(table: Table, row: int, column: int, cell: Cell) -> bool:
    cells = table.rows[row]
    return column < len(cells) and _same(cells[column], cell)


def _same(a: Cell, b: Cell) -> bool:
    """Whether two positions are covered by one merged cell."""
    return a.start == b.start and a.end == b.end and a.end > a.start


def _holds(cell: Cell, at: int) -> bool:
    return cell.start <= at < cell.end


def _cell(cell: Cell, at: int, marked: bool, across: int, down: int) -> str:
    tag = "th" if cell.header else "td"
    style = TD + (MARKED if marked else "") + (BOXED if _holds(cell, at) else "") + ("font-weight:600;" if cell.header else "")
    spans = (f" colspan='{across}'" if across > 1 else "") + (f" rowspan='{down}'" if down > 1 else "")
    return f"<{tag}{spans} style='{style}'>{escape(cell.text)}{' ?' if cell.uncertain else ''}</{tag}>"
