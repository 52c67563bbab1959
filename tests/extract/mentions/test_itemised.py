"""Criteria that no vocabulary has: they open an item and stand right before their score."""

from __future__ import annotations

import pytest

from extract.mentions.itemised import itemised
from extract.mentions.passage import Passage


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("3) Kho dữ liệu và bản đồ số 7,25/10;", ["Kho dữ liệu và bản đồ số"]),
        ("- Kỷ cương, giờ giấc làm việc – 8,5/9 điểm", ["Kỷ cương, giờ giấc làm việc"]),
        ("Kỷ cương làm việc: được 8,5/9 điểm; Hộp thư góp ý (4/5 điểm), xếp thứ 2.", ["Kỷ cương làm việc", "Hộp thư góp ý"]),
        ("Kỷ cương làm việc được 8,5/9 điểm.", []),  # alone in a sentence it may be anybody
        ("- Cơ quan chuyên môn: 12/21 tốt, 9/21 khá", []),
        ("- Sở Y tế 87,5 điểm", []),
        ("- PCI 66,1 điểm", []),
        ("2. Tổng điểm 87,5 điểm", []),
        ("- Máy tính 12/14 cái; Máy in 3/4 cái", []),
    ],
)
def test_names_before_scores(text: str, names: list[str]) -> None:
    assert [m.name for m in itemised(Passage(text), 0, len(text))] == names
