"""Above a headline stand who speaks and where one is: neither is the title."""

from __future__ import annotations

import pytest

from extract.readers.masthead import is_masthead, is_menu
from extract.readers.text import read


@pytest.mark.parametrize(
    "line",
    [
        "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LÂM ĐỒNG",
        "Trang thông tin cải cách hành chính tỉnh Cà Mau",
        "Báo Lâm Đồng điện tử - Cơ quan của Đảng bộ tỉnh",
        "Sở Nội vụ tỉnh Khánh Hòa",
        "TRUNG TÂM XÚC TIẾN ĐẦU TƯ TỈNH CÀ MAU",
        "Trang chủ > Tin tức > Cải cách hành chính",
        "Thời sự | Kinh tế | Bạn đọc | Đa phương tiện",
        "Giới thiệu   Tin tức   Văn bản   Liên hệ",
        "Chính trị Kinh tế Văn hóa Quốc phòng Thể thao",
        "Số: 17/QĐ-UBND | Đà Lạt, ngày 3 tháng 4 năm 2023",
    ],
)
def test_who_speaks_and_menus_are_no_headline(line: str) -> None:
    assert is_masthead(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sở Nội vụ Khánh Hòa dẫn đầu Chỉ số CCHC",
        "Báo cáo kết quả xếp hạng chuyển đổi số của tỉnh",
        "Lâm Đồng: Đà Lạt - ngôi đầu không đổi - Bảo Lộc bám sát",
        "Trang của sở nào tốt nhất năm nay?",
        "Công bố PAR INDEX 2022 - Lâm Đồng tăng 5 bậc",
        "Hội nghị công bố DDCI: Đà Lạt thứ nhất, Di Linh thứ nhì",
    ],
)
def test_a_headline_is_no_masthead(line: str) -> None:
    assert not is_masthead(line)


def test_a_menu_is_told_by_its_marks() -> None:
    assert is_menu("Tin tức » Chuyển đổi số » Xếp hạng")
    assert not is_menu("Đà Lạt | 87,5 | 1")


def test_the_headline_below_the_masthead_is_the_title() -> None:
    text = (
        "BÁO LÂM ĐỒNG ĐIỆN TỬ - CƠ QUAN CỦA ĐẢNG BỘ TỈNH\nThời sự | Kinh tế | Xã hội | Bạn đọc\n\nĐà Lạt giữ ngôi đầu chuyển đổi số năm 2022\n\n"
        "12/05/2023\n\nThành phố Đà Lạt đạt 87,5 điểm.\n"
    )
    assert read(text.encode(), "page.txt").title == "Đà Lạt giữ ngôi đầu chuyển đổi số năm 2022"


def test_without_a_headline_the_masthead_stays_the_title() -> None:
    text = "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LÂM ĐỒNG\n\n12/05/2023\n\nĐà Lạt đứng đầu.\n"
    assert read(text.encode(), "page.txt").title == "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LÂM ĐỒNG"
