"""XLSX by openpyxl (formats, fonts, merged areas); by calamine where openpyxl trips over a file's styles."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import python_calamine

from extract.encodings.convert import by_font, decode, mend
from extract.readers.workbook.number_format import show
from extract.readers.workbook.sheet import Sheet


def read_xlsx(data: bytes) -> list[Sheet]:
    """The visible sheets in order, cells as shown."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"] or book.worksheets
        return [_sheet(s) for s in sheets]
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return read_plain(data)


def read_plain(data: bytes) -> list[Sheet]:
    """Sheets of any workbook that calamine reads, without formats."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    made = []
    for name in book.sheet_names:
        source = book.get_sheet_by_name(name)
        sheet = Sheet(name, merged=[(*a, *b) for a, b in source.merged_cell_ranges or []])
        for r, row in enumerate(source.to_python(skip_empty_area=False)):
            for c, value in enumerate(row):
                if value not in ("", None):
                    sheet.put(r, c, mend(show(value)))
        made.append(sheet)
    return made


def _sheet(source: Any) -> Sheet:
    sheet = Sheet(source.title)
    rows = {r for r, look in source.row_dimensions.items() if look.hidden}
    columns = {c for look in source.column_dimensions.values() if look.hidden for c in range(look.min, look.max + 1)}
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None and cell.row not in rows and cell.column not in columns:
                sheet.put(cell.row - 1, cell.column - 1, _shown(cell))
    sheet.merged = [(a.min_row - 1, a.min_col - 1, a.max_row - 1, a.max_col - 1) for a in source.merged_cells.ranges]
    return sheet


def _shown(cell: Any) -> str:
    text = show(cell.value, cell.number_format or "General")
    if text.isascii():
        return text
    font = (cell.font.name if cell.font else None) or ""
    encoding = by_font(font)
    return decode(text, encoding) if encoding else mend(text)
