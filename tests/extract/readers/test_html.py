"""Pages: blocks in reading order, tables as grids, surroundings as noise, the charset from the bytes."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import BlockKind, Document
from extract.errors import XephangError
from extract.readers import open_document

ARTICLE = """<!doctype html><html><head><title>Sở TT&amp;TT</title><meta property="og:title" content="Kết quả xếp hạng năm 2020">
<style>p{}</style></head><body>
<nav><ul><li>Giới thiệu</li><li>Tin tức</li></ul></nav>
<div class="detail"><h1>Kết quả xếp hạng năm 2020</h1><div class="date">Thứ Bảy, 31/08/2019 09:20</div>
<div>Tỉnh xếp thứ 12/63.<br>Tăng 3 bậc &amp; đạt 62,3 điểm.</div>
<p>Các sở&nbsp;dẫn đầu:</p><ul><li>Sở Y tế: 90 điểm</li><li>Sở Tư pháp: 89 điểm</li></ul>
<table><caption>Bảng 1</caption><tr><th rowspan="2">Đơn vị</th><th colspan="2">Điểm</th></tr><tr><th>2019</th><th>2020</th></tr>
<tr><td>Sở Y tế</td><td>80</td><td>90</td></tr><tr><td>Sở Tư pháp</td><td>81</td><td>89</td></tr></table>
<figure><img src="a.jpg"><figcaption>Lễ công bố</figcaption></figure>
<p><a href="/files/3192-qd.pdf">Quyết định 3192</a></p></div>
<h3>Các tin khác</h3><ul><li><a href="/1">Tỉnh xếp thứ 5 năm 2018</a></li></ul>
<footer>Lượt truy cập: 123456</footer><script>var rank = 1;</script></body></html>"""


def _kinds(document: Document) -> dict[str, BlockKind]:
    return {document.slice(block): block.kind for block in document.blocks}


@pytest.fixture(scope="module")
def page() -> Document:
    """The page above as the reader has it."""
    return open_document(ARTICLE.encode(), "a.html")


def test_blocks_have_their_kinds(page: Document) -> None:
    kinds = _kinds(page)
    assert kinds["Kết quả xếp hạng năm 2020"] is BlockKind.TITLE
    assert kinds["Tỉnh xếp thứ 12/63."] is BlockKind.PARAGRAPH
    assert kinds["Tăng 3 bậc & đạt 62,3 điểm."] is BlockKind.PARAGRAPH
    assert kinds["Các sở dẫn đầu:"] is BlockKind.PARAGRAPH
    assert kinds["Sở Y tế: 90 điểm"] is BlockKind.LIST_ITEM
    assert kinds["Lễ công bố"] is BlockKind.CAPTION


def test_surroundings_are_noise(page: Document) -> None:
    kinds = _kinds(page)
    for text in ("Giới thiệu", "Các tin khác", "Tỉnh xếp thứ 5 năm 2018", "Lượt truy cập: 123456"):
        assert kinds[text] is BlockKind.NOISE, text
    assert "var rank" not in page.text


def test_merged_cells_are_repeated(page: Document) -> None:
    (table,) = page.tables()
    assert table.texts()[:3] == [["Đơn vị", "Điểm", "Điểm"], ["Đơn vị", "2019", "2020"], ["Sở Y tế", "80", "90"]]
    for row in table.rows:
        assert all(page.text[cell.start : cell.end] == cell.text for cell in row)


def test_title_date_and_attachment(page: Document) -> None:
    assert (page.title, page.published) == ("Kết quả xếp hạng năm 2020", date(2019, 8, 31))
    assert [(a.address, a.title) for a in page.attachments] == [("/files/3192-qd.pdf", "Quyết định 3192")]


def test_a_layout_table_is_unwrapped_and_the_data_in_it_stays() -> None:
    inner = "<table><tr><td>Huyện</td><td>Điểm</td></tr><tr><td>Lập Thạch</td><td>90</td></tr></table>"
    html = f"<html><body><table><tr><td><div>Kết quả năm 2020 của tỉnh</div>{inner}</td><td>Lịch</td></tr></table></body></html>"
    document = open_document(html.encode(), "a.html")
    assert [table.texts() for table in document.tables()] == [[["Huyện", "Điểm"], ["Lập Thạch", "90"]]]
    assert "Kết quả năm 2020 của tỉnh" in _kinds(document)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_bytes_tell_the_charset_not_the_meta_tag(charset: str) -> None:
    words = "Quyết định của tỉnh"
    html = f'<html><head><meta charset="iso-8859-1"></head><body><p>{words}</p></body></html>'
    assert words in open_document(html.encode(charset), "a.html").text


def test_decomposed_letters_are_composed() -> None:
    html = "<html><body><p>Ti\u0309nh Quye\u0302\u0301t</p></body></html>"
    assert "Tỉnh Quyết" in open_document(html.encode(), "a.html").text


@given(st.text(alphabet="<>/abdhlptr tdul=\"'&;#x0đ", max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_markup_gives_a_document_or_one_of_our_errors(markup: str) -> None:
    try:
        document = open_document(f"<html><body>{markup}".encode(), "a.html")
    except XephangError:
        return
    assert all(0 <= b.start <= b.end <= len(document.text) for b in document.blocks)


@given(st.binary(max_size=400), st.sampled_from(["a.html", "a.txt", "a", "a.pdf"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_document_or_one_of_our_errors(data: bytes, name: str) -> None:
    try:
        document = open_document(data, name)
    except XephangError:
        return
    assert document.source == name


@pytest.mark.parametrize("piece", ["<div>", "<table><tr><td>", "<p>1/2 ", "<b><i>", "<td rowspan=999 colspan=999>1", "&amp;"])
def test_hostile_pages_end_soon(piece: str) -> None:
    data = ("<html><body>" + piece * (60_000 // len(piece))).encode()
    begin = time.process_time()
    with suppress(XephangError):
        open_document(data, "a.html")
    assert time.process_time() - begin < 30
