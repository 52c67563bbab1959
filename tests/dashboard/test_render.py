"""Pages as pictures: the box is where the value stands, whatever the file, and a hostile file harms nobody."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from dashboard.components.render import DPI, POINTS, page_png
from dashboard.components.sought import Sought
from extract.errors import XephangError
from extract.sandbox import run

BOX = (100.0, 200.0, 180.0, 220.0)
RED = (192, 57, 43)


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for number in range(pages):
        canvas.drawString(60, 700, f"{number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(mode: str = "RGBA") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (400, 300)).save(out, "PNG")
    return out.getvalue()


def drawn(pngs: tuple[bytes, bytes] | None, which: int = 0) -> Image.Image:
    assert pngs is not None
    return Image.open(io.BytesIO(pngs[which])).convert("RGB")


def test_box_of_a_pdf_is_framed_at_its_place() -> None:
    image = drawn(page_png(pdf(), "", 2, BOX))
    scale = DPI / POINTS
    assert image.getpixel((int(BOX[0] * scale) - 3, int(210 * scale))) == RED
    assert image.getpixel((int(140 * scale), int(210 * scale))) == (255, 255, 255)


def test_box_of_a_picture_is_framed_one_pixel_a_point_on_white() -> None:
    image = drawn(page_png(picture(), "", 1, BOX))
    assert image.getpixel((97, 210)) == RED
    assert image.getpixel((10, 10)) == (255, 255, 255)  # what is transparent is paper


def test_sentence_of_a_pdf_is_framed_at_its_value_whatever_its_white_space() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawString(60, 700, "Xep thu 5/63 tinh, dat")
    canvas.drawString(60, 685, "81,07 diem; nam truoc 81,07 diem")
    canvas.save()
    quote = "Xep thu 5/63 tinh, dat 81,07\ndiem; nam"
    at = quote.index("81,07")
    whole = page_png(out.getvalue(), "", 1, BOX, Sought(quote, at, at + 5))
    image, scale = drawn(whole), DPI / POINTS
    assert image.getpixel((int(75 * scale), int((842 - 682.5) * scale) + 4)) == RED
    assert image.getpixel((int(BOX[0] * scale) - 3, int(210 * scale))) != RED  # found: the paragraph's box is not needed
    near = drawn(whole, 1)
    assert near.width < image.width * 0.7
    assert RED in {near.getpixel((x, y)) for x in range(near.width) for y in range(near.height)}
    missing = drawn(page_png(out.getvalue(), "", 1, BOX, Sought("Xep thu 6", 8, 9)))
    assert missing.getpixel((int(BOX[0] * scale) - 3, int(210 * scale))) == RED


def test_member_of_an_archive_in_an_archive_is_found() -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("phụ lục/bảng.pdf", pdf())
    with zipfile.ZipFile(outer, "w") as file:
        file.writestr("khác.txt", "x")
        file.writestr("trong.zip", inner.getvalue())
    assert drawn(page_png(outer.getvalue(), "trong.zip/phụ lục/bảng.pdf", 1, None)).size[0] > 500
    assert page_png(outer.getvalue(), "khác.txt", 1, None) is None
    assert page_png(outer.getvalue(), "không có.pdf", 1, None) is None


def test_pages_that_are_not_there_give_nothing() -> None:
    assert page_png(pdf(), "", 3, None) is None
    assert page_png(b"<html>", "", 1, None) is None


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\nbroken", b"PK\x03\x04broken"])
def test_broken_file_is_an_error_that_can_be_shown(data: bytes) -> None:
    with pytest.raises(XephangError):
        run(page_png, data, "a.pdf" if data.startswith(b"PK") else "", 1, BOX, seconds=60)
