"""Rankings as pictures, the way that ministries and newspapers draw them: coloured headings, badges, stripes, no lines."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.documents.layouts import PROVINCES, Grid, number

FOLDER = Path("/usr/share/fonts/truetype")
FONTS = {
    "dejavu": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    "serif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf"),
    "noto": ("noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf"),
    "noto-serif": ("noto/NotoSerif-Regular.ttf", "noto/NotoSerif-Bold.ttf"),
    "condensed": ("dejavu/DejaVuSansCondensed.ttf", "dejavu/DejaVuSansCondensed-Bold.ttf"),
}
Colour = tuple[int, int, int]
Faces = tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]  # plain and bold
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
BADGES: dict[str, tuple[Colour, Colour]] = {
    "Rất tốt": ((0, 120, 60), WHITE), "Tốt": ((100, 180, 50), WHITE), "Khá": ((255, 205, 10), BLACK),
    "Trung bình": ((245, 130, 35), WHITE), "Thấp": ((200, 40, 40), WHITE),
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How a ranking is drawn. ``ranks``: plain, disc (a round badge), square; ``bands``: none, plain, badge; ``lists``: side by side."""

    name: str
    paper: Colour = WHITE
    banner: Colour = (0, 95, 110)
    head: Colour | None = (60, 60, 60)
    head_ink: Colour = WHITE
    ink: Colour = (20, 20, 30)
    stripe: Colour | None = (235, 244, 244)
    rule: Colour | None = None
    grid: Colour | None = None
    ranks: str = "plain"
    bands: str = "none"
    lists: int = 1
    rows: int = 20
    font: str = "condensed"
    size: int = 22
    quality: int = 0  # JPEG quality; 0 is PNG
    places: int = 2
    scale: float = 1.0  # drawn, then resized: blurred letters


STYLES = (
    Style("badges", bands="badge", lists=3, rows=42, font="noto", size=20, quality=75),
    Style("badges-png", bands="badge", lists=2, rows=30, font="condensed"),
    Style("discs", paper=(240, 246, 255), banner=(15, 55, 140), head=(255, 140, 0), stripe=(222, 234, 252), ranks="disc", size=26, font="condensed", places=4),
    Style("discs-jpeg", banner=(150, 20, 40), head=(200, 60, 60), stripe=(252, 232, 230), ranks="disc", quality=60, font="dejavu", bands="plain"),
    Style("squares", banner=(20, 90, 50), head=None, head_ink=(20, 90, 50), stripe=None, rule=(200, 210, 200), ranks="square", font="noto", lists=2, rows=24),
    Style("dark", paper=(16, 28, 58), banner=(10, 18, 40), head=(40, 60, 120), ink=(235, 240, 250), stripe=(26, 42, 80), font="condensed", bands="plain"),
    Style("dark-jpeg", paper=(60, 10, 20), banner=(90, 10, 20), head=(140, 30, 40), ink=WHITE, stripe=(80, 18, 30), font="noto", quality=60),
    Style("screen", banner=WHITE, head=(220, 230, 241), head_ink=BLACK, stripe=None, grid=(160, 160, 160), font="condensed", size=15, bands="plain", rows=22),
    Style("screen-serif", banner=WHITE, head=WHITE, head_ink=BLACK, stripe=None, grid=(0, 0, 0), font="serif", size=14, quality=70, rows=18, bands="plain"),
    Style("bare", banner=WHITE, head=None, head_ink=BLACK, stripe=None, font="noto-serif", size=20, quality=80, lists=2, rows=20),
    Style("stripes", banner=(255, 220, 100), head=(255, 190, 0), head_ink=BLACK, stripe=(255, 245, 215), font="dejavu", size=18, quality=60, lists=2, rows=32),
    Style("small", bands="badge", font="condensed", size=14, lists=2, rows=40, quality=85),
    Style("blurred", ranks="disc", bands="badge", font="noto", size=30, rows=12, quality=60, scale=0.6),
)  # fmt: skip


def fonts_of(style: Style) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    """Body, bold and title face."""
    plain, bold = (str(FOLDER / name) for name in FONTS[style.font])
    sized = ImageFont.truetype
    return sized(plain, style.size), sized(bold, style.size), sized(bold, style.size * 2)


def draw(style: Style, dice: random.Random) -> tuple[bytes, Grid]:
    """The picture's bytes and the cells of its lists, one below the other."""
    body, bold, title = fonts_of(style)
    heads = [
        "Hạng" if style.ranks != "plain" else "Xếp hạng",
        "Tỉnh/Thành phố",
        "Điểm",
        *(["Nhóm"] if style.bands != "none" else []),
    ]
    unit = style.size
    widths = [6 * unit, 10 * unit, 5 * unit, *([7 * unit] if style.bands != "none" else [])]
    names = list(PROVINCES)
    dice.shuffle(names)
    names *= 2
    score = 82.0
    rows: Grid = []
    for i in range(1, style.rows + 1):
        score -= dice.uniform(0.05, 0.9)
        band = list(BADGES)[min(4, (i - 1) * 5 // style.rows)]
        shown = number(score / (100 if style.places == 4 else 1), style.places)
        rows.append([str(i), names[i - 1], shown, *([band] if style.bands != "none" else [])])
    each = -(-style.rows // style.lists)
    step, gap = round(1.9 * unit), unit
    wide = style.lists * (sum(widths) + gap) + gap
    picture = Image.new("RGB", (wide, 6 * unit + (each + 1) * step + 3 * unit), style.paper)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, wide, 4 * unit), fill=style.banner)
    light = sum(style.banner) < 380
    pen.text((wide / 2, 2 * unit), "BẢNG XẾP HẠNG PCI 2021", font=title, fill=WHITE if light else BLACK, anchor="mm")
    grid: Grid = []
    for part in range(style.lists):
        left = gap + part * (sum(widths) + gap)
        shown_rows = [heads, *rows[part * each : (part + 1) * each]]
        grid += shown_rows
        for r, row in enumerate(shown_rows):
            _row(pen, style, (left, 5 * unit + r * step, step), widths, row, r, (body, bold))
    ink = (120, 120, 120) if sum(style.paper) > 400 else (200, 200, 200)
    pen.text((gap, picture.height - 1.6 * unit), "Nguồn: VCCI, USAID", font=body, fill=ink, anchor="lm")
    if style.scale != 1.0:
        picture = picture.resize(
            (round(picture.width * style.scale), round(picture.height * style.scale)), Image.Resampling.BILINEAR
        )
    out = io.BytesIO()
    if style.quality:
        picture.save(out, "JPEG", quality=style.quality)
    else:
        picture.save(out, "PNG")
    return out.getvalue(), grid


def _row(
    pen: ImageDraw.ImageDraw,
    style: Style,
    at: tuple[int, int, int],
    widths: list[int],
    row: list[str],
    r: int,
    faces: tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont],
) -> None:
    left, top, step = at
    right = left + sum(widths)
    ground = style.head if r == 0 else style.stripe if r % 2 else None
    if ground:
        pen.rectangle((left, top, right, top + step - 1), fill=ground)
    if style.rule:
        pen.line((left, top + step, right, top + step), fill=style.rule)
    x = left
    for c, (text, width) in enumerate(zip(row, widths, strict=True)):
        middle = (x + width / 2, top + step / 2)
        if style.grid:
            pen.rectangle((x, top, x + width, top + step), outline=style.grid)
        ink, face = (style.head_ink, faces[1]) if r == 0 else (style.ink, faces[0])
        if r and c == 0 and style.ranks != "plain":
            shape = pen.ellipse if style.ranks == "disc" else pen.rectangle
            half = 0.42 * step
            if style.ranks == "square" or int(text) <= 3:
                colour = (
                    [(255, 193, 7), (176, 190, 197), (205, 127, 50)][(int(text) - 1) % 3]
                    if style.ranks == "disc"
                    else style.banner
                )
                shape((middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half), fill=colour)
                ink = BLACK if style.ranks == "disc" else WHITE
            face = faces[1]
        if r and c == 3 and style.bands == "badge":
            fill, ink = BADGES[text]
            pen.rounded_rectangle((x + width * 0.08, top + 0.12 * step, x + width * 0.92, top + 0.88 * step), step / 4, fill=fill)
            face = faces[1]
        if c == 1 and r:
            pen.text((x + 0.6 * style.size, middle[1]), text, font=face, fill=ink, anchor="lm")
        else:
            pen.text(middle, text, font=face, fill=ink, anchor="mm")
        x += width
