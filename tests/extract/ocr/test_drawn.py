"""Drawings on coloured grounds become black on white."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extract.ocr.drawn import flattened


def _drawing() -> Image.Image:
    picture = Image.new("RGB", (600, 400), (240, 246, 255))
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(22)
    for row in range(8):
        top = row * 46 + 10
        pen.rectangle((20, top, 580, top + 44), fill=(222, 234, 252) if row % 2 else (255, 255, 255))
        pen.text((40, top + 8), f"Tinh {row}", fill=(20, 20, 60), font=font)
        pen.rounded_rectangle((420, top + 4, 560, top + 40), 12, fill=[(0, 120, 60), (250, 200, 0)][row % 2])
        pen.text((450, top + 8), "Kha tot", fill=[(255, 255, 255), (0, 0, 0)][row % 2], font=font)
    return picture


def test_badges_vanish_and_their_words_stay() -> None:
    grey = flattened(np.asarray(_drawing()), 16.0)
    assert grey is not None
    for row in range(8):
        top = row * 46 + 10
        badge = grey[top + 2 : top + 44, 418:562]
        assert 0.02 < float((badge < 128).mean()) < 0.3, "letters alone are dark"
        assert float((grey[top : top + 44, 430:442] > 200).mean()) > 0.98, "the badge's ground is white"


def test_paper_is_no_drawing() -> None:
    picture = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(picture).text((40, 40), "Sở Nội vụ", fill="black", font=ImageFont.load_default(22))
    assert flattened(np.asarray(picture), 16.0) is None
