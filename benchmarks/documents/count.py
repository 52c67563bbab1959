"""How many cells of a grid were read: rows aligned in order, cells inside a row in order, texts equal."""

from __future__ import annotations

import re
import unicodedata

from benchmarks.documents.layouts import Grid


def clean(text: str) -> str:
    """NFC, dashes alike, white space folded."""
    return re.sub(r"\s+", " ", re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFC", text))).strip()


def common(a: list[str], b: list[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        last = row[:]
        for j, y in enumerate(b):
            row[j + 1] = last[j] + 1 if x == y else max(last[j + 1], row[j])
    return row[-1]


def right(gold: Grid, read: Grid) -> int:
    """Cells of ``gold`` that ``read`` has, rows aligned so that the most agree."""
    ours, theirs = [[clean(c) for c in row] for row in gold], [[clean(c) for c in row] for row in read]
    row = [0] * (len(theirs) + 1)
    for g in ours:
        last = row[:]
        for j, p in enumerate(theirs):
            row[j + 1] = max(last[j + 1], row[j], last[j] + common(g, p))
    return row[-1]
