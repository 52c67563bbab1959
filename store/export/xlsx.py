"""Excel workbooks, written row by row in constant memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import xlsxwriter

from extract.language import Lang
from store.export.safe import defuse, plain
from store.export.tables import Table, Values

FORMAT = "xlsx"
ROWS = 1_048_575  # a sheet's limit, the heading aside
TEXT = 32_767  # characters of one cell


def write(table: Table, rows: Iterable[Values], directory: Path, lang: Lang) -> list[Path]:
    """``NAME.xlsx``: one sheet for every million rows, the first row frozen and filterable, titles as comments of the codebook."""
    path = directory / f"{table.name}.xlsx"
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        # the same data give the same bytes: no time of writing inside
        book.set_properties({"title": table.vi if lang == "vi" else table.en, "created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        sheet, line, number = None, 0, 0
        for row in rows:
            if sheet is None or line > ROWS:
                number += 1
                sheet, line = _sheet(book, table, number, bold), 1
            for i, value in enumerate(row):
                shown = defuse(plain(value))
                if shown is not None and shown != "":
                    sheet.write(line, i, shown[:TEXT] if isinstance(shown, str) else shown)
            line += 1
        if sheet is None:
            _sheet(book, table, 1, bold)
    return [path]


def _sheet(book: xlsxwriter.Workbook, table: Table, number: int, bold: object) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
    sheet.freeze_panes(1, 0)
    for i, column in enumerate(table.columns):
        sheet.write(0, i, column.name, bold)
    return sheet
