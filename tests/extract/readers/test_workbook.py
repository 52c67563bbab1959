from __future__ import annotations

import io

import pytest
import xlsxwriter

from extract.readers import open_document
from extract.readers.workbook.number_format import show


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (1.0, "General", "1"),
        (3.31, "0.000", "3.310"),
        (0.8123, "0.0%", "81.2%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2.675, "0.00", "2.68"),
        (-4, '+0;-0;"-"', "-4"),
        (0, '+0;-0;"-"', "-"),
        (7, '"Hạng "0', "Hạng 7"),
        (1, "00", "01"),
        (61.2500, "0.##", "61.25"),
        (None, "0", ""),
        (True, "General", "TRUE"),
        ("abc", "@", "abc"),
        (1e20, "General", "100000000000000000000"),
    ],
)
def test_numbers_as_shown(value: object, pattern: str, shown: str) -> None:
    assert show(value, pattern) == shown


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sở ngành")
        two = book.add_format({"num_format": "0.00"})
        sheet.merge_range("A1:D1", "KẾT QUẢ XẾP HẠNG NĂM 2022")
        sheet.merge_range("A3:A4", "TT")
        sheet.merge_range("B3:B4", "Đơn vị")
        sheet.merge_range("C3:D3", "Năm 2022")
        sheet.write_row("C4", ["Điểm", "Hạng"])
        sheet.merge_range("A5:D5", "I. Khối sở")
        for r, (name, score) in enumerate([("Sở Y tế", 90.5), ("Sở Nội vụ", 88), ("Sở Tư pháp", 87.25)], 5):
            sheet.write_row(r, 0, [r - 4, name])
            sheet.write_number(r, 2, score, two)
            sheet.write_number(r, 3, r - 4)
        sheet.write("A10", "Ghi chú: số liệu đến hết tháng 12.")
        hidden = book.add_worksheet("nháp")
        hidden.write("A1", "không đọc")
        hidden.hide()
    return out.getvalue()


def test_xlsx_places_merges_and_titles() -> None:
    document = open_document(workbook(), "x.bin")
    (table,) = document.tables()
    assert document.title == "KẾT QUẢ XẾP HẠNG NĂM 2022"
    assert table.caption == document.title
    assert table.texts()[:4] == [
        ["TT", "Đơn vị", "Năm 2022", "Năm 2022"],
        ["TT", "Đơn vị", "Điểm", "Hạng"],
        ["I. Khối sở"] * 4,
        ["1", "Sở Y tế", "90.50", "1"],
    ]
    assert table.rows[3][2].place.cell == "C6"
    assert table.rows[3][2].place.sheet == "Sở ngành"
    assert document.text[table.rows[3][1].start : table.rows[3][1].end] == "Sở Y tế"
    assert "Ghi chú" in document.slice(document.blocks[-1])
    assert "không đọc" not in document.text


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(charset: str, delimiter: str) -> None:
    rows = [["TT", "Đơn vị", "Điểm"], ["1", "Sở Y tế", "90.5"], ["2", "Sở Nội vụ", "88"], ["3", "Sở Tư pháp", "80"]]
    document = open_document("\n".join(delimiter.join(r) for r in rows).encode(charset), "a.csv")
    (table,) = document.tables()
    assert table.texts() == rows


def test_hidden_rows_and_columns_are_not_shown() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["TT", "Đơn vị", "Nháp", "Điểm"], [1, "Sở Nội vụ", "x", 90], [2, "Sở Y tế", "x", 80], [3, "Sở Tư pháp", "x", 70]]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    [table] = open_document(out.getvalue(), "a.xlsx").tables()
    assert table.texts() == [["TT", "Đơn vị", "Điểm"], ["1", "Sở Nội vụ", "90"], ["3", "Sở Tư pháp", "70"]]
