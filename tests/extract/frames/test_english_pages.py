"""English-language pages of the portals: departments, districts, ranks in plain figures, classes counted."""

from __future__ import annotations

import pytest

from extract import jsonl

HEAD = "LAM DONG PORTAL IN ENGLISH\n\nDepartments ranked in the 2022 PAR Index of Lam Dong\n\nMay 12, 2023\n\nThe Lam Dong People's Committee approved the 2022 PAR Index.\n\n"


def read(body: str) -> set[tuple[object, ...]]:
    """(subject, measure, value, year) of an English page with ``body``."""
    line = jsonl.line((HEAD + body + "\n").encode(), "page.txt")
    return {(o["subject"], o["measure"], o["value"], o["year"]) for o in line["observations"]}


def test_departments_go_by_their_vietnamese_names() -> None:
    got = read("The Department of Finance ranked 2nd with 91.4%, and the Provincial Tax Department ranked 3rd with 90.05%.")
    assert {("Sở Tài chính", "rank", 2, 2022), ("Sở Tài chính", "percent", 91.4, 2022), ("Cục Thuế tỉnh", "rank", 3, 2022)} <= got


def test_districts_with_their_kind_behind() -> None:
    got = read("Among the districts, Di Linh district ranked 1st (88.2%), followed by Da Lat city at No. 2 (87.1%).")
    assert {
        ("huyện Di Linh", "rank", 1, 2022),
        ("thành phố Đà Lạt", "rank", 2, 2022),
        ("thành phố Đà Lạt", "percent", 87.1, 2022),
    } <= got


def test_a_relative_clause_keeps_its_year_to_itself() -> None:
    got = read("Di Linh district, which was ranked 4th in 2021, fell 3 places to 7th with 80.5%.")
    assert {
        ("huyện Di Linh", "rank", 4, 2021),
        ("huyện Di Linh", "rank", 7, 2022),
        ("huyện Di Linh", "rank_change", -3, 2022),
    } <= got


def test_classes_are_counted() -> None:
    got = {
        (measure, value)
        for _, measure, value, _ in read('8 departments were graded "Excellent" and 11 departments were graded "Good".')
    }
    assert got == {("count", 8), ("count", 11)}


def test_a_rank_out_of_all() -> None:
    line = jsonl.line((HEAD + "On the national scale, Lam Dong ranks 5/63 with 86.2%.\n").encode(), "page.txt")
    got = {(o["subject"], o["measure"], o["value"]) for o in line["observations"]}
    assert {("Lâm Đồng", "rank", 5), ("Lâm Đồng", "rank_of", 63), ("Lâm Đồng", "percent", 86.2)} == got


def test_ranks_listed_and_moved() -> None:
    got = read("Di Linh district and Da Lat city came in at 6th and 9th. Lac Duong district dropped from 4th to 7th.")
    assert {
        ("huyện Di Linh", "rank", 6, 2022),
        ("thành phố Đà Lạt", "rank", 9, 2022),
        ("huyện Lạc Dương", "rank", 4, 2021),
        ("huyện Lạc Dương", "rank", 7, 2022),
    } <= got


def test_a_rank_that_only_its_place_tells() -> None:
    line = jsonl.line((HEAD + "Lam Dong obtained 86.2%, 11th in the country.\n").encode(), "page.txt")
    assert ("Lâm Đồng", "rank", 11) in {(o["subject"], o["measure"], o["value"]) for o in line["observations"]}


def test_means_of_two_groups() -> None:
    got = read("The average of the departments stood at 87.9%; that of the districts was 85.15%.")
    assert {(measure, value) for _, measure, value, _ in got} == {("mean_percent", 87.9), ("mean_percent", 85.15)}


def test_short_lines_of_a_list_are_english_too() -> None:
    got = read("Di Linh district number 2 (88.2%)")
    assert ("huyện Di Linh", "rank", 2, 2022) in got


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Lam Dong ranks 3/6 in the region.", ("rank_of", 6)),
        ("Di Linh district was 31st in 2021; that means a gain of 2.18% and nine places.", ("rank_change", 9)),
        ("Di Linh district was 31st in 2021; that means a gain of 2.18% and nine places.", ("score_change", 2.18)),
        ("The total score of Lam Dong fell by 0.62 points, from 41.53 in 2020 to 40.91.", ("score", 41.53)),
        ("Lam Dong and Khanh Hoa hold the first and second positions nationwide.", ("rank", 2)),
    ],
)
def test_more_english_figures(body: str, expected: tuple[object, ...]) -> None:
    assert expected in {(measure, value) for _, measure, value, _ in read(body)}
