from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from extract.document import Document
from extract.readers import open_document

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
pytestmark = pytest.mark.skipif(not FONT.is_file(), reason="no DejaVu Sans here: no Vietnamese PDF can be made")

if FONT.is_file():
    pdfmetrics.registerFont(TTFont("V", FONT))
    pdfmetrics.registerFontFamily("V", "V", "V", "V", "V")

HEAD = ["TT", "Đơn vị", "Điểm", "Hạng"]
ROWS = [[str(i), f"Sở số {i} của tỉnh", f"{95 - i / 4:.2f}".replace(".", ","), str(i)] for i in range(1, 91)]
PROSE = "Căn cứ Luật Tổ chức chính quyền địa phương và đề nghị của Giám đốc Sở Thông tin và Truyền thông tại tờ trình. " * 6


def make(*story: object, size: tuple[float, float] = A4) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=size).build(list(story))
    return out.getvalue()


def text(words: str) -> Paragraph:
    return Paragraph(words, ParagraphStyle("p", fontName="V", fontSize=11, leading=15))


def table(rows: list[list[object]], *styles: tuple, lines: bool = True, repeat: int = 0) -> Table:
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if lines else []
    return Table(rows, repeatRows=repeat, style=TableStyle([("FONT", (0, 0), (-1, -1), "V", 9), *grid, *styles]))


def grids(document: Document) -> list[list[list[str]]]:
    return [t.texts() for t in document.tables()]


def test_bordered_table_over_pages_without_repeated_header_is_one() -> None:
    document = open_document(make(text(PROSE), PageBreak(), text("PHỤ LỤC"), table([HEAD, *ROWS])), "a.pdf")
    assert grids(document) == [[HEAD, *ROWS]]
    (read,) = document.tables()
    assert {row[0].place.page for row in read.rows} == {2, 3, 4}
    left, top, right, bottom = read.rows[5][1].place.bbox or (0, 0, 0, 0)
    assert 0 < left < right < A4[0]
    assert 0 < top < bottom < A4[1]
    assert read.caption == "PHỤ LỤC"


def test_repeated_header_keeps_every_row() -> None:
    rows = [row for grid in grids(open_document(make(table([HEAD, *ROWS], repeat=1)), "a.pdf")) for row in grid]
    assert [row for row in rows if row != HEAD] == ROWS


def test_two_level_header_wrapped_and_group_rows() -> None:
    rows = [
        ["TT", "Đơn vị", "Năm 2022", ""],
        ["", "", "Điểm", "Hạng"],
        ["I. Khối sở", "", "", ""],
        ["1", text("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh"), "90,5", "1"],
        ["2", "Sở Y tế", "88,0", "2"],
    ]
    spans = [("SPAN", a, b) for a, b in (((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (3, 0)), ((0, 2), (3, 2)))]
    made = Table(
        rows,
        colWidths=[30, 150, 60, 60],
        style=[("FONT", (0, 0), (-1, -1), "V", 9), ("GRID", (0, 0), (-1, -1), 1, colors.black), *spans],
    )
    (read,) = grids(open_document(make(made, size=landscape(A4)), "a.pdf"))
    assert read[:3] == [["TT", "Đơn vị", "Năm 2022", "Năm 2022"], ["TT", "Đơn vị", "Điểm", "Hạng"], ["I. Khối sở"] * 4]
    assert read[3][1] == "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp tỉnh"


def test_borderless_table() -> None:
    (read,) = grids(open_document(make(text(PROSE), table([HEAD, *ROWS[:20]], lines=False), text(PROSE)), "a.pdf"))
    assert read == [HEAD, *ROWS[:20]]


def test_two_tables_on_a_page_and_prose_between() -> None:
    document = open_document(make(table([HEAD, *ROWS[:5]]), text(PROSE), table([HEAD, *ROWS[:7]])), "a.pdf")
    assert grids(document) == [[HEAD, *ROWS[:5]], [HEAD, *ROWS[:7]]]
    assert PROSE.strip() in " ".join(document.text.split())


def test_rotated_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.translate(0, -A4[0])
    made = table([HEAD, *ROWS[:10]])
    made.wrapOn(canvas, 700, 500)
    made.drawOn(canvas, 60, 100)
    canvas.save()
    assert [row for grid in grids(open_document(out.getvalue(), "a.pdf")) for row in grid] == [HEAD, *ROWS[:10]]
