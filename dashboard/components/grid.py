"""A table of a document as it was read, with the cell of a value boxed. Nothing of the document is ever HTML."""

from __future__ import annotations

from html import escape

from extract.document import Cell, Document, Table

ROWS = 15  # rows shown on either side of the boxed cell
TD = "border:1px solid #8a958f;padding:2px 8px;vertical-align:top;"
BOXED = TD + "outline:3px solid #b3261e;outline-offset:-2px;font-weight:700;"


def table_at(document: Document, at: int) -> Table | None:
    """The table whose text covers the offset ``at``."""
    for block in document.blocks:
        if block.table is not None and block.start <= at < max(block.end, block.start + 1):
            return block.table
    return None


def grid(table: Table, value_start: int = -1) -> str:
    """HTML of the table around the cell that holds ``value_start``, everything escaped; header rows stay."""
    row_at = next((cell.row for row in table.rows for cell in row if _holds(cell, value_start)), 0)
    first, last = max(0, row_at - ROWS), row_at + ROWS
    rows = []
    for i, row in enumerate(table.rows):
        if not (first <= i <= last or any(cell.header for cell in row)):
            continue
        rows.append("<tr>" + "".join(_cell(cell, value_start, i == row_at and value_start >= 0) for cell in row) + "</tr>")
    body = "".join(rows)
    return f"<div tabindex='0' role='group' style='overflow-x:auto'><table lang='vi' style='border-collapse:collapse'>{body}</table></div>"


def _holds(cell: Cell, at: int) -> bool:
    return cell.start <= at < cell.end


def _cell(cell: Cell, at: int, marked_row: bool) -> str:
    tag = "th" if cell.header else "td"
    style = (BOXED if _holds(cell, at) else TD) + ("background:#fff3bf;color:#111" if marked_row else "")
    sign = " ?" if cell.uncertain else ""
    return f"<{tag} style='{style}'>{escape(cell.text)}{sign}</{tag}>"
