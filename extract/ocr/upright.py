"""Sheets that were scanned on their side or on their head: by how much to turn them."""

from __future__ import annotations

import cv2
import numpy as np

from extract.encodings.convert import is_syllable
from extract.ocr.clean import Grey, as_grey, ink, letter_height, skew
from extract.ocr.readers import tesseract, trueocr
from extract.readers.wrap import LETTERS

_SIDE = 1600  # pixels of the long side that suffice to tell words from strokes
_BETTER = 1.5  # times as many words must be read before a page is turned


def turn_of(grey: Grey) -> int:
    """By how many degrees (0, 90, 180, 270) clockwise the page must be turned for its text to stand upright.

    A model, or the direction of the lines where none is installed, suspects; reading decides: a page is turned only where that gives
    clearly more Vietnamese words.
    """
    grey = _straight(_small(grey, _SIDE))
    first = trueocr()
    if first is not None:
        suspects = [90 * first.quarter_turns(grey)]
    else:
        suspects = [90, 270] if _lies(grey) else []
    suspects = [turn for turn in suspects if turn]
    if not suspects or letter_height(grey) is None:
        return 0
    words = {turn: _words(turned(grey, turn)) for turn in (0, *suspects)}
    best = max(words, key=lambda turn: words[turn])
    return best if words[best] >= _BETTER * words[0] + 3 else 0


def turned(
    picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], turn: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """``picture`` turned clockwise by ``turn`` degrees."""
    return np.ascontiguousarray(np.rot90(picture, -turn // 90)) if turn else picture


def _lies(grey: Grey) -> bool:
    """Whether the lines of text run from top to bottom."""
    small = _small(ink(grey), 800).astype(np.float64)
    across, down = (np.diff(small.sum(axis=axis)) for axis in (1, 0))
    return float((down**2).mean()) > 1.3 * float((across**2).mean())


def _small(grey: Grey, side: int) -> Grey:
    factor = min(1.0, side / max(grey.shape))
    return as_grey(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def _straight(grey: Grey) -> Grey:
    """Without the few degrees by which the sheet lay askew."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew(grey), 1.0)
    return as_grey(cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _words(grey: Grey) -> int:
    """How many Vietnamese words a quick reading finds that lie level: the recogniser reads some that stand."""
    reader = tesseract() or trueocr()
    found = reader.read_words(grey) if reader else []
    level = [text for text, (left, top, right, bottom) in found if right - left > bottom - top]
    return sum(len(word) > 2 and is_syllable(word) for text in level for word in LETTERS.findall(text))
