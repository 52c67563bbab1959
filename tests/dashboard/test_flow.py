"""Documents as pages: everything of a document is escaped, the quote and the value are marked, merged cells are one."""

from __future__ import annotations

from dashboard.components.flow import flow
from dashboard.components.grid import grid, table_at
from dashboard.components.leaves import Marks, leaves
from dashboard.components.quote import quote
from extract.document import NOWHERE, BlockKind, Cell, Document, TextBuilder

HOSTILE = "<img src=x onerror=alert(1)>"


def page() -> Document:
    out = TextBuilder()
    out.block(BlockKind.TITLE, f"Tiêu đề {HOSTILE}", 1)
    out.block(BlockKind.NOISE, "Trang chủ | Liên hệ")
    out.block(BlockKind.PARAGRAPH, f"Trước đó. Lào Cai xếp thứ 5/63. {HOSTILE}")
    out.table([[("Tỉnh", NOWHERE), ("Hạng", NOWHERE)], [(HOSTILE, NOWHERE), ("7", NOWHERE)]], headers=1)
    return Document("", "text/html", out.text, tuple(out.blocks))


def test_quote_and_value_are_marked_and_nothing_is_markup() -> None:
    read = page()
    start = read.text.index("Lào Cai")
    at = read.text.index("5/63")
    (leaf,) = leaves(read)
    made = flow(leaf, Marks(start, at + 4, at, at + 1))
    assert "<img" not in made
    assert "&lt;img" in made
    assert "<mark>Lào Cai xếp thứ <strong" in made
    assert ">5</strong>/63</mark>" in made
    assert "Liên hệ" not in made


def test_value_in_a_table_is_boxed() -> None:
    read = page()
    at = read.text.rindex("7")
    table = table_at(read, at)
    assert table is not None
    made = grid(table.rows, at)
    assert made.count("outline:3px") == 1
    assert "<img" not in made
    assert flow(leaves(read)[0], Marks(at, at + 1, at, at + 1)).count("outline:3px") == 1


def test_merged_cells_are_drawn_once() -> None:
    wide = [Cell("Khối huyện", 0, c, 0, 10) for c in range(3)]
    tall = Cell("A", 1, 0, 11, 12)
    rows = (
        tuple(wide),
        (tall, Cell("1", 1, 1, 13, 14), Cell("2", 1, 2, 15, 16)),
        (tall, Cell("3", 2, 1, 17, 18), Cell("", 2, 2, 19, 19)),
    )
    made = grid(rows)
    assert made.count("Khối huyện") == 1
    assert "colspan='3'" in made
    assert made.count(">A<") == 1
    assert "rowspan='2'" in made
    assert made.count("<td") == 6


def test_quote_is_cut_around_its_value() -> None:
    text = f"{'x' * 500} hạng 5 {HOSTILE} {'y' * 500}"
    at = text.index("5")
    made = quote({"quote": text, "start": 100, "value_start": 100 + at, "value_end": 101 + at, "raw": "5"})
    assert len(made) < 900
    assert "<img" not in made
    assert ">5</strong>" in made
