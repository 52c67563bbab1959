"""Table lines in a picture: the rectangles that they enclose."""

from __future__ import annotations

import cv2
import numpy as np

from extract.ocr.clean import Grey, as_grey, ink
from extract.readers.pages import Box

_ACROSS = 60  # pixels: the shortest piece of a horizontal line
_DOWN = 40  # pixels: the shortest piece of a vertical line; rows are higher than letters
_GAP = 21  # pixels: breaks in faint lines that are closed
_LONG = 110  # pixels: what is shorter in both directions is the stroke of a large letter
_SMALLEST = (18, 18)


def lines(grey: Grey) -> Grey:
    """Horizontal and vertical lines as 255 on 0."""
    dark = ink(grey)
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _ACROSS), np.uint8))
    across = cv2.morphologyEx(cv2.dilate(across, np.ones((3, 1), np.uint8)), cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_DOWN, 1), np.uint8))
    down = cv2.morphologyEx(cv2.dilate(down, np.ones((1, 3), np.uint8)), cv2.MORPH_CLOSE, np.ones((_GAP, 1), np.uint8))
    both = as_grey(cv2.bitwise_or(across, down))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    long = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= _LONG
    long[0] = False
    return as_grey(long[labels].astype(np.uint8) * 255)


def tables(grey: Grey) -> tuple[list[list[Box]], Grey]:
    """The cells of every bordered table, and the lines' mask."""
    mask = lines(grey)
    joined = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[list[Box]] = []
    for i in range(1, count):
        left, top, width, height = (int(v) for v in stats[i, :4])
        if width < 0.12 * grey.shape[1] or height < 60:
            continue
        part = (labels[top : top + height, left : left + width] == i).astype(np.uint8) * 255
        cells = _cells(part, left, top)
        if len(cells) >= 4:
            found.append(cells)
    return sorted(found, key=lambda cells: min(c[1] for c in cells)), mask


def _cells(part: Grey, left: int, top: int) -> list[Box]:
    """The enclosed rectangles of one connected net of lines."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(part), connectivity=4)
    height, width = part.shape
    cells: list[Box] = []
    for x, y, w, h, area in stats[1:count]:
        inside = x > 0 and y > 0 and x + w < width and y + h < height
        if inside and w >= _SMALLEST[0] and h >= _SMALLEST[1] and area > 0.7 * w * h:
            cells.append((float(left + x), float(top + y), float(left + x + w), float(top + y + h)))
    return cells
