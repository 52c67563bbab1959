"""Sentences that go on about whom, what and when the ones before spoke of, and pages that rank nobody's administration."""

from __future__ import annotations

import pytest

from extract import jsonl
from tests.extract.frames.test_wordings import Row, parts, read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Năm 2019, Sở Y tế đứng thứ 15. Năm 2020 lên được một bậc, thứ 14. Năm 2021, sau khi thay phần mềm, Sở cải thiện 6,5 điểm.",
            {("Sở Y tế", "rank_change", 1, 2020), ("Sở Y tế", "rank", 14, 2020), ("Sở Y tế", "score_change", 6.5, 2021)},
        ),
        (
            "Huyện Di Linh xếp thứ 3 với 81 điểm. Tăng 2 bậc so với năm trước. Vẫn xếp loại khá.",
            {("huyện Di Linh", "rank_change", 2, 2022), ("huyện Di Linh", "band", "khá", 2022)},
        ),
        (
            "Sở Y tế lên hạng 2 (năm ngoái hạng 6), được 82,15 điểm.",
            {("Sở Y tế", "rank", 6, 2021), ("Sở Y tế", "score", 82.15, 2022)},
        ),
        (
            "Năm 2018, vị trí của huyện Di Linh là 9/12; năm 2020 là 7; năm 2021 là 5.",
            {("huyện Di Linh", "rank", 9, 2018), ("huyện Di Linh", "rank", 7, 2020), ("huyện Di Linh", "rank", 5, 2021)},
        ),
        (
            "Năm 2019 và năm 2020 Sở Y tế xếp thứ 11 và 7.",
            {("Sở Y tế", "rank", 11, 2019), ("Sở Y tế", "rank", 7, 2020)},
        ),
        (
            "Sở Y tế từ hạng 7 năm 2019 lên hạng 3, tức là tăng 4 bậc, đạt 88,5 điểm. Dẫn đầu là Sở Nội vụ.",
            {("Sở Y tế", "rank", 7, 2019), ("Sở Y tế", "rank", 3, 2022), ("Sở Y tế", "score", 88.5, 2022)},
        ),
        (
            "Sở Y tế 71,02 điểm, đứng thứ nhất giống năm 2020; Sở Tư pháp 66,87 điểm, thứ hai.",
            {("Sở Y tế", "rank", 1, 2022), ("Sở Tư pháp", "score", 66.87, 2022)},
        ),
        ("Sở Y tế mất 1,35 điểm, còn 42,02.", {("Sở Y tế", "score", 42.02, 2022)}),
    ],
)  # fmt: skip
def test_whom_and_when(body: str, expected: set[Row]) -> None:
    assert expected <= read(body)


def test_what_turns_to_others_is_not_said_of_the_one_before() -> None:
    found = read("Sở Y tế đứng đầu với 95 điểm. Toàn khối đạt 80 điểm. Có 4 đơn vị được 90 điểm.")
    assert {value for subject, measure, value, _ in found if subject == "Sở Y tế" and measure == "score"} == {95}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Xếp thứ nhất là Sở Y tế: 95,3 điểm; thứ hai, Sở Tư pháp: 93,7 điểm.", {("Sở Tư pháp", None, None, "rank", 2)}),
        ("Đứng đầu khối huyện, thành phố Đà Lạt được 80 điểm.", {("thành phố Đà Lạt", None, None, "rank", 1)}),
        (
            "Sở Y tế được 60 điểm, trong khi đơn vị dẫn đầu, Sở Tư pháp, được 93 điểm.",
            {("Sở Tư pháp", None, None, "rank", 1), ("Sở Tư pháp", None, None, "score", 93)},
        ),
        (
            "Nhân lực số: nhất Sở Y tế (70,25), nhì Sở Tư pháp (63,77).",
            {("Sở Y tế", "rank", 1), ("Sở Tư pháp", "rank", 2), ("Sở Tư pháp", "score", 63.77)},
        ),
        (
            "Cùng xếp loại tốt với Di Linh còn có Bảo Lộc và Lạc Dương.",
            {("thành phố Bảo Lộc", None, None, "band", "tốt"), ("huyện Lạc Dương", None, None, "band", "tốt")},
        ),
        (
            "+ Loại Tốt gồm: Sở Nội vụ (88,6), Sở Y tế (85,12).\n+ Loại Khá: Sở Tư pháp (66,71).",
            {("Sở Y tế", None, None, "band", "tốt"), ("Sở Y tế", None, None, "score", 85.12), ("Sở Tư pháp", None, None, "band", "khá")},
        ),
        (
            "Hai là hạ tầng số, nơi cả hai còn yếu. Điểm của Sở Y tế và Sở Nội vụ lần lượt là 6,1 và 5,4.",
            {("Sở Y tế", "hạ tầng số", None, "score", 6.1), ("Sở Nội vụ", "hạ tầng số", None, "score", 5.4)},
        ),
    ],
)  # fmt: skip
def test_whose_it_is(body: str, expected: set[Row]) -> None:
    found = parts(body)
    assert {row if len(row) == 5 else (row[0], "Nhân lực số", None, *row[1:]) for row in expected} <= found


def test_a_second_name_before_a_rank_is_not_passed_over() -> None:
    assert ("Văn phòng UBND tỉnh", "rank", 2, 2022) in read(
        "Sở Y tế xếp thứ nhất, Văn phòng UBND tỉnh thứ hai, Sở Tài chính thứ ba."
    )


@pytest.mark.parametrize(
    ("body", "index", "row"),
    [
        ("Thứ hạng: 17/63.", "PAPI", ("Lâm Đồng", "rank", 17, 2022)),
        ("Điểm tổng hợp của tỉnh: 44,52.", "PAPI", ("Lâm Đồng", "score", 44.52, 2022)),
        ("Tỉnh tăng 11 bậc, từ hạng 49 lên hạng 38, với 76,33%.", "PAR INDEX", ("Lâm Đồng", "percent", 76.33, 2022)),
        ("Sở Y tế giảm 1,5% so với năm trước, còn 84,93%.", "SIPAS", ("Sở Y tế", "percent", 84.93, 2022)),
        ("PAR INDEX (PAR INDEX 2021) của tỉnh đạt 80,2%, đứng thứ 29/63.", "PAR INDEX", ("Lâm Đồng", "rank", 29, 2021)),
    ],
)
def test_figures_behind_their_names(body: str, index: str, row: Row) -> None:
    assert row in read(body, index)


@pytest.mark.parametrize(
    "body",
    [
        "100% sở, ngành có kế hoạch chuyển đổi số, 95% chi đoàn có trang riêng.",
        "Đội Sở Y tế được 93,5 điểm, giành giải nhất hội thi tìm hiểu chuyển đổi số.",
    ],
)
def test_shares_of_others_and_contests_are_no_results(body: str) -> None:
    assert not read(body)


def test_a_page_of_a_contest_reports_no_results() -> None:
    page = 'Hội thi "Công chức trẻ với cải cách hành chính" tỉnh Lâm Đồng\n\n12/05/2023\n\nHuyện Di Linh được 96,5/100 điểm, xếp thứ nhất; Sở Y tế 94 điểm.\n'
    assert not jsonl.line(page.encode(), "page.txt")["observations"]


def test_a_month_is_the_year_where_nothing_else_says_one() -> None:
    page = (
        "Xã nào phục vụ người dân tốt ở Lâm Đồng hôm nay?\n\n05/10/2025\n\nBảng điểm tháng 9/2025 theo Bộ chỉ số phục vụ người dân, doanh nghiệp.\n\n"
        "Đứng nhất là xã Đạ Huoai, 94,37 điểm.\n"
    )
    assert {o["year"] for o in jsonl.line(page.encode(), "page.txt")["observations"]} == {2025}
