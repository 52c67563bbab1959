"""What the first words of a document say of the level that it ranks at."""

from __future__ import annotations

from extract.frames.level import ranks_below


def test_groups_below_the_province_against_the_whole_country() -> None:
    assert ranks_below("Xếp hạng năm 2022", "Kết quả của các sở, ban, ngành và UBND các huyện, thành phố, khối sở và cấp huyện.")
    assert not ranks_below("Xếp hạng năm 2022", "Tỉnh xếp thứ 5/63 cả nước; các sở, ngành tiếp tục cố gắng.")
    assert not ranks_below("Xếp hạng năm 2022", "Tỉnh xếp thứ năm.")
