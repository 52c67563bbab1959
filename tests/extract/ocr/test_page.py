from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from extract.document import Status
from extract.ocr import cells as ocr_cells
from extract.ocr import page as ocr_page
from extract.ocr import upright
from extract.ocr.cells import choose
from extract.ocr.clean import skew
from extract.ocr.doubt import mark_doubts
from extract.ocr.readers import tesseract, trueocr
from extract.readers import open_document
from extract.readers.pages import PageTable, Spot

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
needs_readers = pytest.mark.skipif(
    not FONT.is_file() or tesseract() is None or trueocr() is None,
    reason="needs DejaVu Sans, Tesseract with Vietnamese, and trueocr",
)
HEAD = ["TT", "Đơn vị", "Điểm", "Hạng"]
NAMES = ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Công Thương", "Thanh tra tỉnh", "Ban Dân tộc", "Sở Xây dựng"]
ROWS = [HEAD, *([str(i), name, f"{95.1 - i * 1.37:.2f}".replace(".", ","), str(i)] for i, name in enumerate(NAMES, 1))]


def picture(lines: bool, stamp: bool = False, turn: float = 0.0) -> bytes:
    image = Image.new("RGB", (1800, 1100), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 36)
    draw.text((900, 70), "KẾT QUẢ XẾP HẠNG NĂM 2022", font=font, fill="black", anchor="mm")
    edges = [100, 250, 1050, 1400, 1700]
    for r, row in enumerate(ROWS):
        top = 150 + r * 90
        for c, text in enumerate(row):
            if lines:
                draw.rectangle((edges[c], top, edges[c + 1], top + 90), outline="black", width=3)
            draw.text((edges[c] + 25, top + 45), text, font=font, fill="black", anchor="lm")
    if stamp:
        ring = Image.new("RGB", image.size, "white")
        ImageDraw.Draw(ring).ellipse((900, 500, 1400, 1000), outline=(230, 30, 40), width=14)
        image = ImageChops.multiply(image, ring)  # a stamp's ink lets black through
    out = io.BytesIO()
    image.rotate(turn, fillcolor="white", resample=Image.Resampling.BICUBIC).save(out, "PNG")
    return out.getvalue()


@needs_readers
@pytest.mark.parametrize(("lines", "stamp", "turn"), [(True, False, 0.0), (True, True, 1.2), (False, False, 0.0)])
def test_tables_in_pictures(lines: bool, stamp: bool, turn: float) -> None:
    document = open_document(picture(lines, stamp, turn), "a.jpg")
    (table,) = document.tables()
    assert [row[2] for row in table.texts()] == [row[2] for row in ROWS]
    right = sum(a == b for mine, gold in zip(table.texts(), ROWS, strict=True) for a, b in zip(mine, gold, strict=True))
    assert right >= 0.95 * sum(map(len, ROWS))
    left, top, _, bottom = table.rows[4][1].place.bbox or (0, 0, 0, 0)
    assert abs(left - 250) < 45
    assert 490 < (top + bottom) / 2 < 620
    assert "XẾP HẠNG NĂM 2022" in document.text


@needs_readers
def test_pages_of_a_tiff_and_a_webp() -> None:
    first, second = (Image.open(io.BytesIO(picture(lines))).convert("RGB") for lines in (True, False))
    tiff, webp = io.BytesIO(), io.BytesIO()
    first.save(tiff, "TIFF", save_all=True, append_images=[second], compression="tiff_lzw")
    first.save(webp, "WEBP", quality=80)
    document = open_document(tiff.getvalue(), "scan.bin")
    assert document.media_type == "image/tiff"
    tables = list(document.tables())
    assert [table.rows[1][1].place.page for table in tables] == [1, 2]
    assert all([row[2] for row in table.texts()] == [row[2] for row in ROWS] for table in tables)
    shot = open_document(webp.getvalue(), "anh.bin")
    assert shot.media_type == "image/webp"
    (table,) = shot.tables()
    assert [row[2] for row in table.texts()] == [row[2] for row in ROWS]


@needs_readers
def test_each_picture_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XEPHANG_CACHE", str(tmp_path))
    first = open_document(picture(True), "a.png")
    assert len(list(tmp_path.rglob("*.json"))) == 1
    monkeypatch.setattr(ocr_page, "_read", lambda *_: pytest.fail("read twice"))
    assert open_document(picture(True), "a.png").blocks == first.blocks


@needs_readers
@pytest.mark.parametrize("absent", ["tesseract", "trueocr"])
def test_one_reader_alone_reads(monkeypatch: pytest.MonkeyPatch, absent: str) -> None:
    for module in (ocr_page, ocr_cells, upright):
        monkeypatch.setattr(module, absent, lambda: None)
    document = open_document(picture(True), "a.png")
    (table,) = document.tables()
    right = sum(a == b for mine, gold in zip(table.texts(), ROWS, strict=True) for a, b in zip(mine, gold, strict=True))
    assert document.status is Status.READ
    assert right >= 0.9 * sum(map(len, ROWS))
    assert "2022" in document.text


def test_without_recognisers_the_document_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XEPHANG_CACHE", raising=False)
    monkeypatch.setattr(ocr_page, "tesseract", lambda: None)
    monkeypatch.setattr(ocr_page, "trueocr", lambda: None)
    document = open_document(picture(True) if FONT.is_file() else _blank(), "a.png")
    assert document.status is Status.NEEDS_OCR
    assert "apt-get install tesseract-ocr" in document.signals[0].en


def _blank() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(out, "PNG")
    return out.getvalue()


def test_readings_that_differ_in_digits_are_marked() -> None:
    assert choose("61,25", "61,25") == ("61,25", False)
    assert choose("61,25", "67,25") == ("61,25", True)
    assert choose("Sõ Nội vụ", "Sở Nội vụ") == ("Sở Nội vụ", False)
    assert choose(None, "12") == ("12", False)


def test_numbers_that_their_table_contradicts_are_marked() -> None:
    box = (0.0, 0.0, 1.0, 1.0)
    texts = [[str(i if i != 4 else 9), f"{i},5", f"{2 * i}", f"{3 * i + (3 if i == 6 else 0)},5"] for i in range(1, 11)]
    table = PageTable([[Spot(t, box) for t in row] for row in texts], box)
    mark_doubts(table)
    marked = {(r, c) for r, row in enumerate(table.rows) for c, spot in enumerate(row) if spot.uncertain}
    assert (3, 0) in marked
    assert {(5, 1), (5, 2), (5, 3)} <= marked
    assert (0, 0) not in marked


@pytest.mark.parametrize("angle", [-2.0, 0.0, 1.5])
def test_skew(angle: float) -> None:
    image = Image.new("L", (1200, 1200), 255)
    draw = ImageDraw.Draw(image)
    for y in range(100, 1100, 60):
        draw.line((100, y, 1100, y), fill=0, width=6)
    assert abs(skew(np.asarray(image.rotate(angle, fillcolor=255))) + angle) < 0.25
