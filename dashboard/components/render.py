"""Draws a page with a box on it. Runs in a sandbox's process: bytes in, PNG out, no store and no Streamlit."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageOps, ImageSequence

Box = tuple[float, float, float, float]
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM", b"RIFF")
MAX_PIXELS = 80_000_000
DPI, POINTS = 110, 72
WIDEST = 1600  # pixels of the image that is sent
FRAME = "#C0392B"


def page_png(data: bytes, member: str, page: int, box: Box | None) -> bytes | None:
    """PNG of page ``page`` (1-based) of a PDF or a picture, or of the archive's ``member`` that is one; None for other formats."""
    if member:
        from extract.readers.archive import members  # noqa: PLC0415 - a page of its own needs no archives, and a new process starts sooner

        path, held = next(((p, d) for p, d in members(data) if member == p or member.startswith(f"{p}/")), ("", b""))
        return page_png(held, member[len(path) + 1 :], page, box) if path else None
    drawn = _pdf(data, page) if data.startswith(b"%PDF") else _picture(data, page) if data.startswith(PICTURES) else None
    if drawn is None:
        return None
    image, scale = drawn
    if box is not None:
        left, top, right, bottom = (v * scale for v in box)
        ImageDraw.Draw(image).rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=FRAME, width=3)
    image.thumbnail((WIDEST, WIDEST * 2))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _pdf(data: bytes, page: int) -> tuple[Image.Image, float] | None:
    document = pdfium.PdfDocument(data)
    try:
        if not 1 <= page <= len(document):
            return None
        wide = max(document[page - 1].get_size())
        scale = min(DPI / POINTS, 3000 / wide)
        return document[page - 1].render(scale=scale).to_pil().convert("RGB"), scale
    finally:
        document.close()


def _picture(data: bytes, page: int) -> tuple[Image.Image, float] | None:
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
            return plain, 1.0
    return None
