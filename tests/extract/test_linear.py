"""Hostile text through the whole grammar: twice as much takes about twice as long. XEPHANG_LONG=1 goes up to 2 MB of each kind."""

from __future__ import annotations

import os
import random
import time

import pytest

from extract.extractor import hold
from extract.grammar import Grammar
from extract.readers import open_document

LARGE = 2 * 2**20 if os.environ.get("XEPHANG_LONG") else 12_000  # bytes
PER_BYTE = 1e-3  # seconds: several times what the slowest kind takes on a busy machine
PIECES = {
    "digits": "9", "slashes": "/", "brackets": "([", "ratios": "12/63 ", "ranks": "xếp thứ 1, ", "bands": "nhóm tốt, ", "lines": "1\n",
    "results": "Sở Y tế xếp thứ 1/63 đạt 90,5 điểm, ", "decisions": "3192/QĐ-UBND ", "blanks": "a" + " " * 500, "line ends": "\n ",
}  # fmt: skip


def made(kind: str, size: int) -> bytes:
    if kind == "mixed":
        dice = random.Random(1)
        return "".join(dice.choices("0123456789/()[]., -", k=size)).encode()
    piece = PIECES[kind].encode()
    return b"x" + piece * (size // len(piece))


def spent(data: bytes) -> float:
    """Processor seconds, the better of two: the first may build a matcher or a gazetteer."""
    taken = []
    for _ in range(2):
        begin = time.process_time()
        hold(Grammar(), open_document(data, "a.txt"))
        taken.append(time.process_time() - begin)
    return min(taken)


@pytest.mark.parametrize("kind", [*PIECES, "mixed"])
def test_time_grows_with_length_and_no_faster(kind: str) -> None:
    half, whole = spent(made(kind, LARGE // 2)), spent(made(kind, LARGE))
    assert whole < LARGE * PER_BYTE
    assert whole < 3.2 * half + 1, f"{half:.2f} s, then {whole:.2f} s"
