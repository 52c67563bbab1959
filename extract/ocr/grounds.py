"""The grounds of a drawn picture: paper, bands, stripes and badges, told apart from the strokes of large letters."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Labels = np.ndarray[Any, np.dtype[np.int32]]

_FLAT = 22  # levels: neighbours that differ less belong to one ground
_SOLID = 0.6  # the share of its hull that a ground fills; letters fill less
_STROKE = 0.9  # the share of its box that a straight stroke fills; a ground has letters on it
_SMALLEST = 0.8  # of the letters' height: grounds are no smaller
_ALIKE = 20  # levels: strips of a ground's colour are that ground
_HUGE = 0.02  # of the picture's area: no letter is that large
_BROAD = 1.5  # times its height: no letter is that wide
_ROW = 0.7  # the share of its height that a letter has in common with the next


class _Parts:
    """The flat parts of a picture: connected pixels without an edge between them. Part 0 is everything else."""

    def __init__(self, picture: Picture) -> None:
        self.smooth: Picture = np.asarray(cv2.medianBlur(picture, 3), dtype=np.uint8)
        box = np.ones((3, 3), np.uint8)
        spread = cv2.subtract(cv2.dilate(self.smooth, box), cv2.erode(self.smooth, box)).max(axis=2)
        flat = (spread <= _FLAT).astype(np.uint8)
        self.count, self.labels, self.stats, _ = cv2.connectedComponentsWithStats(flat, connectivity=4)
        self._colours: dict[int, Any] = {}

    def mask(self, i: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """The part inside its own box."""
        x, y, w, h, _ = self.stats[i]
        inside: np.ndarray[Any, np.dtype[np.bool_]] = self.labels[y : y + h, x : x + w] == i
        return inside

    def colour(self, i: int) -> Any:
        """Its mean colour."""
        if i not in self._colours:
            x, y, w, h, _ = self.stats[i]
            self._colours[i] = self.smooth[y : y + h, x : x + w][self.mask(i)].mean(axis=0)
        return self._colours[i]

    def alike(self, i: int, j: int) -> bool:
        """Whether two parts have one colour."""
        return float(np.abs(self.colour(i) - self.colour(j)).max()) <= _ALIKE


def grounds(picture: Picture, letter: float) -> tuple[Labels, np.ndarray[Any, np.dtype[np.int16]]]:
    """Labels of the grounds (0 where there is none), and the mean colour of each label. ``letter``: the letters' height in pixels."""
    parts = _Parts(picture)
    least = _SMALLEST * letter
    widths, heights, areas = (parts.stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    tall = [int(i) for i in np.flatnonzero((heights >= least) & (areas >= 0.5 * least * least)) if i]
    large = [i for i in tall if widths[i] >= least and areas[i] >= 2 * least * least]
    kept = [i for i in large if _is_ground(parts, i, letter, tall)]
    if not kept:
        return np.zeros(parts.labels.shape, np.int32), np.zeros((0, 3), np.int16)
    renumber = np.zeros(parts.count, np.int32)
    renumber[kept] = np.arange(1, len(kept) + 1)
    _join_strips(renumber, parts, kept, letter)
    made: Labels = renumber[parts.labels]
    flat = made.ravel()
    sizes = np.maximum(np.bincount(flat, minlength=len(kept) + 1), 1)
    sums = [np.bincount(flat, weights=parts.smooth[:, :, c].ravel(), minlength=len(kept) + 1) for c in range(3)]
    return made, np.stack([s / sizes for s in sums], axis=1).astype(np.int16)


def _is_ground(parts: _Parts, i: int, letter: float, tall: list[int]) -> bool:
    _, _, w, h, area = (int(v) for v in parts.stats[i])
    if area >= _HUGE * parts.labels.size:
        return True
    small = max(w, h) < 6 * letter
    if small and max(w, h) > 2 * min(w, h) and area > _STROKE * w * h:
        return False  # nothing stands on it: the stroke of a large letter
    whole = cv2.dilate(np.pad(parts.mask(i).astype(np.uint8), 2), np.ones((3, 3), np.uint8))  # its rims were no flat pixels
    solid = _SOLID if w < 2 * h else _SOLID / 2  # no letter is that wide, and a badge is mostly its text
    if cv2.countNonZero(whole) < solid * cv2.contourArea(cv2.convexHull(cv2.findNonZero(whole))):
        return False
    return not (small and w < _BROAD * h and any(_beside(parts, i, j) for j in tall if j != i))


def _beside(parts: _Parts, i: int, j: int) -> bool:
    """Whether two parts stand in a row as the letters of a word do; badges stand one below the other, or apart."""
    (x, y, w, h, _), (x2, y2, w2, h2, _) = ([int(v) for v in parts.stats[k]] for k in (i, j))
    gap = max(x, x2) - min(x + w, x2 + w2)
    shared = min(y + h, y2 + h2) - max(y, y2)
    near = -2 <= gap <= 0.6 * h and shared >= _ROW * max(h, h2) and w2 < _BROAD * h2
    return near and parts.alike(i, j)


def _join_strips(renumber: Labels, parts: _Parts, kept: list[int], letter: float) -> None:
    """Number the thin strips that show a ground between two badges like that ground; a table's lines have colours of their own."""
    for i in range(1, parts.count):
        _, _, w, h, area = (int(v) for v in parts.stats[i])
        if renumber[i] or w < 2 * max(h, letter) or area < 0.5 * w * h:  # an upright one is a letter
            continue
        like = min(kept, key=lambda k: float(np.abs(parts.colour(k) - parts.colour(i)).max()))
        if parts.alike(i, like):
            renumber[i] = renumber[like]
