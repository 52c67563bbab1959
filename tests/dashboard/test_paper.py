"""Documents without pages as pictures: cut into leaves, laid out at two widths, the quote and the value where they stand."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageColor

from dashboard.components.columns import GAP, fitting, widths
from dashboard.components.leaves import Leaf, Marks, leaf_of, leaves
from dashboard.components.paper import LOOKS, NARROW, SCALE, TALLEST, WIDE, leaf_png
from dashboard.components.typeface import face, lines
from extract.document import NOWHERE, BlockKind, Document, Place, TextBuilder
from extract.sandbox import run


def read(
    rows: int = 60, columns: int = 3, prose: str = "Năm 2023, Lào Cai xếp thứ 5/63 tỉnh, thành phố.", pages: int = 0
) -> Document:
    out = TextBuilder()
    out.block(BlockKind.NOISE, "Trang chủ Liên hệ")
    out.block(BlockKind.TITLE, "Kết quả chuyển đổi số", 1)
    out.block(BlockKind.PARAGRAPH, prose)
    heads = [("Hạng", NOWHERE), ("Tỉnh", NOWHERE), *((f"Tiêu chí {c}", NOWHERE) for c in range(2, columns))]
    body = [[(f"{c}{r:03}", Place(1 + r * pages // rows if pages else None)) for c in range(1, columns + 1)] for r in range(rows)]
    out.table([heads, *body], headers=1)
    return Document("", "text/html", out.text, tuple(out.blocks))


def image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def middle(picture: Image.Image, colour: str) -> tuple[float, float, int]:
    """Where the pixels of a colour have their centre, as shares of width and height, and how many there are."""
    rows, columns = np.nonzero((np.asarray(picture) == ImageColor.getrgb(colour)).all(axis=2))
    return columns.mean() / picture.width, rows.mean() / picture.height, len(rows)


def texts(leaf: Leaf) -> list[str]:
    return [part.text or "|".join(cell.text for row in part.rows for cell in row) for part in leaf]


def test_long_table_is_cut_and_its_heads_come_again() -> None:
    document = read()
    cut = leaves(document)
    assert len(cut) > 2
    assert [part.kind for part in cut[0]] == [BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.TABLE]  # no title by itself
    assert all(leaf[-1].rows[0][0].text == "Hạng" for leaf in cut[1:])
    numbers = [row[0].text for leaf in cut for part in leaf for row in part.rows if not row[0].header]
    assert numbers == [f"1{r:03}" for r in range(60)]  # every row once
    assert "Liên hệ" not in str([texts(leaf) for leaf in cut])
    for number in (3, 59):
        at = document.text.index(f"1{number:03}")
        assert f"1{number:03}" in str(texts(cut[leaf_of(cut, at) - 1]))


def test_leaf_with_surroundings_only_when_the_value_is_in_them() -> None:
    document = read()
    assert "Liên hệ" in str(texts(leaves(document, at=document.text.index("Liên"))[0]))


def test_pages_are_leaves_where_there_are_pages() -> None:
    cut = leaves(read(rows=40, pages=4), pages=4)
    assert len(cut) == 4
    assert [row[0].text for row in cut[3][0].rows] == ["Hạng", *(f"1{r:03}" for r in range(30, 40))]


def test_document_without_blocks_is_its_text() -> None:
    cut = leaves(Document("", "text/plain", "chữ " * 3000, ()))
    assert "".join(part.text for leaf in cut for part in leaf) == "chữ " * 3000
    assert len(leaves(Document("", "text/plain", "", ()))) == 1


@pytest.mark.parametrize("look", ["light", "dark"])
def test_value_of_a_sentence_and_of_a_cell_is_framed(look: str) -> None:
    document = read(rows=9)
    (leaf,) = leaves(document)
    frame, ground = LOOKS[look].frame, LOOKS[look].ground  # type: ignore[index]
    start, at = document.text.index("Lào"), document.text.index("5/63")
    for png, units in zip(run(leaf_png, leaf, Marks(start, at + 4, at, at + 1), look, seconds=60), (WIDE, NARROW), strict=True):
        picture = image(png)
        assert picture.width == units * SCALE
        assert middle(picture, frame)[1] < 0.5  # the sentence is above the table
        assert middle(picture, ground)[2] > middle(picture, frame)[2]
    first, last = document.text.index("1008"), document.text.index("3008")
    left, right = (image(leaf_png(leaf, Marks(at, at + 4, at, at + 4), look)[0]) for at in (first, last))  # type: ignore[arg-type]
    assert middle(left, frame)[0] + 0.1 < middle(right, frame)[0]  # the first and the last column
    assert min(middle(left, frame)[1], middle(right, frame)[1]) > 0.85  # of the last row


def test_table_too_wide_keeps_who_and_the_value() -> None:
    document = read(rows=3, columns=30)
    table = next(document.tables())
    at = document.text.index("25001")
    font = face(13)
    rows = fitting(table.rows, font, 1, NARROW, at)
    assert [cell.text for cell in rows[2]][:2] == ["1001", "2001"]
    assert "25001" in [cell.text for cell in rows[2]]
    assert GAP in rows[2]
    assert sum(widths(rows, font, 1, NARROW)) <= NARROW + 1


@pytest.mark.parametrize("prose", ["x" * 50_000, "\n" * 4000, "‮\u0000 \t" * 500, "<script>alert(1)</script> " * 200, "字" * 3000])
def test_hostile_text_is_drawn_within_bounds(prose: str) -> None:
    document = read(prose=prose)
    for png in run(leaf_png, leaves(document)[0], None, "light", seconds=20):
        assert image(png).height <= TALLEST * SCALE


def test_lines_hold_every_letter_and_fit() -> None:
    text = "Sở Thông tin và Truyền thông\nđứng đầu " + "w" * 80
    font = face(15)
    made = lines(text, font, 120)
    assert "".join(text[a:b] for a, b in made).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(font.getlength(text[a:b]) <= 121 for a, b in made)
