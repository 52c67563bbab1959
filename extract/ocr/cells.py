"""Reads the cells of a table in a picture with both recognisers; where they disagree on a number the cell is marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extract.encodings.convert import is_syllable
from extract.ocr.clean import Grey
from extract.ocr.readers import tesseract, trueocr
from extract.readers.pages import Box
from extract.text.clean import nfc, squeeze

_INSET = 2  # pixels of a cell's rim that may belong to its lines
_DARK = 120  # the median of a cell's pixels below which its letters are light on dark
_FEWEST = 12  # dark pixels: less is dust
_LETTERS = re.compile(r"[^\W\d_]+")


def read_cells(grey: Grey, mask: Grey, cells: Sequence[Box]) -> list[tuple[str, bool]]:
    """The text of each cell and whether its digits are in doubt. ``mask`` marks the table's lines."""
    crops: list[Grey] = []
    owners: list[int] = []
    for i, cell in enumerate(cells):
        for crop in _lines(grey, mask, cell):
            crops.append(crop)
            owners.append(i)
    first, second = trueocr(), tesseract()
    mine = first.read_lines(crops) if first else None
    other = second.read_lines(crops) if second else None
    texts: list[list[str]] = [[] for _ in cells]
    doubts = [False] * len(cells)
    for k, i in enumerate(owners):
        text, doubt = choose(mine[k] if mine else None, other[k] if other else None)
        texts[i].append(text)
        doubts[i] = doubts[i] or doubt
    return [(squeeze(" ".join(parts)), doubt) for parts, doubt in zip(texts, doubts, strict=True)]


def choose(mine: str | None, other: str | None) -> tuple[str, bool]:
    """Of two readings of a line the likelier, and whether they differ in digits. The first is the better on numbers."""
    if mine is None or other is None:
        return nfc(mine if mine is not None else other or ""), False
    mine, other = nfc(mine).strip(), nfc(other).strip()
    if any(map(str.isdigit, mine)) and not _LETTERS.search(mine):
        return mine, _digits(mine) != _digits(other)
    doubt = _digits(mine) != _digits(other) and any(map(str.isdigit, mine + other))
    return (other if _spelt(other) > _spelt(mine) else mine), doubt


def _digits(text: str) -> str:
    return re.sub(r"[^\d.,+-]", "", text.replace("–", "-").replace("−", "-")).strip(".,")


def _spelt(text: str) -> float:
    words = _LETTERS.findall(text)
    return sum(is_syllable(w) or (w.isupper() and len(w) < 6) for w in words) / len(words) if words else 0.0


def _lines(grey: Grey, mask: Grey, cell: Box) -> list[Grey]:
    """The lines of text in a cell, each as a picture: dark letters on white, the table's lines wiped out."""
    left, top, right, bottom = (int(v) for v in cell)
    crop = grey[top + _INSET : bottom - _INSET, left + _INSET : right - _INSET].copy()
    if crop.size == 0 or min(crop.shape) < 8:
        return []
    dark = float(np.median(crop)) < _DARK
    if dark:
        crop = cv2.bitwise_not(crop)
    else:
        rim = cv2.dilate(mask[top + _INSET : bottom - _INSET, left + _INSET : right - _INSET], np.ones((3, 3), np.uint8))
        rim[8:-8, 8:-8] = 0  # only at the rim: the middle's long strokes are letters
        crop[rim > 0] = int(np.median(crop))
    level, strokes = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    light = float(np.median(crop))
    if light - level < 15 or cv2.countNonZero(strokes) < _FEWEST or cv2.countNonZero(strokes) > 0.6 * strokes.size:
        return []
    found = []
    for first, last in _bands(strokes):
        columns = np.flatnonzero(strokes[first:last].any(axis=0))
        if len(columns) and cv2.countNonZero(strokes[first:last]) >= _FEWEST:
            pad = max(6, (last - first) // 4)
            x0, x1 = max(0, int(columns[0]) - pad), min(crop.shape[1], int(columns[-1]) + pad)
            line = crop[max(0, first - 3) : last + 3, x0:x1]
            found.append(cv2.copyMakeBorder(line, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(light,)))
    return found


def _bands(strokes: Grey) -> list[tuple[int, int]]:
    """The rows of pixels that hold lines of text; tone marks and dots go with the line that they belong to."""
    rows = (strokes > 0).sum(axis=1)
    full = rows > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([0], full.astype(np.int8), [0]))))
    bands = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    tall = max((b - a for a, b in bands), default=0)
    made: list[tuple[int, int]] = []
    for a, b in bands:
        if made and (b - a < 0.45 * tall or made[-1][1] - made[-1][0] < 0.45 * tall) and a - made[-1][1] < 0.35 * tall:
            made[-1] = (made[-1][0], b)
        else:
            made.append((a, b))
    return made
