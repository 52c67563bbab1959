"""Real files in TCVN3 and VNI against their transcripts, as ``python -m benchmarks.legacy`` counts them; DOC, which is slow, only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.legacy import MOST, compare, measure, unconverted


@pytest.mark.parametrize("kind", ["xls", "rtf", "pdf"])
def test_letters_of_real_files(shared: Path, kind: str) -> None:
    results = list(measure(shared / "data/legacy_encoding", f".{kind}"))
    wrong, letters = sum(r.wrong for r in results), sum(r.letters for r in results)
    assert letters > 5000
    assert wrong <= MOST * letters, [(r.name, r.left, r.over) for r in results if r.wrong]


def test_a_wrong_letter_counts() -> None:
    told = ["sở", "nội", "vụ"]
    assert compare("x", told, told, ["sở", "nổi", "vụ", "sở"]).wrong == 1
    assert compare("x", told, told, ["vụ", "nội", "sở"]).wrong == 0
    assert compare("x", told, told, ["sở", "vụ"]).wrong == 3


def test_lines_that_a_transcript_left_unconverted() -> None:
    assert unconverted("thùc hiưn nhiưm vơ cêp bé")
    assert not unconverted("thực hiện nhiệm vụ cấp bộ")
