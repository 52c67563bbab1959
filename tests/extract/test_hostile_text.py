"""Two megabytes of hostile text in one document: read without raising, with work that grows as the text does.

Not seconds are compared but calls: how often the interpreter enters a function is the same on every machine, idle or busy.
"""

from __future__ import annotations

import random
import sys
import time
from types import FrameType

import pytest

from extract.extractor import hold
from extract.gazetteer import provinces
from extract.grammar import Grammar
from extract.observation import Measure
from extract.readers import open_document

PIECES = (
    "9" * 400 + " ", "1/" * 300 + " ", "([" * 300 + "\n", "12/63, " * 60 + "\n", "3192/QĐ-UBND " * 30 + "\n", "Sở Y tế, " * 40 + "\n",
    "nhóm tốt, loại khá " * 20 + "\n", "lần lượt 1, 2, 3 và 4 " * 20 + "\n", "|1|2|3" * 60 + "|\n", "\n" * 200, "a" * 1500, " " * 300 + "b",
    "Sở Y tế xếp thứ 1/63 đạt 90,5 điểm, " * 10 + "\n", "“" * 200 + "\n", "1.000.000," * 40 + "\n",
)  # fmt: skip


def hostile(size: int, blank: bool = True) -> bytes:
    """``size`` bytes of all pieces in turn, each a run of its own; one line without a blank when ``blank`` is false."""
    if not blank:
        return ("Sở1/63(9," * (size // 10))[:size].encode()
    made = ["Xếp hạng chuyển đổi số năm 2022\n"]
    length = 0
    while length < size:
        for piece in PIECES:
            made.append(piece)
            length += len(piece.encode())
    return "".join(made).encode()


def calls(data: bytes) -> int:
    """How many calls of functions a reading takes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    document = open_document(data, "a.txt")
    sys.setprofile(counted)
    try:
        hold(Grammar(), document)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("blank", [True, False])
def test_twice_the_text_is_twice_the_work(blank: bool) -> None:
    hold(Grammar(), open_document(hostile(2_000), "a.txt"))  # matchers and gazetteers are made
    half, whole = calls(hostile(20_000, blank)), calls(hostile(40_000, blank))
    assert half > 1000
    assert whole < 2.4 * half, f"{half} calls, then {whole}"


def test_two_megabytes() -> None:
    dice = random.Random(2)
    text = "".join(dice.choices("0123456789/()[]", k=2 * 2**20))
    document = open_document(b"x" + text.encode(), "a.txt")
    begin = time.process_time()
    reading = hold(Grammar(), document)
    assert time.process_time() - begin < 60, "some four seconds are usual"
    assert not reading.observations
    assert {u.reason for u in reading.unread} == {"too many figures"}, "what is not read is told"
    assert sum(u.end - u.start for u in reading.unread) > 0.9 * len(document.text)


@pytest.mark.parametrize("item", ["{name} ({score} điểm)", "{name} xếp thứ {rank} ({score} điểm)", "{name} đạt {score} điểm"])
def test_a_long_list_is_no_attack(item: str) -> None:
    names = provinces()
    listed = [item.format(name=name, rank=i + 1, score=f"{90 - i / 2:.2f}".replace(".", ",")) for i, name in enumerate(names)]
    text = f"Kết quả xếp hạng PAR INDEX năm 2022 các tỉnh\n\nKết quả PAR INDEX năm 2022 như sau: {'; '.join(listed)}.\n"
    reading = hold(Grammar(), open_document(text.encode(), "a.txt"))
    assert not [u for u in reading.unread if u.reason == "too many figures"]
    told = {o.subject: o.value for o in reading.observations if o.measure is Measure.SCORE}
    assert told == {name: 90 - i / 2 for i, name in enumerate(names)}
