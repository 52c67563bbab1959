"""Figures of whole groups in many wordings: counts of bands, means and their changes, spreads; and what is none."""

from __future__ import annotations

import pytest

from extract import jsonl
from tests.extract.frames.test_wordings import HEAD


def groups(body: str, index: str = "chuyển đổi số") -> set[tuple[object, ...]]:
    """(criterion, measure, value, year) of the groups of a page with ``body``."""
    line = jsonl.line((HEAD.format(index=index) + body + "\n").encode(), "page.txt")
    return {
        (o.get("criterion"), o["measure"], o["value"], o["year"]) for o in line["observations"] if o["subject_kind"] == "group"
    }


@pytest.mark.parametrize(
    "body",
    [
        "Khối sở, ngành có 3 đơn vị loại tốt, 9 đơn vị loại khá.",
        "3/12 sở, ngành đạt loại tốt; 9/12 loại khá.",
        "Loại tốt: 3 đơn vị; loại khá: 9 đơn vị.",
        "Xếp loại tốt có 3 sở, loại khá có 9 sở.",
        "Có ba đơn vị được xếp loại tốt và chín đơn vị xếp loại khá.",
        "Số cơ quan xếp loại tốt là 3, loại khá là 9.",
        "Các sở có 3 tốt, 9 khá.",
    ],
)
def test_counts(body: str) -> None:
    assert groups(body) == {("tốt", "count", 3, 2022), ("khá", "count", 9, 2022)}


@pytest.mark.parametrize(
    "body",
    [
        "Điểm trung bình của các sở, ngành là 82,15 điểm, tăng 3,2 điểm so với năm 2021.",
        "Bình quân khối sở, ngành đạt 82,15 điểm (tăng 3,2 điểm).",
        "So với năm 2021, bình quân các sở, ngành tăng 3,2 điểm, đạt 82,15 điểm.",
        "Các sở, ngành có điểm bình quân 82,15, tăng 3,2 điểm.",
        "Mức trung bình của khối sở tăng 3,2 điểm, lên 82,15 điểm.",
    ],
)
def test_means(body: str) -> None:
    assert groups(body) == {(None, "mean_score", 82.15, 2022), ("mean", "score_change", 3.2, 2022)}


@pytest.mark.parametrize(
    "body",
    [
        "Khoảng cách giữa đơn vị cao nhất và đơn vị thấp nhất là 25,3 điểm.",
        "Sở đứng đầu và sở đứng cuối cách nhau 25,3 điểm.",
        "Đơn vị đầu bảng hơn đơn vị cuối bảng 25,3 điểm.",
        "Chênh lệch giữa huyện dẫn đầu (Di Linh) với huyện xếp cuối (Đam Rông) lên tới 25,3 điểm.",
    ],
)
def test_spreads(body: str) -> None:
    assert groups(body) == {(None, "spread", 25.3, 2022)}


def test_an_older_figure_beside_the_new_one_keeps_its_year() -> None:
    assert groups("Bình quân khối huyện là 75,4 điểm (năm 2021: 70,2 điểm).") == {
        (None, "mean_score", 75.4, 2022),
        (None, "mean_score", 70.2, 2021),
    }
    assert groups("Khoảng cách giữa nơi cao nhất và nơi thấp nhất rút từ 21,4 điểm của năm 2021 xuống còn 17,35 điểm.") == {
        (None, "spread", 21.4, 2021),
        (None, "spread", 17.35, 2022),
    }


@pytest.mark.parametrize(
    "body",
    [
        "Mức tốt từ 80 đến 90 điểm, khá từ 65 đến 79 điểm.",
        "Sở Y tế cùng Sở Nội vụ là hai đơn vị loại tốt.",
        "Một đơn vị được xếp loại tốt nếu đạt từ 80 điểm.",
        "Có 5 yếu tố được đánh giá.",
        "Thời gian chờ trung bình 37,5 phút.",
        "Cao hơn mức trung bình của các sở 3,5 điểm.",
        "Ba đơn vị này xếp loại tốt.",
        "Đơn vị sau kém đơn vị đứng đầu 5,5 điểm.",
    ],
)
def test_none_of_a_group(body: str) -> None:
    assert groups(body) == set()


@pytest.mark.parametrize(
    "body",
    [
        "Bình quân của khối sở đạt 88,7 điểm, khối huyện đạt 79,5 điểm.",
        "Xét mức bình quân, khối sở đạt 88,7 điểm; khối huyện 79,5 điểm.",
        "Điểm bình quân các sở là 88,7, các huyện là 79,5.",
    ],
)
def test_means_of_several_groups_in_one_sentence(body: str) -> None:
    assert {row[1:] for row in groups(body)} == {("mean_score", 88.7, 2022), ("mean_score", 79.5, 2022)}


@pytest.mark.parametrize(
    "body",
    [
        "Chênh lệch giữa sở cao nhất và sở thấp nhất còn 9,05 điểm (năm 2021: 11,6 điểm).",
        "Chênh lệch giữa sở cao nhất và sở thấp nhất là 9,05 điểm, giảm mạnh so với năm 2021 (11,6 điểm).",
    ],
)
def test_a_spread_beside_that_of_another_edition(body: str) -> None:
    assert groups(body) == {(None, "spread", 9.05, 2022), (None, "spread", 11.6, 2021)}


def test_pages_of_portals_are_counted_too() -> None:
    assert groups("Khối sở, ngành có 5 trang xếp loại tốt, 9 trang loại khá.") == {
        ("tốt", "count", 5, 2022),
        ("khá", "count", 9, 2022),
    }
