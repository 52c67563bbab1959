"""Lists whose word for the kind stands once: before the list, or at its first name."""

from __future__ import annotations

import pytest

from extract.mentions.bare import bare
from extract.mentions.headed import headed
from extract.mentions.passage import Passage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các xã Kim Sơn, Lộc An (93,9) và Bình Hòa dẫn đầu", ["xã Kim Sơn", "xã Lộc An", "xã Bình Hòa"]),
        ("hai phường Lộc Tiến, Lộc Phát cùng hạng", ["phường Lộc Tiến", "phường Lộc Phát"]),
        ("các huyện Di Linh, Đam Rông 55,2 điểm và Cát Tiên", ["huyện Di Linh", "huyện Đam Rông", "huyện Cát Tiên"]),
        ("các xã đều đạt, Sở Y tế nói", []),
    ],
)
def test_communes_and_districts(text: str, expected: list[str]) -> None:
    assert [m.name for m in headed(Passage(text), 0, len(text), "Lâm Đồng")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế hạng 6; Xây dựng hạng 7; Tư pháp hạng 8", ["Sở Xây dựng", "Sở Tư pháp"]),
        ("các sở Tài chính, Nội vụ và Tư pháp cùng hạng", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Lĩnh vực Xây dựng, Tư pháp hạng 8", []),
    ],
)
def test_departments(text: str, expected: list[str]) -> None:
    assert [m.name for m in bare(Passage(text), 0, len(text))] == expected
