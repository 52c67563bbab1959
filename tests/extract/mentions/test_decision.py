"""Numbers, dates and roles of official documents."""

from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.mentions.decision import find_decisions, normalise


@pytest.mark.parametrize(
    ("text", "number", "normal", "day"),
    [
        ("Quyết định số 3192/QĐ-UBND ngày 22/11/2021", "3192/QĐ-UBND", "3192/QĐ-UBND", date(2021, 11, 22)),
        ("Quyết định số 3192 /QÐ - UBND\nngày 22-11-2021", "3192/QÐ-UBND", "3192/QĐ-UBND", date(2021, 11, 22)),
        ("Quyết định số 0512QĐ-UBND (ngày 3.1.2020)", "0512QĐ-UBND", "512/QĐ-UBND", date(2020, 1, 3)),
        ("Nghị quyết số 48-NQ/TU ngày 25 tháng 11 năm 2021", "48-NQ/TU", "48-NQ/TU", date(2021, 11, 25)),
        ("Quyết định số 25/2016/QĐ-UBND", "25/2016/QĐ-UBND", "25/2016/QĐ-UBND", None),
        ("Quyết định 749/QĐ-TTg, ngày 03/6/2020", "749/QĐ-TTg", "749/QĐ-TTG", date(2020, 6, 3)),
        ("Công văn số 3032/STTTT-CNTT ngày 2/3/2019", "3032/STTTT-CNTT", "3032/STTTT-CNTT", date(2019, 3, 2)),
        ("Decision No. 922/QĐ-BTTTT dated May 20, 2022", "922/QĐ-BTTTT", "922/QĐ-BTTTT", date(2022, 5, 20)),
        ("Ngày 22/11/2021, UBND tỉnh ban hành Quyết định số 7/QĐ-UBND", "7/QĐ-UBND", "7/QĐ-UBND", date(2021, 11, 22)),
        ("Số: 40/BC-STTTT\nHà Nội, ngày 04 tháng 5 năm 2019", "40/BC-STTTT", "40/BC-STTTT", date(2019, 5, 4)),
        ("Quyết định số 12/QĐ-UBND ngày 31/02/2021", "12/QĐ-UBND", "12/QĐ-UBND", None),
    ],
)
def test_number_and_date(text: str, number: str, normal: str, day: date | None) -> None:
    (found,) = find_decisions(text)
    assert (found.number, found.normal, found.date) == (number, normal, day)
    assert "".join(text[found.start : found.end].split()) == number


def test_each_number_keeps_its_own_date() -> None:
    found = find_decisions(
        "Hướng dẫn số 03/HD-SNV, Tờ trình số 88/TTr-STTTT ngày 9/9/2019 và Kế hoạch số 5/KH-UBND ngày 1/2/2018."
    )
    assert {d.normal: d.date for d in found} == {
        "3/HD-SNV": None,
        "88/TTR-STTTT": date(2019, 9, 9),
        "5/KH-UBND": date(2018, 2, 1),
    }


def test_a_number_with_two_dates_is_told_with_both() -> None:
    cited = "Căn cứ Quyết định số 6/QĐ-UBND ngày 3/4/2019; theo Quyết định số 6/QĐ-UBND ngày 3/4/2020; Quyết định 6/QĐ-UBND."
    assert [(d.date, cited[d.start : d.end]) for d in find_decisions(cited)] == [
        (date(2019, 4, 3), "6/QĐ-UBND"),
        (date(2020, 4, 3), "6/QĐ-UBND"),
    ]


def test_the_approving_one_is_told_from_the_cited_ones() -> None:
    text = (
        "Căn cứ Quyết định số 15/QĐ-UBND ngày 02/5/2018 của UBND tỉnh về bộ tiêu chí;\n"
        "Quyết định số 3192/QĐ-UBND ngày 22/11/2021 phê duyệt kết quả xếp hạng mức độ ứng dụng CNTT. "
        "Kế hoạch số 9/KH-UBND ngày 1/2/2022 về chuyển đổi số."
    )
    assert {d.normal: d.approves for d in find_decisions(text)} == {
        "15/QĐ-UBND": False,
        "3192/QĐ-UBND": True,
        "9/KH-UBND": False,
    }


@pytest.mark.parametrize(
    "text", ["xếp thứ 12/63 tỉnh", "62,3/70 điểm", "Giấy phép số 12/GP-TTĐT", "ngày 22/11/2021", "Số: /QĐ-UBND"]
)
def test_what_is_no_document(text: str) -> None:
    assert find_decisions(text) == []


CODES = st.sampled_from(["QĐ-UBND", "QĐ-BTTTT", "KH-UBND", "BC-STTTT", "TB-VPCP", "NQ-HĐND", "CT-TTg"])
DAYS = st.dates(date(1995, 1, 1), date(2099, 12, 31))


@given(st.integers(1, 9999), CODES, DAYS, st.sampled_from(["", " "]), st.booleans())
def test_any_number_with_any_date(running: int, code: str, day: date, blank: str, long: bool) -> None:
    when = f"{day.day:02} tháng {day.month} năm {day.year}" if long else f"{day.day}/{day.month}/{day.year}"
    (found,) = find_decisions(f"theo Văn bản số {running}{blank}/{blank}{code} ngày {when} của cơ quan ban hành.")
    assert found.normal == normalise(f"{running}/{code}")
    assert found.date == day


@given(st.text(alphabet="0123456789/-QĐÐUBNDTg .,;\nsố:ngày", max_size=300))
@settings(max_examples=200)
def test_never_raises_and_offsets_hold(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    for found in find_decisions(text):
        assert "".join(text[found.start : found.end].split()) == found.number


@pytest.mark.parametrize("piece", ["1/2/", "3192/QĐ-", "((1/2)) ", "Số: ", "9" * 50 + "/", "A-B-C-", "ngày 1/"])
def test_two_megabytes_take_linear_time(piece: str) -> None:
    small, large = (_seconds(piece * (size // len(piece))) for size in (250_000, 2_000_000))
    assert large < max(1.0, 30 * small), "eight times the text takes about eight times as long"


def _seconds(text: str) -> float:
    begin = time.process_time()
    find_decisions(text)
    return time.process_time() - begin
