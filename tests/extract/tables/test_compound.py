"""Cells that say several things, headings that recur, and units at the head of columns."""

from __future__ import annotations

import pytest

from extract import jsonl
from extract.document import Cell
from extract.tables.compound import facts_of

HEAD = "SỞ NỘI VỤ TỈNH NAM ĐỊNH\n\nNam Định: kết quả các chỉ số năm 2023\n\n15/04/2024\n\n"


def read(body: str) -> set[tuple[object, ...]]:
    made = jsonl.line((HEAD + body).encode(), "a.txt")["observations"]
    return {(o["index"], o["year"], o["subject"], o["criterion"], o["measure"], o["value"]) for o in made}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("81,4 điểm; hạng 7/10", [("score", 81.4), ("rank", 7), ("rank_of", 10)]),
        ("81,4% – thứ 7", [("percent", 81.4), ("rank", 7)]),
        ("Hạng 7/10 (81,4 điểm, loại Khá)", [("rank", 7), ("rank_of", 10), ("score", 81.4), ("band", "khá")]),
        ("81,4 điểm xếp thứ 7", [("score", 81.4), ("rank", 7)]),
        ("81,4/100 điểm, xếp hạng 7", [("score", 81.4), ("max_score", 100), ("rank", 7)]),
        ("81,4% (7/10)", [("percent", 81.4), ("rank", 7), ("rank_of", 10)]),
        ("81,4", []),
        ("7/10", []),
        ("hạng 7", []),
        ("hạng 7 (năm 2022)", []),
        ("81,4 điểm; 90,2 điểm; hạng 7", []),
    ],
)
def test_facts_of_a_cell(text: str, said: list[tuple[str, float | str]]) -> None:
    assert [(m.value, p.value) for m, p in facts_of(Cell(text, 0, 0, 0, len(text)))] == said


def test_a_row_of_editions_with_score_and_rank_in_each_cell() -> None:
    found = read(
        "| Chỉ số | Năm 2022 | Năm 2023 |\n| SIPAS | 80,5%; hạng 30/63 | 82,1%; hạng 21/63 |\n| DTI | - | 0,61 điểm; hạng 18/63 |\n"
    )
    assert ("sipas", 2022, "Nam Định", None, "rank", 30) in found
    assert ("sipas", 2023, "Nam Định", None, "percent", 82.1) in found
    assert ("dti", 2023, "Nam Định", None, "rank_of", 63) in found
    assert not any(o[0] == "dti" and o[1] == 2022 for o in found)


def test_a_rank_that_recurs_belongs_to_the_criterion_on_its_left() -> None:
    found = read(
        "Bảng điểm PCI năm 2023\n| Tỉnh | Gia nhập thị trường | Hạng | Tính minh bạch | Hạng |\n| Nam Định | 7,12 | 20 | 6,03 | 31 |\n"
        "| Hà Nam | 7,40 | 11 | 5,87 | 40 |\n"
    )
    assert ("pci", 2023, "Hà Nam", "Gia nhập thị trường", "rank", 11) in found
    assert ("pci", 2023, "Nam Định", "Tính minh bạch", "rank", 31) in found
    assert not any(o[3] is None and o[4] == "rank" for o in found)


def test_provinces_over_pairs_of_columns() -> None:
    rows = "<tr><td>SIPAS</td><td>80,5%</td><td>30/63</td><td>81,0%</td><td>26/63</td></tr><tr><td>PAPI</td><td>42,1</td><td>33</td><td>43,0</td><td>21</td></tr>"
    page = (
        "<html><head><title>Chỉ số năm 2023 của hai tỉnh</title></head><body><h1>Chỉ số năm 2023 của hai tỉnh</h1><table>"
        "<tr><th rowspan=2>Chỉ số năm 2023</th><th colspan=2>Nam Định (cũ)</th><th colspan=2>Hà Nam (cũ)</th></tr>"
        f"<tr><th>Kết quả</th><th>Hạng</th><th>Kết quả</th><th>Hạng</th></tr>{rows}</table></body></html>"
    )
    found = {(o["index"], o["subject"], o["measure"], o["value"]) for o in jsonl.line(page.encode(), "a.html")["observations"]}
    assert {("sipas", "Nam Định", "percent", 80.5), ("sipas", "Hà Nam", "rank", 26), ("papi", "Hà Nam", "score", 43.0)} <= found


def test_the_line_over_a_table_names_whose_criteria_it_holds() -> None:
    found = read(
        "Điểm DTI của Sở Y tế theo từng nội dung như sau:\n| Nội dung | Điểm tối đa | Điểm đạt | Xếp hạng |\n| Nhân lực số | 60 | 41,5 | 6 |\n"
        "| Hạ tầng số | 70 | 52 | 9 |\n"
    )
    assert ("dti", 2023, "Sở Y tế", "Hạ tầng số", "score", 52) in found


def test_a_change_against_an_edition_is_of_the_one_at_hand() -> None:
    found = read(
        "Kết quả PAR INDEX\n| Lĩnh vực | Kết quả 2023 (%) | Hạng 2023 | So với hạng 2022 |\n| Cải cách thể chế | 90,4 | 33 | +12 |\n| Tài chính công | 74,9 | 58 | -2 |\n"
    )
    assert ("par-index", 2023, "Nam Định", "Tài chính công", "rank_change", -2) in found


def test_the_rank_of_the_country_is_no_criterion() -> None:
    found = read("Bảng PII năm 2023\n| Địa phương | PII | Hạng cả nước |\n| Nam Định | 38,9 | 20 |\n| Hà Nam | 37,5 | 24 |\n")
    assert ("pii", 2023, "Hà Nam", None, "rank", 24) in found
