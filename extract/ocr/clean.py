"""Brings a picture of a page to what recognisers read best: grey without stamps, level, letters of a good height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from extract.ocr.drawn import flattened
from extract.readers.pages import Box

Grey = np.ndarray[Any, np.dtype[np.uint8]]  # height x width, 0 black to 255 white

_LETTER = 26  # pixels: the median height of letters that Tesseract and its like were trained near
_LARGEST = 40_000_000  # pixels after enlarging
_STEEPEST = 4.0  # degrees that a scanned sheet may be turned
_STEP = 0.1
_MUCH_RED = 0.06  # the share of a page that no stamp covers
_WHITE = 215  # grounds lighter than this are paper
_DARK = 130  # grounds darker than this carry light letters


@dataclass(frozen=True)
class Cleaned:
    """A cleaned picture and the way back: ``scale`` and ``matrix`` (2 x 3) lead from the original's pixels to its own."""

    grey: Grey
    scale: float
    matrix: np.ndarray[Any, np.dtype[np.float64]]

    def back(self, box: Box, unit: float) -> Box:
        """``box`` of the cleaned picture in the original's coordinates times ``unit``."""
        turn = cv2.invertAffineTransform(self.matrix)
        left, top, right, bottom = box
        corners = np.array([[left, top, 1], [right, top, 1], [left, bottom, 1], [right, bottom, 1]], dtype=np.float64)
        points = corners @ turn.T / self.scale * unit
        (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)


def clean(picture: np.ndarray[Any, np.dtype[np.uint8]], enlarge: bool = False) -> Cleaned:
    """A picture (height x width x 3, red first) cleaned. Red ink vanishes in the red channel, and stamps are red."""
    factor = 1.0
    if enlarge:
        letter = letter_height(flatten(_grey(picture)))
        factor = _factor(letter, picture.shape[0] * picture.shape[1])
        if factor > 1.0:
            picture = np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    drawn = flattened(np.ascontiguousarray(picture), (letter or 16.0) * factor) if enlarge else None
    grey = flatten(_grey(picture)) if drawn is None else drawn
    height, width = grey.shape
    angle = skew(grey)
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), dtype=np.float64)
    if abs(angle) >= _STEP:
        grey = as_grey(cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))
    return Cleaned(grey, factor, matrix)


def _grey(picture: np.ndarray[Any, np.dtype[np.uint8]]) -> Grey:
    red, green, blue = (picture[:, :, i].astype(np.int16) for i in range(3))
    reddish = (red > 120) & (green < 0.7 * red) & (blue < 0.7 * red)
    if float(reddish.mean()) > _MUCH_RED:  # a coloured heading, no stamp: light letters on it would vanish with it
        return as_grey(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    return np.ascontiguousarray(picture[:, :, 0])


def flatten(grey: Grey) -> Grey:
    """Coloured grounds made white, and light letters on dark grounds dark."""
    factor = min(1.0, 500 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(as_grey(small), 15)
    if float(np.percentile(ground, 2)) > _WHITE:
        return grey
    ground = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
    dark = ground < _DARK
    grey, ground = np.where(dark, 255 - grey, grey).astype(np.uint8), np.where(dark, 255 - ground, ground).astype(np.uint8)
    return np.clip(grey.astype(np.float32) * 255 / np.maximum(ground, 1), 0, 255).astype(np.uint8)


def as_grey(picture: Any) -> Grey:
    """What OpenCV returned, as the type that it is."""
    made: Grey = np.ascontiguousarray(picture, dtype=np.uint8)
    return made


def ink(grey: Grey) -> Grey:
    """Dark strokes as 255 on 0, whatever the lighting."""
    size = max(25, (min(grey.shape) // 40) | 1)
    return as_grey(cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 12))


def letter_height(grey: Grey) -> float | None:
    """The median height of the letters in pixels, or None where there are too few to tell."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink(grey), connectivity=8)
    if count < 50:
        return None
    heights, widths, areas = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_AREA]
    letters = heights[(heights > 6) & (heights < 120) & (widths < 120) & (areas > 15)]
    return float(np.median(letters)) if len(letters) >= 30 else None


def _factor(height: float | None, pixels: int) -> float:
    """By how much to enlarge a picture of so many pixels whose letters have that height."""
    factor = 1.0 if height is None else float(min(max(1.0, _LETTER / height), 4.0, (_LARGEST / pixels) ** 0.5))
    return factor if factor > 1.05 else 1.0


def skew(grey: Grey) -> float:
    """The angle in degrees by which to turn the picture so that its lines lie level."""
    factor = min(1.0, 1000 / max(grey.shape))
    small = ink(as_grey(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)))
    height, width = small.shape

    def sharpness(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        sums = cv2.warpAffine(small, matrix, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
        return float(((sums[1:] - sums[:-1]) ** 2).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=sharpness)
    best = max(np.arange(coarse - 0.5, coarse + 0.55, _STEP), key=sharpness)
    return float(best) if sharpness(float(best)) > 1.02 * sharpness(0.0) else 0.0
