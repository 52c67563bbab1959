"""Tables without lines in a picture, found by the ink alone: page analysis of recognisers drops lone digits and narrow columns."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extract.ocr.clean import Grey, as_grey, ink
from extract.readers.gaps import find_gap_tables
from extract.readers.pages import PageTable
from extract.readers.words import Word

_FEWEST = 20  # letters that a height can be told from
_TALL = 1.9  # times the median letter: taller ones are of a title, which would bridge the columns


def loose_tables(grey: Grey, mask: Grey, taken: Sequence[PageTable]) -> list[PageTable]:
    """Tables in pixels whose cells are not read yet: their texts stand for widths only. ``mask`` marks lines."""
    dark = ink(grey)
    dark[as_grey(cv2.dilate(mask, np.ones((5, 5), np.uint8))) > 0] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    heights, widths = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    letters = heights[1:][(heights[1:] > 6) & (heights[1:] < 120) & (widths[1:] < 120)]
    if len(letters) < _FEWEST:
        return []
    letter = float(np.median(letters))
    keep = (heights < _TALL * letter) & (widths < 6 * letter) & (stats[:, cv2.CC_STAT_AREA] > 3)
    keep[0] = False
    text = as_grey(keep[labels].astype(np.uint8) * 255)
    joined = cv2.dilate(text, np.ones((max(1, int(0.35 * letter)), max(1, int(0.9 * letter))), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(as_grey(joined), connectivity=8)
    words = []
    for x, y, w, h, _area in stats[1:count].tolist():
        if h >= 0.7 * letter and w >= 0.4 * letter:
            grown, tall = 0.45 * letter, 0.17 * letter
            box = (x + grown, y + tall, max(x + grown + 1, x + w - grown), max(y + tall + 1, y + h - tall))
            words.append(Word("0" * max(1, round((box[2] - box[0]) / (0.75 * letter))), box))
    return find_gap_tables(words, taken)[0]
