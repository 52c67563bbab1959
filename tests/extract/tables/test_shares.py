"""A column that tells how a whole is made up holds no results."""

from __future__ import annotations

from extract import jsonl

PAGE = """<html><head><title>Kết quả DDCI năm 2023 tỉnh Lâm Đồng</title></head><body><h1>Kết quả DDCI năm 2023 tỉnh Lâm Đồng</h1>
<table><tr><th>TT</th><th>{head}</th><th>Số phiếu</th><th>Tỷ lệ (%)</th></tr>
<tr><td>1</td><td>{a}</td><td>60</td><td>60</td></tr><tr><td>2</td><td>{b}</td><td>40</td><td>{last}</td></tr>
<tr><td></td><td>Cộng</td><td>100</td><td>100</td></tr></table></body></html>"""


def percents(last: str) -> list[object]:
    page = PAGE.format(head="Đơn vị", a="Sở Y tế", b="Sở Nội vụ", last=last)
    return [o["value"] for o in jsonl.line(page.encode(), "a.html")["observations"] if o["measure"] == "percent"]


def test_rows_that_add_up_to_the_total_are_shares() -> None:
    assert percents("40") == []


def test_rows_that_do_not_are_results() -> None:
    assert percents("72") == [60, 72]
