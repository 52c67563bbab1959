from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from extract.errors import UsageError
from store.outside import Mapping, Value, load_mapping, values


def test_headings_tell_and_names_are_found_by_code_or_spelling(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Năm;Mã;Tỉnh;Điểm;Hạng\n2019;79;Saigon;43,5;2.0\n2019;;Ba Ria - Vung Tau;44;\n;;;;\n", "utf-8-sig")
    assert list(values(table, Mapping(index="papi"))) == [
        Value(2019, "Hồ Chí Minh", "", "rank", "2.0", 2.0),
        Value(2019, "Hồ Chí Minh", "", "score", "43,5", 43.5),
        Value(2019, "Bà Rịa - Vũng Tàu", "", "score", "44", 44.0),
    ]


def test_a_workbook_by_a_mapping(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["who", "total points", "c1"], ["Sở Y tế", 87.5, 10], ["Sở Tư pháp", None, "–"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    how = tmp_path / "how.yaml"
    how.write_text(
        "{index: ddci, level: provincial, province: Hà Nam, year: 2022, subject: who, "
        "measures: {Total points: score}, criteria: {c1: Tính minh bạch}}",
        "utf-8",
    )
    assert list(values(tmp_path / "a.xlsx", load_mapping(how))) == [
        Value(2022, "Sở Y tế", "", "score", "87.5", 87.5),
        Value(2022, "Sở Y tế", "Tính minh bạch", "score", "10", 10.0),
    ]


@pytest.mark.parametrize(
    ("content", "given", "says"),
    [
        ("province,score\nA,1\n", {}, "year"),
        ("year,score\n2019,1\n", {}, "subject"),
        ("year,province,x\n2019,A,1\n", {}, "rank"),
        ("year,province,score\n2019,A,1\n", {"measures": {"punkte": "score"}}, "punkte"),
    ],
)
def test_a_table_that_does_not_tell_is_refused(content: str, given: dict[str, object], says: str, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=says):
        list(values(table, Mapping.model_validate({"index": "papi"} | given)))


def test_wrong_files_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"nothing")
    with pytest.raises(UsageError, match=r"a\.xlsx"):
        list(values(broken, Mapping(index="papi")))
    with pytest.raises(UsageError, match=r"b\.csv"):
        list(values(tmp_path / "b.csv", Mapping(index="papi")))
    for index in (None, "pappi"):
        with pytest.raises(UsageError, match=r"--index, one of .*papi"):
            load_mapping(None, index=index)
    how = tmp_path / "how.yaml"
    how.write_text("{index: papi, measure: {a: rank}}", "utf-8")
    with pytest.raises(UsageError, match="measure"):
        load_mapping(how)
