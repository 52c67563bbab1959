"""Lines of a narrow cell: a broken number or word is one again, two words stay two."""

from __future__ import annotations

import pytest

from extract.readers.wrap import joined


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["57,5", "9"], "57,59"),
        (["ST", "T"], "STT"),
        (["Lon", "g An"], "Long An"),
        (["Bắc", "Ninh"], "Bắc Ninh"),
        (["Tăng/", "giảm"], "Tăng/giảm"),
        (["2016/201", "5"], "2016/2015"),
        (["Sở Nội", "vụ"], "Sở Nội vụ"),
    ],
)
def test_full_lines(lines: list[str], text: str) -> None:
    assert joined([(line, 5.0, 45.0) for line in lines], 0.0, 50.0, 10.0) == text


def test_numbers_with_room_beside_them_stay_apart() -> None:
    assert joined([("12", 5.0, 15.0), ("15", 5.0, 15.0)], 0.0, 90.0, 10.0) == "12 15"
