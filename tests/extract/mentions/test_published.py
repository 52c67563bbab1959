"""The date of posting, told from dates of decisions, of events and of today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions.published import find_published, is_stamp, make_date, parse_iso


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ngày đăng: 12/07/2023", date(2023, 7, 12)),
        ("Ngày cập nhật 09:15 ngày 3/2/2018", date(2018, 2, 3)),
        ("T4, 05/09/2018 - 14:32", date(2018, 9, 5)),
        ("Thứ Bảy, 31/08/2019 09:20", date(2019, 8, 31)),
        ("Chính trị   Thứ bảy, 12/07/2025 18:24", date(2025, 7, 12)),
        ("09-03-2017 | Lượt xem: 1190", date(2017, 3, 9)),
        ("Thứ năm, ngày 15 tháng 6 năm 2021", date(2021, 6, 15)),
        ("Posted on 14/05/2019 by admin", date(2019, 5, 14)),
        ("Căn cứ Quyết định số 12/QĐ-UBND ngày 08/12/2023 của UBND tỉnh;", None),
        ("Hà Nội, ngày 22 tháng 11 năm 2021", None),
        ("Sáng 12/5/2020, UBND tỉnh họp bàn về xếp hạng.", None),
    ],
)
def test_stated_date(text: str, day: date | None) -> None:
    assert find_published(text) == day


def test_todays_date_in_the_masthead_gives_way_to_an_older_stamp() -> None:
    page = "Thứ Năm, 21/11/2024\nTrang chủ\nPAPI 2020: vẫn ở giữa bảng\nThứ ba, 15/06/2021\nBáo cáo …"
    assert find_published(page) == date(2021, 6, 15)


@pytest.mark.parametrize("line", ["Thời gian ký: 07.02.2024 16:48:10 +07:00", "Hà Nội, ngày 22 tháng 11 năm 2021", "12/63", ""])
def test_no_stamp(line: str) -> None:
    assert not is_stamp(line)


def test_a_signature_behind_the_stamp_does_not_count() -> None:
    page = "Thứ Sáu 16/02/2024, 08:22 (GMT+7)\nQuyết định về chỉ số\nThời gian ký: 07.02.2024 16:48:10 +07:00"
    assert find_published(page) == date(2024, 2, 16)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_any_day_labelled(day: date) -> None:
    assert find_published(f"Tin tức\nNgày đăng: {day:%d/%m/%Y}\nNội dung") == day
    assert parse_iso(day.isoformat() + "T09:20:11+07:00") == day


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    find_published(text)
    is_stamp(text)


def test_days_that_no_calendar_has() -> None:
    assert make_date("31", "02", "2020") is None
    assert make_date("1", "1", "1889") is None
