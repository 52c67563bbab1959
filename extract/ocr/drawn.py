"""Drawn pictures (infographics) into black on white: coloured bands, badges and headings vanish, and what stands on them stays."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Picture = np.ndarray[Any, np.dtype[np.uint8]]

_FLAT = 16  # levels: neighbours that differ less belong to one ground
_SOLID = 0.6  # the share of its hull that a ground fills; letters fill less
_SMALLEST = 0.8  # of the letters' height: grounds are no smaller
_DRAWN = 0.6  # the share of flat pixels that tells a drawing from a photograph or a scan
_COLOURED = 0.02  # the share of pixels on grounds other than paper below which nothing needs to vanish
_PAPER = 235
_ALIKE = 20  # levels: strips of a ground's colour are that ground
_SPECK = 14  # pixels: less ink is dust
_SPARSE = 0.1  # the share of its span that a stroke covers at least
_FAINT = 24  # levels of difference that compression makes
_STRONG = 90  # levels of difference that count as full ink


def flattened(picture: Picture, letter: float) -> Picture | None:
    """``picture`` (height x width x 3) as grey ink on white, or None where it is no drawing on coloured grounds.

    ``letter`` is the height of its letters in pixels. Each pixel is measured against the ground that surrounds it; the soft rims between
    two grounds are no ink.
    """
    labels, means = _grounds(picture, letter)
    inside = labels > 0
    if not means.size or float(inside.mean()) < _DRAWN:
        return None
    sizes = np.bincount(labels.ravel(), minlength=len(means))
    if sizes[1:][means[1:].min(axis=1) < _PAPER].sum() < _COLOURED * labels.size:
        return None
    ground = means[_nearest(labels, inside)]
    away = np.abs(picture.astype(np.int16) - ground).max(axis=2)
    away[_rims(picture, ground.astype(np.uint8)) | inside] = 0
    made = 255 - np.clip((away.astype(np.float32) - _FAINT) * (255 / (_STRONG - _FAINT)), 0, 255)
    return _swept(np.ascontiguousarray(made, dtype=np.uint8))


def _swept(grey: Picture) -> Picture:
    """Without specks and without the dotted rests of rims: groups of strokes that hardly cover the area that they span."""
    dark = cv2.threshold(grey, 170, 255, cv2.THRESH_BINARY_INV)[1]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(dark, np.ones((5, 5), np.uint8)), connectivity=8)
    strokes = np.bincount(labels.ravel(), weights=(dark > 0).ravel(), minlength=count)
    span = np.maximum(stats[:, cv2.CC_STAT_WIDTH] * stats[:, cv2.CC_STAT_HEIGHT], 1)
    drop = (strokes < _SPECK) | (strokes < _SPARSE * span)
    drop[0] = False
    made = grey.copy()
    made[drop[labels]] = 255
    return made


def _grounds(picture: Picture, letter: float) -> tuple[np.ndarray[Any, np.dtype[np.int32]], np.ndarray[Any, np.dtype[np.int16]]]:
    """Labels of the grounds (0 where there is none), and the mean colour of each label."""
    smooth: Picture = np.asarray(cv2.medianBlur(picture, 3), dtype=np.uint8)
    box = np.ones((3, 3), np.uint8)
    spread = cv2.subtract(cv2.dilate(smooth, box), cv2.erode(smooth, box)).max(axis=2)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((spread <= _FLAT).astype(np.uint8), connectivity=4)
    least = _SMALLEST * letter
    renumber = np.zeros(count, np.int32)
    kept = 0
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        if min(w, h) < least or area < 2 * least * least:
            continue
        if area < 0.02 * labels.size:
            part = (labels[y : y + h, x : x + w] == i).astype(np.uint8)
            points = cv2.findNonZero(part)
            solid = _SOLID if w < 2 * h else _SOLID / 2  # no letter is that wide, and a badge is mostly its text
            if points is None or area < solid * cv2.contourArea(cv2.convexHull(points)):
                continue
        kept += 1
        renumber[i] = kept
    if kept:
        _join_strips(renumber, labels, stats, smooth, letter)
    made = renumber[labels]
    flat = made.ravel()
    sizes = np.maximum(np.bincount(flat, minlength=kept + 1), 1)
    sums = [np.bincount(flat, weights=smooth[:, :, c].ravel(), minlength=kept + 1) for c in range(3)]
    means = np.stack([s / sizes for s in sums], axis=1).astype(np.int16)
    return made, means if kept else np.zeros((0, 3), np.int16)


def _join_strips(renumber: np.ndarray[Any, np.dtype[np.int32]], labels: Any, stats: Any, smooth: Picture, letter: float) -> None:
    """Number the thin strips that show a ground between two badges like that ground; a table's lines have colours of their own."""
    known: list[tuple[int, Any]] = []
    for i in np.flatnonzero(renumber).tolist():
        x, y, w, h, _ = (int(v) for v in stats[i])
        part = smooth[y : y + h, x : x + w][labels[y : y + h, x : x + w] == i]
        known.append((int(renumber[i]), part.mean(axis=0)))
    for i in range(1, len(renumber)):
        x, y, w, h, area = (int(v) for v in stats[i])
        if renumber[i] or max(w, h) < 2 * letter or area < 0.5 * w * h:
            continue
        colour = smooth[y : y + h, x : x + w][labels[y : y + h, x : x + w] == i].mean(axis=0)
        like = min(known, key=lambda k: float(np.abs(k[1] - colour).max()))
        if float(np.abs(like[1] - colour).max()) <= _ALIKE:
            renumber[i] = int(like[0])


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
    box = np.ones((9, 9), np.uint8)
    low, high = cv2.erode(ground, box), cv2.dilate(ground, box)
    apart = cv2.subtract(high, low).max(axis=2) > 8
    slack = 20
    between = (picture.astype(np.int16) >= low.astype(np.int16) - slack) & (
        picture.astype(np.int16) <= high.astype(np.int16) + slack
    )
    made: np.ndarray[Any, np.dtype[np.bool_]] = apart & between.all(axis=2)
    return made
