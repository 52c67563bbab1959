"""What stands beside the results: legends of brackets, visits, cups, weights, numbers at the end of a sentence."""

from __future__ import annotations

import pytest

from tests.extract.frames.test_wordings import read


def test_a_legend_tells_the_year_of_brackets() -> None:
    got = read("Điểm từng nơi như sau (trong ngoặc là điểm năm 2021): Sở Y tế 81,5 (79,2); Sở Nội vụ 80,4 (77,7).")
    assert {("Sở Y tế", "score", 79.2, 2021), ("Sở Nội vụ", "score", 77.7, 2021)} <= got
    assert ("Sở Y tế", "score", 81.5, 2022) in got


@pytest.mark.parametrize(
    "body",
    [
        "Sở Y tế là đơn vị thứ 5 trong số 9 đơn vị được kiểm tra trong quý này.",
        "CLB Lâm Đồng đang đứng thứ 3 với 21 điểm.",
        "Sở Y tế được tặng Huân chương hạng Ba.",
        "Trọng số\nHạ tầng số 0,30 | Nhân lực số 0,25 | Dữ liệu số 0,45",
    ],
)
def test_left_alone(body: str) -> None:
    assert read(body) == set()


def test_the_last_of_a_list_is_no_numbering_of_the_next_sentence() -> None:
    got = read("Sở Y tế, Sở Nội vụ, Sở Xây dựng xếp sau; số điểm lần lượt 81,5; 80,4; 79,3. Sở Tư pháp không có mặt.")
    assert {("Sở Y tế", "score", 81.5, 2022), ("Sở Nội vụ", "score", 80.4, 2022), ("Sở Xây dựng", "score", 79.3, 2022)} == got
