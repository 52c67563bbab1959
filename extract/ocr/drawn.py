"""Drawn pictures (infographics) into black on white: coloured bands, badges and headings vanish, and what stands on them stays."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extract.ocr.grounds import Picture, grounds

_DRAWN = 0.6  # the share of flat pixels that tells a drawing from a photograph or a scan
_COLOURED = 0.02  # the share of pixels on grounds other than paper below which nothing needs to vanish
_DISTINCT = 50  # levels between two grounds whose border is blurred
_PAPER = 235
_SPECK = 0.015  # of the letters' height squared: less ink is dust, more may be a dash
_SPARSE = 0.1  # the share of its span that a stroke covers at least
_RULED = 0.6  # the share of straight strokes in a net of lines
_FAINT = 24  # levels of difference that compression makes
_LEGIBLE = 60  # levels of lightness between letters and their ground that suffice
_STRONG = 90  # levels of difference that count as full ink


def flattened(picture: Picture, letter: float) -> Picture | None:
    """``picture`` (height x width x 3) as grey ink on white, or None where it is no drawing on coloured grounds.

    ``letter`` is the height of its letters in pixels. Each pixel is measured against the ground that surrounds it; the soft rims between
    two grounds are no ink.
    """
    calm = _calm(picture)
    labels, means = grounds(calm, letter)
    inside = labels > 0
    if not means.size or float(inside.mean()) < _DRAWN:
        return None
    sizes = np.bincount(labels.ravel(), minlength=len(means))
    if sizes[1:][means[1:].min(axis=1) < _PAPER].sum() < _COLOURED * labels.size:
        return None
    ground = means[_nearest(labels, inside)].astype(np.uint8)
    away = _contrast(calm, ground, letter)
    away[_rims(calm, ground) | inside] = 0
    size = max(3, round(letter))
    most = np.maximum(cv2.dilate(away.astype(np.float32), np.ones((size, size), np.uint8)), _STRONG)
    made = 255 - np.clip((away.astype(np.float32) - _FAINT) * 255 / (most - _FAINT), 0, 255)
    return _swept(np.ascontiguousarray(made, dtype=np.uint8), letter)


def _calm(picture: Picture) -> Picture:
    """``picture`` with its colours smoothed: compression keeps them coarser than light and dark, and they ring around letters."""
    parts = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb), dtype=np.uint8)
    for c in (1, 2):
        parts[:, :, c] = cv2.medianBlur(np.ascontiguousarray(parts[:, :, c]), 7)
    return np.asarray(cv2.cvtColor(parts, cv2.COLOR_YCrCb2RGB), dtype=np.uint8)


def _contrast(picture: Picture, ground: Picture, letter: float) -> np.ndarray[Any, np.dtype[np.int16]]:
    """How far each pixel is from its ground: in lightness, which is sharp, and in colour only where letters differ in nothing else."""
    light, under = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).astype(np.int16) for p in (picture, ground))
    away = np.abs(light - under)
    size = max(3, round(letter))
    near = cv2.dilate(away.astype(np.uint8), np.ones((size, size), np.uint8))
    colour = np.abs(picture.astype(np.int16) - ground).max(axis=2)
    made: np.ndarray[Any, np.dtype[np.int16]] = np.where(near >= _LEGIBLE, away, np.maximum(away, colour)).astype(np.int16)
    return made


def _swept(grey: Picture, letter: float) -> Picture:
    """Without specks and without the dotted rests of rims: groups of strokes that hardly cover the area that they span."""
    dark: Picture = np.asarray(cv2.threshold(grey, 170, 255, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(dark, np.ones((5, 5), np.uint8)), connectivity=8)
    strokes = np.bincount(labels.ravel(), weights=(dark > 0).ravel(), minlength=count)
    span = np.maximum(stats[:, cv2.CC_STAT_WIDTH] * stats[:, cv2.CC_STAT_HEIGHT], 1)
    ruled = np.bincount(labels.ravel(), weights=(_straight(dark) > 0).ravel(), minlength=count)
    drop = (strokes < _SPECK * letter * letter) | ((strokes < _SPARSE * span) & (ruled < _RULED * strokes))
    drop[0] = False
    made = grey.copy()
    made[drop[labels]] = 255
    return made


def _straight(dark: Picture) -> Picture:
    """The ink of long horizontal and vertical strokes: a table's lines, which are kept."""
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, 120), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((120, 1), np.uint8))
    return np.asarray(cv2.bitwise_or(across, down), dtype=np.uint8)


def _nearest(labels: np.ndarray[Any, np.dtype[np.int32]], inside: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.int32]]:
    """For each pixel the label of the nearest ground."""
    outside = (~inside).astype(np.uint8)
    _, seeds = cv2.distanceTransformWithLabels(outside, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    owner = np.zeros(int(seeds.max()) + 1, np.int32)
    owner[seeds[inside]] = labels[inside]
    made: np.ndarray[Any, np.dtype[np.int32]] = owner[seeds]
    return made


def _rims(picture: Picture, ground: Picture) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Pixels between two grounds whose colour lies between theirs."""
    close = np.ones((5, 5), np.uint8)
    touching = cv2.subtract(cv2.dilate(ground, close), cv2.erode(ground, close)).max(axis=2) > _DISTINCT
    box = np.ones((9, 9), np.uint8)
    low, high = cv2.erode(ground, box), cv2.dilate(ground, box)
    apart = cv2.subtract(high, low).max(axis=2) > 8
    slack = 20
    between = (picture.astype(np.int16) >= low.astype(np.int16) - slack) & (
        picture.astype(np.int16) <= high.astype(np.int16) + slack
    )
    made: np.ndarray[Any, np.dtype[np.bool_]] = touching | (apart & between.all(axis=2))
    return made
