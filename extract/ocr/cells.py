"""Reads the cells of a table in a picture with both recognisers; where they disagree on a number the cell is marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extract.encodings.convert import is_syllable
from extract.mentions.band import parse_band
from extract.ocr.clean import Grey, as_grey
from extract.ocr.readers import tesseract, trueocr
from extract.readers.pages import Box
from extract.readers.wrap import LETTERS, Part, joined, known_words
from extract.text.clean import nfc

_INSET = 2  # pixels of a cell's rim that may belong to its lines
_DARK = 120  # the median of a cell's edge below which its letters are light on dark
_FEWEST = 12  # dark pixels: less is dust, unless it is a dash
_DASH = 6  # dark pixels of the faintest dash
_MARGIN = 36.0  # pixels that texts keep from a cell's edge at most


def read_cells(grey: Grey, mask: Grey, cells: Sequence[Box]) -> list[tuple[str, bool]]:
    """The text of each cell and whether its digits are in doubt. ``mask`` marks the table's lines."""
    crops: list[Grey] = []
    owners: list[int] = []
    spans: list[tuple[float, float]] = []
    parts: list[list[Part]] = [[] for _ in cells]
    for i, cell in enumerate(cells):
        for crop, left, right in _lines(grey, mask, cell):
            if _is_dash(crop):
                parts[i].append(("-", left, right))
                continue
            crops.append(crop)
            owners.append(i)
            spans.append((left, right))
    first, second = trueocr(), tesseract()
    mine = first.read_lines(crops) if first else None
    other = second.read_lines(crops) if second else None
    doubts = [False] * len(cells)
    for k, i in enumerate(owners):
        text, doubt = choose(mine[k] if mine else None, other[k] if other else None)
        parts[i].append((text, *spans[k]))
        doubts[i] = doubts[i] or doubt
    return [(joined(p, c[0], c[2], _MARGIN), doubt) for p, c, doubt in zip(parts, cells, doubts, strict=True)]


def choose(mine: str | None, other: str | None) -> tuple[str, bool]:
    """Of two readings of a line the likelier, and whether they differ in digits.

    The first reader is the better on numbers, the second on Vietnamese marks; word by word, one that is known wins.
    """
    if mine is None or other is None:
        return nfc(mine if mine is not None else other or ""), False
    mine, other = _trim(nfc(mine)), _trim(nfc(other))
    doubt = _digits(mine) != _digits(other) and any(map(str.isdigit, mine + other))
    if any(map(str.isdigit, mine)) and not LETTERS.search(mine):
        if mine != other and "," in other and mine.replace(".", ",") == other:
            return other, False  # a small comma loses its tail; decimals are written with one
        return mine, doubt
    ours, theirs = mine.split(), other.split()
    if len(ours) != len(theirs):
        return (other if _known(other) >= _known(mine) else mine), doubt
    return " ".join(_word(a, b) for a, b in zip(ours, theirs, strict=True)), doubt


def _word(a: str, b: str) -> str:
    if a == b or any(map(str.isdigit, a)) or set(a) <= set("IVX"):
        return a
    if b.isdecimal() and len(a) == 1:
        return b  # a lone 1 reads like an i
    sure_a, sure_b = (_known(word) + (parse_band(word) is not None) for word in (a, b))  # "tốt" is likelier than "tốc"
    return a if sure_a > sure_b else b


def _trim(text: str) -> str:
    """Without the specks that readers take for marks at the ends."""
    return re.sub(r"^[:;.,'|_ ]+(?=\w)|(?<=\w)(?:[:;|_' ]| -)+$", "", text.strip())


def _digits(text: str) -> str:
    return re.sub(r"[^\d.,+-]", "", text.replace("–", "-").replace("−", "-")).strip(".,")


def _known(text: str) -> float:
    """The share of words that names and vocabulary have, spelling alone counting half."""
    words = [w.lower() for w in LETTERS.findall(text)]
    return sum(1.0 if w in known_words() else 0.5 if is_syllable(w) else 0.0 for w in words) / len(words) if words else 0.0


def _lines(grey: Grey, mask: Grey, cell: Box) -> list[tuple[Grey, float, float]]:
    """The lines of text in a cell, each as a picture (dark letters on white, the table's lines wiped out), with its left and right edge."""
    left, top, right, bottom = (int(v) for v in cell)
    crop = grey[top + _INSET : bottom - _INSET, left + _INSET : right - _INSET].copy()
    if crop.size == 0 or min(crop.shape) < 8:
        return []
    rim_of = np.concatenate([crop[0], crop[-1], crop[:, 0], crop[:, -1]])  # in a narrow cell bold letters are the most of it
    dark = float(np.median(rim_of)) < _DARK
    if dark:
        crop = as_grey(cv2.bitwise_not(crop))
    else:
        rim = cv2.dilate(mask[top + _INSET : bottom - _INSET, left + _INSET : right - _INSET], np.ones((3, 3), np.uint8))
        rim[8:-8, 8:-8] = 0  # only at the rim: the middle's long strokes are letters
        crop[rim > 0] = int(np.median(crop))
    level, binary = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    strokes = as_grey(binary)
    light = float(np.median(crop))
    if light - level < 15 or cv2.countNonZero(strokes) < _DASH or cv2.countNonZero(strokes) > 0.6 * strokes.size:
        return []
    found = []
    for first, last in _bands(strokes):
        columns = np.flatnonzero(strokes[first:last].any(axis=0))
        if not len(columns):
            continue
        pad = max(6, (last - first) // 4)
        x0, x1 = max(0, int(columns[0]) - pad), min(crop.shape[1], int(columns[-1]) + pad)
        line = as_grey(
            cv2.copyMakeBorder(crop[max(0, first - 3) : last + 3, x0:x1], pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(light,))
        )
        if cv2.countNonZero(strokes[first:last]) >= _FEWEST or _is_dash(line):
            found.append((line, float(left + _INSET + columns[0]), float(left + _INSET + columns[-1])))
    return found


def _is_dash(line: Grey) -> bool:
    """Whether a line holds nothing but one flat stroke: recognisers make digits of it."""
    dark = line < (int(line.max()) + int(line.min())) // 2
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    height, width = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    return width >= 1.5 * height and height <= 9 and width <= 40 and float(dark.sum()) > 0.7 * height * width


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
    return [(a, b) for a, b in made if b - a >= 0.4 * tall]  # less is dust, or the edge of a coloured ground
