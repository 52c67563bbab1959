"""What the first words of a document say of the level that it ranks at."""

from __future__ import annotations

from extract.frames.level import decided_below, plans, ranks_below


def test_groups_below_the_province_against_the_whole_country() -> None:
    assert ranks_below("Xếp hạng năm 2022", "Kết quả của các sở, ban, ngành và UBND các huyện, thành phố, khối sở và cấp huyện.")
    assert not ranks_below("Xếp hạng năm 2022", "Tỉnh xếp thứ 5/63 cả nước; các sở, ngành tiếp tục cố gắng.")
    assert not ranks_below("Xếp hạng năm 2022", "Tỉnh xếp thứ năm.")


def test_titles_of_plans_and_of_results() -> None:
    assert plans("Kế hoạch nâng cao chỉ số chuyển đổi số năm 2024")
    assert plans("Ban hành Quy định đánh giá năng lực cạnh tranh cấp sở, ngành")
    assert not plans("Công bố kết quả thực hiện kế hoạch cải cách hành chính năm 2022")
    assert not plans("Giao tiếp điện tử tỉnh Lâm Đồng")


def test_a_province_decides_on_its_own_units() -> None:
    title = "Quyết định về việc công bố kết quả xếp hạng cải cách hành chính năm 2021"
    assert decided_below(title, "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG\nSố: 215/QĐ-UBND\nLâm Đồng, ngày 14 tháng 01 năm 2022")
    assert not decided_below(title, "BỘ NỘI VỤ\nSố: 215/QĐ-BNV\nHà Nội, ngày 14 tháng 01 năm 2022")
    assert not decided_below("Tỉnh xếp thứ 5 cả nước", "Theo Quyết định số 215/QĐ-UBND, tỉnh xếp thứ 5/63.")
