"""Workbooks: XLSX, XLS and ODS. Every cell keeps its sheet and address, and reads as the sheet shows it."""

from __future__ import annotations

from collections.abc import Callable

from extract.document import Document, TextBuilder
from extract.mentions.published import find_published
from extract.readers.workbook.ods import read_ods
from extract.readers.workbook.sheet import Sheet, write
from extract.readers.workbook.xls import read_xls
from extract.readers.workbook.xlsx import read_plain, read_xlsx

_KINDS: dict[str, tuple[str, Callable[[bytes], list[Sheet]]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", read_xlsx),
    "xlsb": ("application/vnd.ms-excel.sheet.binary.macroEnabled.12", read_plain),
    "xls": ("application/vnd.ms-excel", read_xls),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", read_ods),
}


def read_workbook(data: bytes, name: str, kind: str) -> Document:
    """The document of a workbook; ``kind`` is one of xlsx, xlsb, xls, ods. A sheet counts as a page."""
    media_type, reader = _KINDS[kind]
    return from_sheets(reader(data), name, media_type)


def from_sheets(sheets: list[Sheet], name: str, media_type: str) -> Document:
    """The document of sheets in order: each with its titles, its tables and its notes."""
    out = TextBuilder()
    for page, sheet in enumerate(sheets, 1):
        write(sheet, out, page)
    title = next((out.text[b.start : b.end] for b in out.blocks if b.table is None), "")
    published = find_published(out.text[:20_000])
    return Document(name, media_type, out.text, tuple(out.blocks), title, published, pages=len(sheets), reader="workbook")
