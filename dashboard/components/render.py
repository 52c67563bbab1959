"""Draws a page with a box on it. Runs in a sandbox's process: bytes in, PNG out, no store and no Streamlit."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageOps, ImageSequence

from dashboard.components.sought import Box, Sought, boxes

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM", b"RIFF")
MAX_PIXELS = 80_000_000
DPI, POINTS = 110, 72
WIDEST = 1600  # pixels of the image that is sent
CLOSE = 0.62  # of a page's width, around the frame
FRAME = "#C0392B"


def page_png(data: bytes, member: str, page: int, box: Box | None, sought: Sought | None = None) -> tuple[bytes, bytes] | None:
    """PNGs of page ``page`` (1-based) of a PDF or a picture, or of the archive's ``member`` that is one; None for other formats.

    Framed is the value that is ``sought`` in the text of a PDF, else ``box``. The second PNG is cut around the frame, for a phone's width.
    """
    if member:
        from extract.readers.archive import members  # noqa: PLC0415 - a page of its own needs no archives, and a new process starts sooner

        path, held = next(((p, d) for p, d in members(data) if member == p or member.startswith(f"{p}/")), ("", b""))
        return page_png(held, member[len(path) + 1 :], page, box, sought) if path else None
    drawn = _pdf(data, page, sought) if data.startswith(b"%PDF") else _picture(data, page) if data.startswith(PICTURES) else None
    if drawn is None:
        return None
    image, scale, found = drawn
    frames = [tuple(v * scale for v in frame) for frame in found or ([box] if box else [])]
    for left, top, right, bottom in frames:
        ImageDraw.Draw(image).rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=FRAME, width=3)
    near = _around(image, frames[0]) if frames else image
    return _saved(image), _saved(near)


def _around(image: Image.Image, frame: tuple[float, ...]) -> Image.Image:
    """The part of a page around a frame, as a phone can show it."""
    wide, high = int(image.width * CLOSE), int(image.width * CLOSE * 0.8)
    left = min(max(0, int((frame[0] + frame[2] - wide) / 2)), image.width - wide)
    top = min(max(0, int((frame[1] + frame[3] - high) / 2)), max(0, image.height - high))
    return image.crop((left, top, left + wide, min(image.height, top + high)))


def _saved(image: Image.Image) -> bytes:
    image = image.copy()
    image.thumbnail((WIDEST, WIDEST * 2))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _pdf(data: bytes, page: int, sought: Sought | None) -> tuple[Image.Image, float, list[Box]] | None:
    document = pdfium.PdfDocument(data)
    try:
        if not 1 <= page <= len(document):
            return None
        sheet = document[page - 1]
        scale = min(DPI / POINTS, 3000 / max(sheet.get_size()))
        found = boxes(sheet, sought) if sought is not None else []
        return sheet.render(scale=scale).to_pil().convert("RGB"), scale, found
    finally:
        document.close()


def _picture(data: bytes, page: int) -> tuple[Image.Image, float, list[Box]] | None:
    """As the reader of pictures sees it: turned upright, on white, one pixel a point."""
    source = Image.open(io.BytesIO(data))
    if source.width * source.height > MAX_PIXELS:
        return None
    for number, frame in enumerate(ImageSequence.Iterator(source), 1):
        if number == page:
            turned = ImageOps.exif_transpose(frame) or frame
            plain = Image.new("RGB", turned.size, "white")
            layered = turned.convert("RGBA")
            plain.paste(layered, mask=layered.getchannel("A"))
            return plain, 1.0, []
    return None
