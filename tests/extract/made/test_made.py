"""A few of the documents that ``benchmarks.documents`` makes: the cells of each are known, and are read.

The whole, in every layout and wear, is ``python -m benchmarks.documents``.
"""

from __future__ import annotations

import random

import pypdfium2
import pytest

from benchmarks.documents import office, pdfs, pictures, scans
from benchmarks.documents.count import right
from benchmarks.documents.layouts import LAYOUTS, Grid
from extract.ocr.readers import tesseract, trueocr
from extract.readers import open_document

needs_readers = pytest.mark.skipif(
    tesseract() is None or trueocr() is None, reason="needs Tesseract with Vietnamese, and trueocr"
)
needs_fonts = pytest.mark.skipif(
    not all((pdfs.FONTS / f"{face}.ttf").is_file() for face in ("dejavu/DejaVuSansCondensed", "noto/NotoSans-Regular")),
    reason="needs the fonts DejaVu and Noto",
)


def share(data: bytes, grid: Grid) -> float:
    """The share of the cells of ``grid`` that are read exactly."""
    read = [row for table in open_document(data, "made").tables() for row in table.texts()]
    return right(grid, read) / sum(map(len, grid))


@needs_fonts
@pytest.mark.parametrize(
    ("layout", "look"),
    [("two-level", 0), ("groups", 1), ("long", 2), ("plain", 4), ("wide", 5), ("three-level", 6), ("wrapped", 7)],
)
def test_pdf(layout: str, look: int) -> None:
    made = LAYOUTS[layout](random.Random(layout))
    tables = [made, LAYOUTS["plain"](random.Random(7))] if pdfs.LOOKS[look].twice else [made]
    assert share(pdfs.decision(tables, pdfs.LOOKS[look]), [row for t in tables for row in t.grid()]) >= 0.99


@needs_fonts
@pytest.mark.parametrize("look", ["rules", "borderless"])
@pytest.mark.parametrize(
    ("layout", "least"), [("two-level", 1.0), ("groups", 0.98), ("three-level", 0.92), ("wrapped", 0.94), ("wide", 0.94)]
)
def test_pdf_without_lines_between_columns(layout: str, least: float, look: str) -> None:
    made = LAYOUTS[layout](random.Random(layout))
    (style,) = (one for one in pdfs.LOOKS if one.name == look)
    assert share(pdfs.decision([made], style), made.grid()) >= least


@pytest.mark.parametrize("layout", ["three-level", "groups", "pairs"])
def test_office(layout: str) -> None:
    made = LAYOUTS[layout](random.Random(layout))
    assert share(office.word(made), made.grid()) == 1.0
    assert share(office.workbook(made), office.shown(made)) == 1.0


@needs_fonts
@needs_readers
@pytest.mark.parametrize("wear", ["stamp", "left", "head-down"])
def test_scan(wear: str) -> None:
    made = LAYOUTS["plain"](random.Random(wear))
    whole = pypdfium2.PdfDocument(pdfs.decision([made], pdfs.LOOKS[0]))
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(whole, [1])  # the appendix
    (style,) = (w for w in scans.WEARS if w.name == wear)
    assert share(scans.scan(_bytes(alone), style, random.Random(wear)), made.grid()) >= 0.95


@needs_fonts
@needs_readers
@pytest.mark.parametrize("name", ["badges-png", "discs-jpeg", "dark"])
def test_picture(name: str) -> None:
    (style,) = (s for s in pictures.STYLES if s.name == name)
    data, grid = pictures.draw(style, random.Random(name))
    assert share(data, grid) >= 0.95


def _bytes(source: pypdfium2.PdfDocument) -> bytes:
    import io

    out = io.BytesIO()
    source.save(out)
    return out.getvalue()
