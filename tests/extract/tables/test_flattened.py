"""A table says the same as markup and flattened to text: one cell a line, tabs, pipes."""

from __future__ import annotations

import pytest

from extract import jsonl

END = "Thời gian tới, các đơn vị tiếp tục khắc phục những nội dung còn thấp."
TABLES: dict[str, tuple[str, list[list[str]]]] = {
    "years in rows": (
        "Chỉ số chuyển đổi số DTI của tỉnh Bình Định ba năm qua",
        [["Năm", "Hạ tầng số", "Nhân lực số", "DTI", "Xếp hạng"],
         ["2021", "0,61", "0,58", "0,41", "34"], ["2022", "0,80", "0,72", "0,58", "29"], ["2023", "0,96", "0,90", "0,69", "21"]],
    ),
    "years in columns": (
        "Chỉ số năng lực cạnh tranh PCI năm 2023 của tỉnh Long An",
        [["TT", "Chỉ số thành phần", "Năm 2022", "Năm 2023", "Tăng/giảm"],
         ["1", "Gia nhập thị trường", "7,20", "7,55", "+0,35"], ["2", "Tiếp cận đất đai", "6,80", "6,66", "-0,14"],
         ["3", "Tính minh bạch", "5,90", "6,12", "0,22"], ["", "Điểm PCI", "65,20", "67,10", "1,90"]],
    ),
    "subjects in columns": (
        "So sánh kết quả chuyển đổi số DTI năm 2023 của ba tỉnh",
        [["Trụ cột", "Cần Thơ", "An Giang", "Kiên Giang"],
         ["Chính quyền số", "0,72", "0,61", "0,58"], ["Kinh tế số", "0,66", "0,55", "0,51"], ["Xã hội số", "0,70", "0,60", "0,57"]],
    ),
    "two years of ranks before the name": (
        "Bảng xếp hạng năng lực cạnh tranh cấp tỉnh PCI năm 2023",
        [["Hạng 2023", "Hạng 2022", "Tỉnh/thành phố", "Điểm số"],
         ["1", "3", "Quảng Ninh", "71,25"], ["2", "1", "Long An", "70,94"], ["3", "4", "Hải Phòng", "70,34"]],
    ),
    "a group in a row of its own": (
        "Kết quả xếp hạng cải cách hành chính năm 2023 của các cơ quan tỉnh Vĩnh Phúc",
        [["TT", "Đơn vị", "Tỷ lệ %", "Xếp loại", "Xếp hạng"], ["I. Sở, ban, ngành"],
         ["1", "Sở Tài chính", "92,25", "Tốt", "1"], ["2", "Sở Y tế", "88,5", "Khá", "2"], ["3", "Sở Công Thương", "85", "Khá", "3"],
         ["II. UBND các huyện, thành phố"],
         ["1", "Thành phố Vĩnh Yên", "91,5", "Tốt", "1"], ["2", "Huyện Tam Đảo", "89", "Khá", "2"], ["3", "Huyện Sông Lô", "80,5", "Khá", "3"]],
    ),
}  # fmt: skip
LEVELS = (
    "Chỉ số cải cách hành chính PAR INDEX năm 2023 của tỉnh Phú Yên",
    [["TT", "Lĩnh vực", "Năm 2022", "Năm 2023"], ["Điểm", "Hạng", "Điểm", "Hạng"],
     ["1", "Cải cách thể chế", "8,5", "12", "8,9", "9"], ["2", "Cải cách thủ tục", "11,2", "30", "12,1", "20"],
     ["3", "Hiện đại hóa hành chính", "10,1", "15", "10,5", "14"]],
)  # fmt: skip


def found(text: str, name: str) -> set[tuple[object, ...]]:
    line = jsonl.line(text.encode(), name)
    return {(o["year"], o["subject"], o["criterion"], o["measure"], o["value"]) for o in line["observations"]}


def page(title: str, body: str) -> str:
    prose = "Bài viết tóm lược những nét chính để bạn đọc tiện theo dõi.\n" * 6
    return f"{title}\n\n{prose}\n{body}\n\n{END}\n{prose}"


def markup(title: str, rows: list[list[str]]) -> str:
    width = max(len(row) for row in rows)
    made = "".join(
        "<tr>" + "".join(f"<td colspan={width if len(row) == 1 else 1}>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><table>{made}</table><p>{END}</p></body></html>"


FORMS = {
    "one cell a line": lambda rows: "\n\n".join(cell for row in rows for cell in row if cell),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "wide gaps": lambda rows: "\n".join("    ".join(cell for cell in row if cell) for row in rows),
    "blanks": lambda rows: "\n".join(" ".join(cell for cell in row if cell) for row in rows),
    "pipes": lambda rows: "\n".join("| " + " | ".join(row) + " |" for row in rows),
    "pipes between cells": lambda rows: "\n".join(" | ".join(row) for row in rows),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", TABLES)
def test_flattened_says_the_same_as_markup(table: str, form: str) -> None:
    title, rows = TABLES[table]
    wanted = found(markup(title, rows), "page.html")
    assert len(wanted) >= 9
    assert found(page(title, FORMS[form](rows)), "page.txt") == wanted


@pytest.mark.parametrize("form", FORMS)
def test_two_levels_of_heading(form: str) -> None:
    title, rows = LEVELS
    got = found(page(title, FORMS[form](rows)), "page.txt")
    assert len(got) == 12
    assert (2022, "Phú Yên", "Cải cách thủ tục", "rank", 30) in got
    assert (2023, "Phú Yên", "Cải cách thủ tục", "score", 12.1) in got


def test_a_caption_gives_the_unit() -> None:
    title = "Chỉ số cải cách hành chính PAR INDEX năm 2022 của các tỉnh"
    rows = [
        ["Đơn vị", "PAR INDEX 2022", "Hạng"],
        ["Quảng Ninh", "90,31", "01"],
        ["TP. Hải Phòng", "90,12", "02"],
        ["BR-VT", "89,17", "03"],
    ]
    got = found(page(title, "Bảng 2. Kết quả các tỉnh, thành phố (%)\n" + FORMS["tabs"](rows)), "page.txt")
    assert (2022, "Bà Rịa - Vũng Tàu", None, "percent", 89.17) in got
    assert {measure for _, _, _, measure, _ in got} == {"percent", "rank"}


def test_statements_side_by_side_are_no_table() -> None:
    body = "Tỷ lệ máy tính: 0,46\t0,61\nTỷ lệ hòm thư: 51,3%\t68,9%\nTỷ lệ có trang tin: 62/63\t63/63"
    assert found(page("Chỉ số ICT Index năm 2011 của tỉnh Phú Thọ", body), "page.txt") == set()


def test_a_heading_in_capitals_is_cut_at_what_it_names() -> None:
    body = "TT ĐƠN VỊ ĐIỂM XẾP HẠNG\n1 SỞ TƯ PHÁP 87,75 1\n2 SỞ Y TẾ 82,5 2\n3 THANH TRA TỈNH 60,25 3"
    got = found(page("Xếp hạng ứng dụng công nghệ thông tin năm 2017 của các sở, ngành tỉnh Hưng Yên", body), "page.txt")
    assert (2017, "Sở Tư pháp", None, "score", 87.75) in got
    assert (2017, "Thanh tra tỉnh", None, "rank", 3) in got


def test_a_table_of_contents_is_no_table() -> None:
    body = "I. Xếp hạng các tỉnh .......... 31\nII. Hạ tầng kỹ thuật .......... 34\nIII. Hạ tầng nhân lực .......... 37"
    assert found(page("Báo cáo ICT Index năm 2011 của tỉnh Phú Thọ", body), "page.txt") == set()


def test_a_column_headed_as_classes_holds_them_whatever_they_are_called() -> None:
    rows = [["TT", "Đơn vị", "Điểm", "Nhóm"], ["1", "Sở Tư pháp", "87,75", "Bứt tốc"], ["2", "Sở Y tế", "82,5", "Bứt tốc"],
            ["3", "Sở Nội vụ", "70", "Khởi động"], ["4", "Sở Công Thương", "60,25", "Khởi động"]]  # fmt: skip
    got = found(page("Kết quả chuyển đổi số DTI năm 2023 của các sở, ngành tỉnh Hà Nam", FORMS["tabs"](rows)), "page.txt")
    assert (2023, "Sở Y tế", None, "band", "bứt tốc") in got
    assert (2023, "Sở Công Thương", None, "band", "khởi động") in got
