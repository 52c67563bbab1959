"""Draws a leaf of a document as a picture: for web pages, Word files, sheets and texts, which have no pages to look at.

Runs in a sandbox's process: the parts of a leaf in, PNG out. It is laid out anew from the blocks that were read (headings, paragraphs, lists,
tables with their lines); nothing is fetched, and nothing of the document is run or is markup. The quote has a ground, the value a frame.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Literal

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from dashboard.components.columns import GAP, PAD, fitting, widths
from dashboard.components.grid import holds, spans
from dashboard.components.leaves import Leaf, Marks, Part
from dashboard.components.typeface import Weight, face, lines, measured
from extract.document import BlockKind, Cell

WIDE, NARROW = 600, 350  # units of the picture: beside something on a screen, and on a phone
SCALE = 2  # pixels a unit, for sharp screens
TALLEST = 1800  # units; what is longer is cut around the value
MARGIN, LEADING, CELL = 18, 1.42, 13
LONGEST = 400  # characters of a table's cell
BoxF = tuple[float, float, float, float]
SIZES: dict[BlockKind, tuple[int, Weight]] = {
    BlockKind.TITLE: (20, "Semibold"),
    BlockKind.HEADING: (17, "Semibold"),
    BlockKind.CAPTION: (14, "Regular"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a picture."""

    paper: str
    ink: str
    rule: str
    head: str
    ground: str
    frame: str


LOOKS = {
    "light": Look("#FFFFFF", "#1D2A25", "#9AA8A1", "#EEF4F1", "#FFF3BF", "#C0392B"),
    "dark": Look("#171F1C", "#E8EEEB", "#5B6B64", "#22302A", "#57480F", "#FF8A7A"),
}


@dataclass(slots=True)
class Sheet:
    """What is to be drawn, in the order of the lists: grounds, lines, words, frames. All in pixels."""

    grounds: list[tuple[BoxF, str]] = field(default_factory=list)
    rules: list[BoxF] = field(default_factory=list)
    words: list[tuple[float, float, str, FreeTypeFont]] = field(default_factory=list)
    frames: list[BoxF] = field(default_factory=list)


def leaf_png(leaf: Leaf, marks: Marks | None, look: Literal["light", "dark"]) -> tuple[bytes, bytes]:
    """PNGs of a leaf, for a screen and for a phone's width; ``SCALE`` pixels a unit."""
    return _drawn(leaf, marks, LOOKS[look], WIDE * SCALE), _drawn(leaf, marks, LOOKS[look], NARROW * SCALE)


def _drawn(leaf: Leaf, marks: Marks | None, look: Look, width: int) -> bytes:
    sheet = Sheet()
    margin = MARGIN * SCALE
    y: float = margin
    for part in leaf:
        if part.rows:
            y = _table(sheet, part, marks, look, (margin, y + 6 * SCALE, width - margin)) + 10 * SCALE
        else:
            size, weight = SIZES.get(part.kind, (15, "Regular"))
            font = face(size * SCALE, weight)
            left = margin
            if part.kind is BlockKind.LIST_ITEM:
                sheet.words.append((margin + 4 * SCALE, y, "•", font))
                left += 20 * SCALE
            y = _text(sheet, part.text, part.start, font, (left, y, width - margin), marks, look) + 7 * SCALE
    top, bottom = 0, int(y + margin / 2)
    if bottom > TALLEST * SCALE:
        middle = int(sheet.frames[0][1]) if sheet.frames else 0
        top = max(0, min(middle - TALLEST * SCALE // 3, bottom - TALLEST * SCALE))
        bottom = top + TALLEST * SCALE
    image = _painted(sheet, look, width, top, bottom)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _painted(sheet: Sheet, look: Look, width: int, top: int, bottom: int) -> Image.Image:
    image = Image.new("RGB", (width, bottom - top), look.paper)
    draw = ImageDraw.Draw(image)
    for box, colour in sheet.grounds:
        draw.rectangle(_moved(box, top), fill=colour)
    for box in sheet.rules:
        draw.rectangle(_moved(box, top), outline=look.rule, width=SCALE)
    for x, y, words, font in sheet.words:
        if top - 99 * SCALE < y < bottom:
            draw.text((x, y - top), words, fill=look.ink, font=font)
    for box in sheet.frames:
        draw.rectangle(_moved(box, top), outline=look.frame, width=2 * SCALE)
    draw.rectangle((0, 0, width - 1, bottom - top - 1), outline=look.rule, width=SCALE)
    return image


def _moved(box: BoxF, top: int) -> BoxF:
    return box[0], box[1] - top, box[2], box[3] - top


def _text(
    sheet: Sheet, text: str, start: int, font: FreeTypeFont, room: tuple[float, float, float], marks: Marks | None, look: Look
) -> float:
    """Write ``text``, which begins at the offset ``start`` of the document, from (left, top) to the right edge of ``room``; the lower end."""
    left, y, right = room
    high = font.size * LEADING
    for a, b in lines(text, font, right - left):
        if marks is not None:
            for first, last, framed in ((marks.start, marks.end, False), (marks.value_start, marks.value_end, True)):
                at, to = max(first - start, a), min(last - start, b)
                if at < to:
                    box = (left + measured(font, text[a:at]), y, left + measured(font, text[a:to]), y + high)
                    if framed:
                        sheet.frames.append((box[0] - 3 * SCALE, box[1] - SCALE, box[2] + 3 * SCALE, box[3] + SCALE))
                    else:
                        sheet.grounds.append((box, look.ground))
        sheet.words.append((left, y, "".join(c if c.isprintable() else " " for c in text[a:b]), font))
        y += high
    return y


def _table(sheet: Sheet, part: Part, marks: Marks | None, look: Look, room: tuple[float, float, float]) -> float:
    """Draw a table's rows from (left, top) to the right edge of ``room``; the lower end."""
    left, top, right = room
    value = marks.value_start if marks is not None else -1
    plain, bold = face(CELL * SCALE), face(CELL * SCALE, "Semibold")
    rows = fitting([row for row in part.rows if row], bold, SCALE, right - left, value)
    across = widths(rows, bold, SCALE, right - left)
    edges = [left + sum(across[:j]) for j in range(len(across) + 1)]
    high = bold.size * LEADING
    drawn = [span for row in spans(rows) for span in row]

    def font_of(cell: Cell) -> FreeTypeFont:
        return bold if cell.header or holds(cell, value) else plain

    heights = [high + 8 * SCALE] * len(rows)
    for span in sorted(drawn, key=lambda s: s.down):
        room_of_it = edges[span.column + span.across] - edges[span.column] - 2 * PAD * SCALE
        needed = len(lines(_written(span.cell), font_of(span.cell), room_of_it)) * high + 8 * SCALE
        heights[span.row + span.down - 1] += max(0.0, needed - sum(heights[span.row : span.row + span.down]))
    tops = [top + sum(heights[:k]) for k in range(len(heights) + 1)]
    marked = next((k for k, row in enumerate(rows) if any(holds(cell, value) for cell in row)), -1)
    for span in drawn:
        box = (edges[span.column], tops[span.row], edges[span.column + span.across], tops[span.row + span.down])
        beside = span.row <= marked < span.row + span.down and span.cell is not GAP
        if beside or span.cell.header:
            sheet.grounds.append((box, look.ground if beside else look.head))
        sheet.rules.append((box[0], box[1], box[2] + SCALE - 1, box[3] + SCALE - 1))
        inner = marks if marks is not None and holds(span.cell, value) and marks.value_end < span.cell.end else None
        text, font = _written(span.cell), font_of(span.cell)
        _text(sheet, text, span.cell.start, font, (box[0] + PAD * SCALE, box[1] + 4 * SCALE, box[2] - PAD * SCALE), inner, look)
        if holds(span.cell, value):
            sheet.frames.append((box[0] + 1, box[1] + 1, box[2], box[3]))
    return tops[-1]


def _written(cell: Cell) -> str:
    """What stands in a cell: its text, cut where it is very long, with a sign where its figures are in doubt."""
    text = cell.text if len(cell.text) <= LONGEST else f"{cell.text[:LONGEST]} …"
    return f"{text} ?" if cell.uncertain else text
