"""Pages whose text lies on its side or on its head: read upright, boxes where the page is shown."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from extract.readers import open_document

ROWS = [["TT", "Don vi", "Diem", "Hang"], *([str(i), f"So {chr(64 + i)}", f"{90 - i},25", str(i)] for i in range(1, 9))]


def _pdf(angle: int, rotation: int) -> bytes:
    """A table drawn turned by ``angle`` degrees counterclockwise on a page shown turned by ``rotation`` degrees."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.translate(*{0: (60, 700), 90: (150, 60), 180: (530, 140), 270: (450, 780)}[angle])
    page.rotate(angle)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            page.rect(c * 90, -r * 30, 90, 30)
            page.drawString(c * 90 + 6, -r * 30 + 10, text)
    page.save()
    source = pypdfium2.PdfDocument(out.getvalue())
    source[0].set_rotation(rotation)
    made = io.BytesIO()
    source.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("angle", "rotation"), [(0, 0), (90, 0), (180, 0), (270, 0), (0, 90), (0, 270), (90, 90), (270, 90)])
def test_a_turned_table_is_read_upright(angle: int, rotation: int) -> None:
    table = next(open_document(_pdf(angle, rotation), "a.pdf").tables())
    assert table.texts() == ROWS


@pytest.mark.parametrize(("angle", "rotation"), [(0, 0), (90, 0), (180, 0), (270, 0), (0, 270), (270, 90)])
def test_boxes_lie_where_the_page_shows_them(angle: int, rotation: int) -> None:
    data = _pdf(angle, rotation)
    cell = next(open_document(data, "a.pdf").tables()).rows[3][1]
    sheet = pypdfium2.PdfDocument(data)[0]
    assert cell.place.bbox is not None
    left, top, right, bottom = cell.place.bbox
    assert 0 <= left < right <= sheet.get_width()
    assert 0 <= top < bottom <= sheet.get_height()
    shown = sheet.render(scale=1).to_numpy()[:, :, 0]
    inside = shown[int(top) + 2 : int(bottom) - 2, int(left) + 2 : int(right) - 2]
    assert (inside < 128).any(), "the cell's letters lie in its box"
    assert abs((right - left) * (bottom - top) - 90 * 30) < 200
