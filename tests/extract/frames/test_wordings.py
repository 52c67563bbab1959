"""Wordings, one idea each, in pages that the test makes: what is read out of them, and what is left alone."""

from __future__ import annotations

import pytest

from extract import jsonl

HEAD = "Xếp hạng {index} năm 2022 của tỉnh Lâm Đồng\n\n12/05/2023\n\nUBND tỉnh Lâm Đồng công bố kết quả xếp hạng {index} năm 2022.\n\n"
Row = tuple[object, ...]


def read(body: str, index: str = "chuyển đổi số") -> set[Row]:
    """(subject, measure, value, year) of a page with ``body`` under a title that names the index and the year."""
    line = jsonl.line((HEAD.format(index=index) + body + "\n").encode(), "page.txt")
    return {(o["subject"], o["measure"], o["value"], o["year"]) for o in line["observations"]}


def parts(body: str, index: str = "chuyển đổi số") -> set[Row]:
    """(subject, criterion, among, measure, value) of the same page."""
    line = jsonl.line((HEAD.format(index=index) + body + "\n").encode(), "page.txt")
    return {(o["subject"], o.get("criterion"), o.get("among"), o["measure"], o["value"]) for o in line["observations"]}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Sở Y tế từ hạng 9 xuống hạng 14.",
            {("Sở Y tế", "rank", 9, 2021), ("Sở Y tế", "rank", 14, 2022)},
        ),
        (
            "Sở Xây dựng xếp thứ nhất, Sở Nội vụ thứ hai, với điểm số lần lượt là 88,1 và 87,2.",
            {
                ("Sở Xây dựng", "rank", 1, 2022),
                ("Sở Nội vụ", "rank", 2, 2022),
                ("Sở Xây dựng", "score", 88.1, 2022),
                ("Sở Nội vụ", "score", 87.2, 2022),
            },
        ),
        (
            "Xếp thứ hai, thứ ba là Sở Tư pháp 71,5 điểm, Sở Tài chính 70,4 điểm.",
            {
                ("Sở Tư pháp", "rank", 2, 2022),
                ("Sở Tư pháp", "score", 71.5, 2022),
                ("Sở Tài chính", "rank", 3, 2022),
                ("Sở Tài chính", "score", 70.4, 2022),
            },
        ),
        (
            "Sở Y tế, đơn vị hạng nhất năm 2021, tụt xuống hạng 4.",
            {("Sở Y tế", "rank", 1, 2021), ("Sở Y tế", "rank", 4, 2022)},
        ),
        ("Đạt 91,25 điểm, Sở Tư pháp giữ hạng nhất.", {("Sở Tư pháp", "score", 91.25, 2022), ("Sở Tư pháp", "rank", 1, 2022)}),
        (
            "Trong 12 địa phương, huyện Đơn Dương đứng thứ 3.",
            {("huyện Đơn Dương", "rank", 3, 2022), ("huyện Đơn Dương", "rank_of", 12, 2022)},
        ),
    ],
)
def test_read(body: str, expected: set[Row]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Chỉ số đạt 86, 78%, xếp thứ 13/63.", {("Lâm Đồng", "percent", 86.78, 2022), ("Lâm Đồng", "rank", 13, 2022), ("Lâm Đồng", "rank_of", 63, 2022)}),
        ("Dẫn đầu có 2 sở: Ngoại vụ 97,82%; Tư pháp 96,40%.", {("Sở Ngoại vụ", "percent", 97.82, 2022), ("Sở Tư pháp", "percent", 96.4, 2022)}),
    ],
)  # fmt: skip
def test_percentages_of_an_index_in_per_cent(body: str, expected: set[Row]) -> None:
    assert expected <= read(body, "cải cách hành chính (PAR INDEX)")


def test_indexes_listed_before_their_ranks() -> None:
    line = jsonl.line(
        (HEAD.format(index="các chỉ số") + "PAR INDEX, SIPAS và PCI lần lượt xếp thứ 16, 14 và 23 trong 63 tỉnh.\n").encode(),
        "page.txt",
    )
    found = {(o["index"], o["measure"], o["value"]) for o in line["observations"]}
    ranks = {("par-index", "rank", 16), ("sipas", "rank", 14), ("pci", "rank", 23)}
    assert found == ranks | {(index, "rank_of", 63) for index, _, _ in ranks}


def test_a_block_is_said_only_where_there_are_several() -> None:
    one = "Khối sở, ban, ngành: Sở Y tế đứng thứ nhất."
    assert parts(one) == {("Sở Y tế", None, None, "rank", 1)}
    assert parts(f"{one}\n\nKhối cơ quan ngành dọc: Công an tỉnh đứng thứ nhất.") == {
        ("Sở Y tế", None, "sở, ban, ngành", "rank", 1),
        ("Công an tỉnh", None, "cơ quan ngành dọc", "rank", 1),
    }


def test_a_criterion_that_no_list_has_is_read_in_quotes_and_behind_its_head() -> None:
    assert ("Lâm Đồng", "đón tiếp tổ chức, công dân", None, "score", 7.25) in parts(
        'Nội dung "đón tiếp tổ chức, công dân" đạt 7,25 điểm.'
    )
    assert ("Lâm Đồng", "quản lý tài sản", None, "rank", 8) in parts("Ở trụ cột quản lý tài sản, tỉnh xếp thứ 8.")


@pytest.mark.parametrize(
    "body",
    [
        "Ai đạt 96 điểm?",
        "Điểm trung vị cả nước là 65,22 điểm.",
        "GRDP tăng 5,79%, đứng thứ 8/14 khu vực.",
        "Việt Nam đứng thứ 44/133 nền kinh tế.",
        "Khung xếp loại A, B, C, D.",
        "Lĩnh vực thứ 7 được quan tâm nhất.",
        "Các đơn vị trên 80 điểm thuộc nhóm tốt, từ 70 đến 80 điểm thuộc nhóm khá.",
    ],
)
def test_left_alone(body: str) -> None:
    assert read(body) == set()


def test_an_older_edition_does_not_outlive_its_paragraph() -> None:
    body = "Nhìn lại xếp hạng chuyển đổi số năm 2020, Sở Y tế đứng thứ 5.\n\nSở Tư pháp đứng thứ 2."
    assert read(body) == {("Sở Y tế", "rank", 5, 2020), ("Sở Tư pháp", "rank", 2, 2022)}


def test_a_total_behind_a_rank_in_words() -> None:
    found = read("Huyện Di Linh đứng thứ ba trong số 12 địa phương.")
    assert found == {("huyện Di Linh", "rank", 3, 2022), ("huyện Di Linh", "rank_of", 12, 2022)}


def test_a_year_in_one_bracket_is_not_that_of_the_next() -> None:
    found = read("Xếp thứ nhất là Di Linh (83,4 điểm; năm 2021 thứ 6), thứ hai là Đam Rông (82,9 điểm).")
    assert ("huyện Đam Rông", "score", 82.9, 2022) in found
