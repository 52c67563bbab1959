"""XLS: values by calamine, looks (formats, fonts, merged areas) by :mod:`extract.readers.workbook.biff`."""

from __future__ import annotations

import io
import struct

import python_calamine

from extract.encodings.convert import by_font, decode, mend
from extract.readers.workbook.biff import Look, looks
from extract.readers.workbook.number_format import show
from extract.readers.workbook.sheet import Sheet


def read_xls(data: bytes) -> list[Sheet]:
    """The visible sheets in order, cells as shown."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    try:
        found = looks(data)
    except (struct.error, IndexError, OSError):
        found = []  # values still count where the looks are broken
    if len(found) != len(book.sheet_names):
        found = [Look() for _ in book.sheet_names]
    pairs = list(zip(book.sheet_names, found, strict=True))
    return [_sheet(book, name, look) for name, look in pairs if not look.hidden or all(other.hidden for _, other in pairs)]


def _sheet(book: python_calamine.CalamineWorkbook, name: str, look: Look) -> Sheet:
    sheet = Sheet(mend(name), merged=look.merged)
    for r, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
        for c, value in enumerate(row):
            if value not in ("", None) and r not in look.rows:
                text = show(value, look.formats.get((r, c), "General"))
                sheet.put(r, c, text if text.isascii() else meant(text, look.fonts.get((r, c), "")))
    return sheet


def meant(text: str, font: str) -> str:
    """A cell's text in Unicode: by its font, or by its letters."""
    encoding = by_font(font)
    return decode(text, encoding) if encoding else mend(text)
