"""HTML tables: data tables as grids with merged cells repeated; layout tables told apart from them."""

from __future__ import annotations

from bs4 import Tag

from extract.document import NOWHERE, Place
from extract.text.clean import squeeze

MAX_SPAN = 200  # a span beyond this is a slip or an attack
MAX_CELLS = 200_000
LONG_CELL = 400  # characters: prose, not a value
_PROSE = ["h1", "h2", "h3", "h4", "article", "form", "iframe"]


def own_rows(table: Tag) -> list[Tag]:
    """The rows of this very table, not those of tables nested in its cells."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def own_cells(row: Tag) -> list[Tag]:
    """The cells of this very row."""
    return list(row.find_all(["td", "th"], recursive=False))


def is_data_table(table: Tag) -> bool:
    """Whether a table holds data rather than a page's layout: several rows and columns of short cells, nothing nested."""
    if table.find("table") is not None or table.find(_PROSE) is not None or table.get("role") == "presentation":
        return False
    rows = [own_cells(row) for row in own_rows(table)]
    filled = [[c for c in row if c.get_text(strip=True)] for row in rows]
    if sum(len(row) >= 2 for row in filled) < 2:
        return False
    lengths = [len(cell.get_text(strip=True)) for row in filled for cell in row]
    return sum(n > LONG_CELL for n in lengths) <= len(lengths) // 10


def grid(table: Tag) -> tuple[list[list[tuple[str, Place]]], int]:
    """The cells as a rectangle, merged ones repeated, and how many leading rows are header rows by their markup."""
    cells: dict[tuple[int, int], tuple[str, Place]] = {}
    headers = height = width = 0
    only_headers = True
    for r, row in enumerate(own_rows(table)):
        own = own_cells(row)
        only_headers = only_headers and bool(own) and (all(c.name == "th" for c in own) or _in_head(row))
        headers += only_headers
        c = 0
        for cell in own:
            while (r, c) in cells:
                c += 1
            text = squeeze(cell.get_text(" "))
            for down in range(_span(cell, "rowspan")):
                for right in range(_span(cell, "colspan")):
                    cells.setdefault((r + down, c + right), (text, NOWHERE))
                    if len(cells) > MAX_CELLS:
                        return [], 0
            c += _span(cell, "colspan")
            width = max(width, c)
        height = r + 1
    rows = [[cells.get((r, c), ("", NOWHERE)) for c in range(width)] for r in range(height)]
    kept = [row for row in rows if any(text for text, _ in row)]
    return kept, min(headers, len(kept))


def _in_head(row: Tag) -> bool:
    return isinstance(row.parent, Tag) and row.parent.name == "thead"


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return max(1, min(int(value), MAX_SPAN)) if value.isdecimal() else 1
