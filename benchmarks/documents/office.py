"""The same tables as DOCX, XLSX and ODS, and through LibreOffice as DOC, RTF, ODT, XLS and PDF."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from pathlib import Path

import docx
import openpyxl
from openpyxl.utils import get_column_letter

from benchmarks.documents.layouts import Grid, Layout
from benchmarks.documents.pdfs import PROSE

CONVERTED = {"doc": "docx", "rtf": "docx", "odt": "docx", "lopdf": "docx", "xls": "xlsx", "ods": "xlsx"}
FILTERS = {"lopdf": "pdf", "doc": "doc:MS Word 97", "xls": "xls:MS Excel 97"}


def word(layout: Layout) -> bytes:
    """A decision as DOCX."""
    made = docx.Document()
    made.add_paragraph("QUYẾT ĐỊNH")
    made.add_paragraph("Về việc phê duyệt kết quả xếp hạng năm 2022")
    made.add_paragraph(PROSE)
    made.add_heading("PHỤ LỤC: KẾT QUẢ XẾP HẠNG NĂM 2022", 2)
    table = made.add_table(len(layout.rows), len(layout.widths), style="Table Grid")
    for r, c, box in layout.placed():
        cell = table.cell(r, c)
        if box.down > 1 or box.right > 1:
            cell = cell.merge(table.cell(r + box.down - 1, c + box.right - 1))
        cell.text = box.text
    made.add_paragraph("Ghi chú: Dấu “-” là không đánh giá.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def typed(layout: Layout, row: int, text: str) -> float | int | None:
    """The number that an office types for ``text``, or None where it is text."""
    plain = text.replace(",", ".", 1)
    if row < layout.heads or not plain.replace(".", "", 1).isdigit() or re.match(r"0\d", text):
        return None
    return float(plain) if "." in plain else int(plain)


def shown(layout: Layout) -> Grid:
    """The cells as the workbook shows them: numbers with a decimal point."""
    rows = enumerate(layout.grid())
    return [[text if typed(layout, r, text) is None else text.replace(",", ".", 1) for text in row] for r, row in rows]


def workbook(layout: Layout) -> bytes:
    """A workbook as XLSX: figures as numbers with a format, as offices type them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "KẾT QUẢ XẾP HẠNG NĂM 2022"
    for r, c, box in layout.placed():
        cell = sheet.cell(r + 3, c + 1)
        value = typed(layout, r, box.text)
        cell.value = box.text if value is None else value
        if isinstance(value, float):
            cell.number_format = "0." + "0" * len(box.text.partition(",")[2])
        if box.down > 1 or box.right > 1:
            sheet.merge_cells(start_row=r + 3, start_column=c + 1, end_row=r + 2 + box.down, end_column=c + box.right)
    for c, width in enumerate(layout.widths, 1):
        sheet.column_dimensions[get_column_letter(c)].width = 6 * width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def convert(files: dict[str, bytes], suffix: str, kind: str) -> dict[str, bytes]:
    """``files`` by name, of one ``suffix``, converted by one run of LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, data in files.items():
            (folder / f"{stem}.{suffix}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", FILTERS.get(kind, kind), "--outdir", str(folder / "out")]
        subprocess.run([*command, *map(str, sorted(folder.glob(f"*.{suffix}")))], check=True, capture_output=True, timeout=300)
        ending = FILTERS.get(kind, kind).split(":")[0]
        return {stem: (folder / "out" / f"{stem}.{ending}").read_bytes() for stem in files}
