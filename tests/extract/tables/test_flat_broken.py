"""Rows broken over lines, with headings one a line."""

from __future__ import annotations

from extract import jsonl

PAGE = """Bộ chỉ số DDCI Lâm Đồng năm 2021

# Đơn vị Phiếu Thành phần (tối đa 10) Chung DDCI 2021 (tối đa 100) Loại
Tính minh bạch
Chi phí thời gian
Thiết chế pháp lý
Huyện Đơn Dương 152 7.64 8.4 -
80.26
Rất tốt
Huyện Đạ Huoai 106 8.99 9.21 7.5
69.45
Khá
Sở Tài chính 69 5.6 7.77 6.1
58.85
Trung bình
"""


def test_cells_on_lines_of_their_own_belong_to_the_row_above() -> None:
    line = jsonl.line(PAGE.encode(), "page.txt")
    found = {(o["subject"], o.get("criterion"), o["measure"], o["value"]) for o in line["observations"]}
    assert found == {
        ("huyện Đơn Dương", "Tính minh bạch", "score", 7.64),
        ("huyện Đơn Dương", "Chi phí thời gian", "score", 8.4),
        ("huyện Đơn Dương", None, "score", 80.26),
        ("huyện Đơn Dương", None, "band", "rất tốt"),
        ("huyện Đạ Huoai", "Tính minh bạch", "score", 8.99),
        ("huyện Đạ Huoai", "Chi phí thời gian", "score", 9.21),
        ("huyện Đạ Huoai", "Thiết chế pháp lý", "score", 7.5),
        ("huyện Đạ Huoai", None, "score", 69.45),
        ("huyện Đạ Huoai", None, "band", "khá"),
        ("Sở Tài chính", "Tính minh bạch", "score", 5.6),
        ("Sở Tài chính", "Chi phí thời gian", "score", 7.77),
        ("Sở Tài chính", "Thiết chế pháp lý", "score", 6.1),
        ("Sở Tài chính", None, "score", 58.85),
        ("Sở Tài chính", None, "band", "trung bình"),
    }
