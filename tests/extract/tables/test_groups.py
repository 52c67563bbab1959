"""Group rows of a table: the block in which the ranks below them hold."""

from __future__ import annotations

from extract import jsonl

PAGE = """<html><head><title>Kết quả xếp hạng cải cách hành chính năm 2021 của các cơ quan tỉnh Lâm Đồng</title></head><body>
<h1>Kết quả xếp hạng cải cách hành chính năm 2021 của các cơ quan tỉnh Lâm Đồng</h1>
<table><tr><th>TT</th><th>Cơ quan</th><th>Chỉ số (%)</th><th>Xếp hạng</th></tr>
<tr><td colspan="4">I. Cơ quan chuyên môn thuộc UBND tỉnh</td></tr>
<tr><td>1</td><td>Sở Y tế</td><td>91,20</td><td>1</td></tr><tr><td>2</td><td>Sở Nội vụ</td><td>90,10</td><td>2</td></tr>
<tr><td colspan="4">II. Cơ quan ngành dọc</td></tr>
<tr><td>1</td><td>Cục Thuế</td><td>89,50</td><td>1</td></tr><tr><td>2</td><td>Kho bạc Nhà nước</td><td>88,40</td><td>2</td></tr>
</table></body></html>"""


def test_ranks_that_begin_anew_say_in_which_block_they_hold() -> None:
    ranks = {
        o["subject"]: (o["value"], o.get("among"))
        for o in jsonl.line(PAGE.encode(), "a.html")["observations"]
        if o["measure"] == "rank"
    }
    assert [rank for rank, _ in ranks.values()] == [1, 2, 1, 2]
    first, second = ranks["Sở Y tế"][1], ranks["Cục Thuế tỉnh"][1]
    assert first
    assert second
    assert first != second
    assert ranks["Sở Nội vụ"][1] == first
    assert ranks["Kho bạc Nhà nước tỉnh"][1] == second
