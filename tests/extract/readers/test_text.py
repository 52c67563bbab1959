"""Plain text: lines as blocks, slide numbers and other items' headlines as noise."""

from __future__ import annotations

from extract.document import BlockKind
from extract.readers import open_document

TEXT = """Kết quả xếp hạng mức độ ứng dụng CNTT năm 2020
Ngày đăng: 12/07/2023

I. KHỐI SỞ, NGÀNH
- Sở Y tế: 90 điểm
Tỉnh xếp thứ 12/63.

Các tin khác
Tỉnh xếp thứ 5 năm 2018
"""


def test_lines_become_blocks() -> None:
    document = open_document(TEXT.encode(), "a.txt")
    assert [(b.kind, document.slice(b)) for b in document.blocks] == [
        (BlockKind.TITLE, "Kết quả xếp hạng mức độ ứng dụng CNTT năm 2020"),
        (BlockKind.NOISE, "Ngày đăng: 12/07/2023"),
        (BlockKind.HEADING, "I. KHỐI SỞ, NGÀNH"),
        (BlockKind.LIST_ITEM, "- Sở Y tế: 90 điểm"),
        (BlockKind.PARAGRAPH, "Tỉnh xếp thứ 12/63."),
        (BlockKind.NOISE, "Các tin khác"),
        (BlockKind.NOISE, "Tỉnh xếp thứ 5 năm 2018"),
    ]
    assert document.published is not None


def test_numbers_of_slides_are_noise_and_ranks_in_cells_are_not() -> None:
    slides = open_document("Báo cáo\n\n1/20\nMở đầu\n\n2/20\nKết quả\n\n17/20\nKết luận\n".encode(), "a.txt")
    assert [slides.slice(b) for b in slides.blocks if b.kind is BlockKind.NOISE] == ["1/20", "2/20", "17/20"]
    cells = open_document("Phú Thọ\n12/63\nHà Nội\n3/63\nHuế\n4/63\n".encode(), "a.txt")
    assert all(b.kind is not BlockKind.NOISE for b in cells.blocks)


def test_featured_news_above_the_article_ends_where_it_begins() -> None:
    prose = (
        "UBND thành phố công bố kết quả xếp hạng chuyển đổi số (DTI) năm 2022 của các sở. "
        + "Sở Y tế dẫn đầu với 88,1 điểm. " * 7
    )
    page = f"CỔNG THÔNG TIN THÀNH PHỐ HẢI PHÒNG\nTIN NỔI BẬT\n\nKết quả chuyển đổi số của các sở năm 2022\n\nĐăng ngày 10/01/2023\n\n{prose}\n"
    document = open_document(page.encode(), "page.txt")
    kinds = {document.slice(block)[:20]: block.kind for block in document.blocks}
    assert kinds[prose[:20]] is BlockKind.PARAGRAPH
    assert kinds["Kết quả chuyển đổi s"] in (BlockKind.TITLE, BlockKind.HEADING)
