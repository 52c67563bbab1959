"""The fast pass over a PDF's pages with PDFium: text lines with boxes, and what kind of reading each page needs."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extract.encodings.convert import by_font, guess, is_syllable
from extract.readers.pages import Line, Page, union

DPI = 300
_RULED = 6  # strokes that make a table of two cells
MAX_PIXELS = 40_000_000
_NUMBER = re.compile(r"(?<![\w/.,-])[-+]?\d{1,4}(?:[.,]\d{1,4})?%?(?![\w/])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STRANGE = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 90  # characters that tell how a page is turned
_ODD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Glance:
    """A page at first sight: its lines, whether its text is no text (``scanned``), whether it may hold a table (``tabular``).

    ``turn`` is by how many degrees (0, 90, 180, 270) the page must be turned clockwise for its text to stand upright.
    """

    page: Page
    scanned: bool
    tabular: bool
    turn: int = 0
    ruled: bool = False  # it has lines and a number: it may end the table of the page before


def glance(source: pypdfium2.PdfDocument, number: int) -> Glance:
    """Look at page ``number`` (1-based)."""
    sheet = source[number - 1]
    text = sheet.get_textpage()
    try:
        width, height = sheet.get_size()
        raw = text.get_text_range()
        lines = _lines(text, raw, sheet)
        page = Page(number, width, height, lines)
        if worthless(raw):
            pictures = any(True for _ in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
            return Glance(page, pictures or len(raw.strip()) > 20, False)
        if turn := _turn(text, raw, sheet.get_rotation()):
            return Glance(page, False, True, turn)
        numbers = len(_NUMBER.findall(raw))
        ruled = numbers > 0 and _count_paths(sheet) >= _RULED
        dense = numbers >= 10 and numbers >= 0.1 * len(raw.split())
        legacy = guess([raw]) is not None or _legacy_font(text, raw)
        return Glance(page, False, (ruled and numbers >= 4) or dense or legacy, ruled=ruled)
    finally:
        text.close()
        sheet.close()


def worthless(raw: str) -> bool:
    """Whether a page's text layer is empty or no language: wrong encoding, bad recognition."""
    text = raw.strip()
    if len(text) < 20:
        return True
    if len(_ODD.findall(text)) > 0.05 * len(text):
        return True
    words = _WORD.findall(text)
    if len(words) < 20 or guess([text]) is not None:
        return False
    return sum(map(is_syllable, words)) < 0.4 * len(words) and sum(w.isascii() for w in words) < 0.9 * len(words)


def render(source: pypdfium2.PdfDocument, number: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Page ``number`` as a picture: height × width × 3, red, green, blue, at ``DPI`` unless that is too large."""
    sheet = source[number - 1]
    width, height = sheet.get_size()
    scale = min(DPI / 72, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    try:
        picture: np.ndarray[Any, np.dtype[np.uint8]] = sheet.render(scale=scale, rev_byteorder=True).to_numpy()
        return np.ascontiguousarray(picture[:, :, :3])
    finally:
        sheet.close()


def _turn(text: Any, raw: str, rotation: int) -> int:
    """The quarter turn that most letters need on a page that is shown turned by ``rotation`` degrees."""
    count = min(len(raw), text.count_chars())
    seen = (i for i in range(0, count, max(1, count // _SAMPLE)) if raw[i].isalnum())
    angles = [pdfium.FPDFText_GetCharAngle(text.raw, i) for i in seen]
    quarters = [-(round(math.degrees(angle) / 90) * 90 + rotation) % 360 for angle in angles if angle >= 0]
    common = max(set(quarters), key=quarters.count, default=0)
    return common if quarters.count(common) > 0.7 * len(quarters) else 0


def _count_paths(sheet: Any) -> int:
    count = 0
    for thing in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        count += max(1, pdfium.FPDFPath_CountSegments(thing.raw) // 2)
        if count >= _RULED:
            break
    return count


def _lines(text: Any, raw: str, sheet: Any) -> list[Line]:
    """The lines of a page; each box is the union of some of its characters' boxes."""
    height = sheet.get_height()
    rotated = sheet.get_rotation() != 0
    lines: list[Line] = []
    start = 0
    counted = text.count_chars()
    for part in re.split("(\r\n|\n|\r)", raw):
        end = start + len(part)
        if part.strip() and end <= counted:
            first, last = start + len(part) - len(part.lstrip()), start + len(part.rstrip()) - 1
            picked = sorted({first, last, *range(first, last, max(1, (last - first) // 6))})
            boxes = [(b[0], height - b[3], b[2], height - b[1]) for b in (text.get_charbox(i) for i in picked)]
            box = (0.0, float(len(lines)), 1.0, float(len(lines)) + 1) if rotated else union(boxes)
            lines.append(Line(part.replace("\ufffe", "").strip(), box))
        start = end
    return lines


def _legacy_font(text: Any, raw: str) -> bool:
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    strange = [match.start() for match in _STRANGE.finditer(raw)]
    for i in strange[:: max(1, len(strange) // 12)]:
        length = pdfium.FPDFText_GetFontInfo(text.raw, i, buffer, 256, flags)
        if 0 < length <= 256 and by_font(buffer.value.decode("utf-8", "replace")):
            return True
    return False
