from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from extract.gazetteer import provinces as extracted
from store.units import agency_successor, district_code, edition_size, in_division, predecessors, province, provinces, successor

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_divisions_hold_63_and_34_and_every_province_has_its_place() -> None:
    assert [len(provinces("63")), len(provinces("34"))] == [63, 34]
    assert {p.name for p in provinces("63")} == set(extracted())
    assert sorted(name for p in provinces("34") for name in p.predecessors) == sorted(p.name for p in provinces("63"))
    assert len({p.region for p in provinces("63")}) == 6


def test_mapping_agrees_with_the_outside_table(shared: Path) -> None:
    with (shared / "data/reference/provinces_63_to_34.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 63
    by_code = {p.code: p for p in provinces("63")}
    assert {r["code63"]: r["short34"] for r in rows} == {code: p.successor for code, p in by_code.items()}


def test_a_name_means_another_province_after_the_merger() -> None:
    old, new = province("Tuyên Quang", BEFORE), province("Tuyên Quang", AFTER)
    assert old is not None
    assert new is not None
    assert (old.division, new.division) == ("63", "34")
    assert set(new.predecessors) == {"Hà Giang", "Tuyên Quang"}
    assert province("Hà Giang", AFTER) is None
    assert province("Atlantis", BEFORE) is None


def test_hue_is_found_under_both_names() -> None:
    assert successor("Thừa Thiên Huế") == "Huế"
    assert predecessors("Thừa Thiên Huế") == predecessors("Huế") == ("Thừa Thiên Huế",)


@pytest.mark.parametrize(
    ("name", "division", "year", "expected"),
    [
        ("Hà Giang", "34", 2022, {"Tuyên Quang"}),
        ("Hà Giang", "year", 2022, {"Hà Giang"}),
        ("Hà Giang", "34", 2025, set()),
        ("Tuyên Quang", "63", 2025, {"Hà Giang", "Tuyên Quang"}),
        ("Tuyên Quang", "63", 2022, {"Tuyên Quang"}),
    ],
)
def test_in_division(name: str, division: str, year: int, expected: set[str]) -> None:
    assert set(in_division(name, division, year)) == expected  # type: ignore[arg-type]


def test_districts_end_with_june_2025() -> None:
    assert district_code("quận Ba Đình", "Hà Nội", BEFORE) == "001"
    assert district_code("Quận Ba Đình", "Hà Nội", AFTER) is None
    assert district_code("quận Ba Đình", "Hà Giang", BEFORE) is None


def test_agencies_merge_in_march_2025() -> None:
    assert agency_successor("Sở Thông tin và Truyền thông", date(2025, 2, 28)) == "Sở Thông tin và Truyền thông"
    assert agency_successor("Sở Thông tin và Truyền thông", date(2025, 3, 1)) == "Sở Khoa học và Công nghệ"
    assert agency_successor("Sở Tư pháp", date(2025, 3, 1)) == "Sở Tư pháp"


def test_edition_sizes() -> None:
    assert [edition_size("papi", y) for y in (2020, 2021, 2022, 2023)] == [63, 60, 63, 61]
    assert [edition_size("dti", 2024, d) for d in ("year", "63", "34")] == [63, 63, 34]  # type: ignore[arg-type]
    assert edition_size("pci", 2022) == 30
    assert edition_size("sipas", 2025) == 34
    assert edition_size("sipas", 2022, "34") is None
