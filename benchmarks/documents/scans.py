"""Sheets as an office's scanner sees them: turned a little, noisy, stamped, faint, compressed, on their side or on their head."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter


@dataclass(frozen=True)
class Wear:
    """What happened to a sheet. ``faint``: 0-1 of the ink is lost; ``gaps``: pieces of lines that are missing, a page."""

    name: str
    dpi: int = 200
    skew: float = 0.0
    noise: float = 6.0
    stamp: bool = False
    faint: float = 0.0
    gaps: int = 0
    turn: int = 0
    quality: int = 75
    blur: float = 0.0
    grey: bool = False


WEARS = (
    Wear("clean-300", 300),
    Wear("clean-200"),
    Wear("clean-150", 150),
    Wear("skew", 200, skew=2.4),
    Wear("skew-back", 200, skew=-3.0, noise=10),
    Wear("stamp", 200, stamp=True, skew=0.6),
    Wear("stamp-300", 300, stamp=True, skew=-0.8, quality=50),
    Wear("faint", 200, faint=0.45, noise=8),
    Wear("gaps", 200, gaps=40, skew=0.4),
    Wear("jpeg", 200, quality=25, skew=-0.7),
    Wear("blur", 200, blur=0.9, skew=0.9),
    Wear("noisy-300", 300, noise=22, skew=1.2, grey=True),
    Wear("head-down", 200, turn=180, skew=0.5),
    Wear("left", 200, turn=90, skew=-0.5),
    Wear("right", 300, turn=270),
)  # fmt: skip


def scan(data: bytes, wear: Wear, dice: random.Random) -> bytes:
    """The PDF ``data`` scanned: a PDF of pictures."""
    source = pypdfium2.PdfDocument(data)
    pages = [_worn(sheet.render(scale=wear.dpi / 72).to_pil().convert("RGB"), wear, dice) for sheet in source]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=wear.dpi, quality=wear.quality)
    return out.getvalue()


def _worn(page: Image.Image, wear: Wear, dice: random.Random) -> Image.Image:
    pixels = np.asarray(page).astype(np.float32)
    if wear.faint:
        pixels = pixels + (255 - pixels) * wear.faint
    page = Image.fromarray(pixels.astype(np.uint8))
    pen = ImageDraw.Draw(page)
    for _ in range(wear.gaps):
        x, y = dice.randrange(page.width), dice.randrange(page.height)
        pen.rectangle((x, y, x + 3, y + 3), fill="white")
    if wear.stamp:
        page = ImageChops.multiply(page, _stamp(page.size, wear.dpi, dice))
    if wear.blur:
        page = page.filter(ImageFilter.GaussianBlur(wear.blur))
    if wear.skew:
        page = page.rotate(wear.skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
    if wear.turn:
        page = page.rotate(wear.turn, expand=True)
    rng = np.random.default_rng(dice.randrange(2**32))
    worn = np.asarray(page).astype(np.float32) * 0.97 + rng.normal(0, wear.noise, (page.height, page.width, 1))
    page = Image.fromarray(np.clip(worn, 0, 255).astype(np.uint8))
    return page.convert("L") if wear.grey else page


def _stamp(size: tuple[int, int], dpi: int, dice: random.Random) -> Image.Image:
    """A round red stamp with a star, somewhere on the lower half of white paper."""
    ground = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(ground)
    radius = round(0.7 * dpi)
    x, y = dice.randrange(radius, size[0] - radius), dice.randrange(size[1] // 3, size[1] - radius)
    red = (226, 40, 58)
    for inset in (0, round(0.09 * dpi), round(0.3 * dpi)):
        pen.ellipse(
            (x - radius + inset, y - radius + inset, x + radius - inset, y + radius - inset), outline=red, width=max(2, dpi // 60)
        )
    pen.regular_polygon((x, y, radius * 0.35), 5, fill=red)
    return ground.filter(ImageFilter.GaussianBlur(dpi / 250))
