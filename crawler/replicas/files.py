"""The attachments of the replica portals, built from their tables: workbooks, Word files and PDF decisions.

Workbooks and Word files are built when a portal starts, byte for byte the same each time. A PDF needs a font with Vietnamese
letters, which not every machine has: the PDFs are built by ``python -m crawler.replicas.files`` and kept in ``files/``.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import xlsxwriter

from crawler.replicas.content import BANNER_EN, BANNER_VI, FOLDER, File, portals, table_rows

TYPES = {
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
EPOCH = datetime(2020, 1, 1)  # office formats keep times without a zone
FONTS = Path("/usr/share/fonts/truetype/dejavu")


def build(file: File) -> bytes:
    """The attachment's bytes, by the suffix of its name."""
    suffix = Path(file.name).suffix
    if suffix == ".xlsx":
        return _workbook(file)
    if suffix == ".docx":
        return _word(file)
    return (FOLDER / "files" / file.name).read_bytes()


def _workbook(file: File) -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        book.set_properties({"created": EPOCH, "comments": f"{BANNER_VI}. {BANNER_EN}."})
        bold = book.add_format({"bold": True})
        for sheet in file.sheets:
            page = book.add_worksheet(sheet.title[-31:])
            page.write(0, 0, sheet.title, bold)
            rows = table_rows(sheet.table)
            page.write_row(2, 0, rows[0], bold)
            for r, row in enumerate(rows[1:], 3):
                for c, cell in enumerate(row):
                    page.write(r, c, _number(cell))
            page.write(len(rows) + 3, 0, f"{BANNER_VI} / {BANNER_EN}")
    return memory.getvalue()


def _number(cell: str) -> str | float | int:
    """A cell as a workbook keeps it: figures as numbers."""
    try:
        return int(cell) if cell.isdecimal() else float(cell.replace(",", "."))
    except ValueError:
        return cell


def _word(file: File) -> bytes:
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = EPOCH
    for line in file.lines:
        document.add_paragraph(line)
    for sheet in file.sheets:
        document.add_heading(sheet.title, 2)
        rows = table_rows(sheet.table)
        table = document.add_table(0, len(rows[0]), "Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.add_paragraph(f"{BANNER_VI} / {BANNER_EN}")
    memory = io.BytesIO()
    document.save(memory)
    return _undated(memory.getvalue())


def _undated(data: bytes) -> bytes:
    """The same ZIP with one fixed time on all members, so that its hash does not change from run to run."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, EPOCH.timetuple()[:6]), old.read(member), zipfile.ZIP_DEFLATED)
    return memory.getvalue()


def make_pdf(file: File) -> bytes:
    """A decision as a PDF with a text layer: its lines, then its tables with ruled cells. Needs the DejaVu fonts and reportlab."""
    from reportlab.lib import colors  # type: ignore[import-untyped]  # noqa: PLC0415
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle  # type: ignore[import-untyped]  # noqa: PLC0415

    pdfmetrics.registerFont(TTFont("Text", FONTS / "DejaVuSerif.ttf"))
    plain = ParagraphStyle("plain", fontName="Text", fontSize=10, leading=14, spaceAfter=6)
    small = ParagraphStyle("small", parent=plain, fontSize=7, leading=9, textColor=colors.grey)
    story: list[object] = [Paragraph(f"{BANNER_VI} / {BANNER_EN}", small)]
    story += [Paragraph(line, plain) for line in file.lines]
    grid = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Text", 9),
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    for sheet in file.sheets:
        story += [Paragraph(sheet.title, plain), Table(table_rows(sheet.table), repeatRows=1, style=grid), Spacer(1, 12)]
    memory = io.BytesIO()
    SimpleDocTemplate(memory, pagesize=A4, title=file.title, invariant=1).build(story)
    return memory.getvalue()


def main() -> None:
    """Write every PDF of every portal into ``files/``."""
    for content in portals().values():
        for article in content.articles:
            for file in article.files:
                if file.name.endswith(".pdf"):
                    (FOLDER / "files" / file.name).write_bytes(make_pdf(file))


if __name__ == "__main__":
    main()
