"""Traps by address and by page, and honest ones that look alike."""

from __future__ import annotations

import time

import pytest

from crawler.charset import decode
from crawler.dates import find_date
from crawler.focus import keywords, worth
from crawler.traps import Trap, address_trap, page_trap


@pytest.mark.parametrize(
    ("url", "trap"),
    [
        ("http://a.gov.vn/lich/?d=2024-05-01", Trap.CALENDAR),
        ("http://a.gov.vn/?month=05", Trap.CALENDAR),
        ("http://a.gov.vn/tin?sort=asc", Trap.SORTING),
        ("http://a.gov.vn/tin.aspx?ItemID=1&isPrint=1", Trap.TWIN),
        ("http://a.gov.vn/vi/news/savefile/x/y-1.html", Trap.TWIN),
        ("http://a.gov.vn/a/b/a/b/a/b/a/b/", Trap.DEEP),
        ("http://kuwin12.example.com/9/viewspace-12.html", Trap.GAMBLING),
        ("http://phutho.gov.vn/vi/xep-hang-nam-2022", None),
        ("http://yenbai.gov.vn/x.aspx?ItemID=3&l=Tin++++++++&lv=5", None),
        ("http://betrungthuy.vn/tin", None),
        ("http://a.gov.vn/tin?view=grid", Trap.SORTING),
        ("http://a.gov.vn/index.php?option=com_content&view=article&id=9:pci", None),
        ("http://dti.gov.vn/xep-hang?year=2022", None),
    ],
)
def test_addresses(url: str, trap: Trap | None) -> None:
    assert address_trap(url) is trap


def test_pages() -> None:
    body = "Kết quả xếp hạng năm 2022: Sở Y tế đứng đầu với 90 điểm."
    assert page_trap(f"<html>{body}</html>", "Xếp hạng", body) is None
    assert page_trap("<html></html>", "", "null") is Trap.EMPTY
    assert page_trap("<html></html>", "Lỗi", "Trang bạn tìm kiếm không tồn tại.") is Trap.SOFT_404
    assert page_trap("<script>document.cookie='D1N=1'</script>", "", "") is Trap.BOT_WALL
    spam = "bảng xếp hạng nhà cái uy tín, cá cược, nổ hũ, tài xỉu"
    assert page_trap("<html></html>", "xếp hạng", spam) is Trap.GAMBLING
    long = body * 100 + " Hệ thống báo không tìm thấy trang."
    assert page_trap("<html></html>", "Xếp hạng", long) is None


@pytest.mark.parametrize(
    "title", ["PCI 2021: Phú Thọ vào nhóm 20", "Xếp-hạng CNTT", "Kết quả PAR  INDEX", "Tăng 20 bậc", "chi-so-cai-cach-hanh-chinh"]
)
def test_worth_fetching(title: str) -> None:
    assert worth(title)


@pytest.mark.parametrize("title", ["", "Lịch tiếp công dân", "Capcium", "Thông báo tuyển dụng"])
def test_not_worth_fetching(title: str) -> None:
    assert not worth(title)


def test_keywords_for_searches() -> None:
    assert "xếp hạng" in keywords()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thứ sáu - 18/03/2022 15:20", "2022-03-18"), ("ngày 5 tháng 3 năm 2024", "2024-03-05"), ("2024-01-31T07:00:00+07:00", "2024-01-31"),
        ("1/1/0001", None),
        ("Đăng ngày 11 Tháng Tư, 2023", "2023-04-11"), ("11 Tháng 4, 2023", "2023-04-11"), ("December 5, 2023", "2023-12-05"), 
        ("31/02/2022 rồi 01/03/2022", "2022-03-01"), ("hotline 19001234", None),
      
    ],
)  # fmt: skip
def test_dates(text: str, day: str | None) -> None:
    found = find_date(text)
    assert (found.isoformat() if found else None) == day


def test_charset_is_judged_by_content() -> None:
    text = "<html><meta charset='iso-8859-1'>Xếp hạng tỉnh Đồng Tháp</html>"
    assert decode(text.encode()) == text
    assert decode(text.encode("utf-16")) == text
    assert decode(text.encode("utf-8-sig")) == text


def test_hostile_text_is_read_in_linear_time() -> None:
    start = time.monotonic()
    for bad in ("trang tim " * 20_000, "1/" * 100_000, "('/" * 50_000, "-" * 200_000, "ngày 1 tháng " * 20_000):
        find_date(bad)
        worth(bad)
        page_trap(bad, bad, bad)
    assert time.monotonic() - start < 5
