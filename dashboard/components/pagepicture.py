"""A page of a PDF or a picture as an image, with the box of a value drawn on it."""

from __future__ import annotations

import io
import zipfile

import pypdfium2 as pdfium
import streamlit as st
from PIL import Image, ImageDraw

from dashboard.components.store import archive

DPI = 110
POINTS = 72


@st.cache_data(max_entries=32, show_spinner=False)
def page_picture(sha256: str, member: str, page: int, box: tuple[float, float, float, float]) -> bytes | None:
    """PNG of a page with ``box`` (points from the upper left) framed; None for formats without pages.

    Raises:
        StoreError: the archive lacks the capture.
    """
    data = archive().get(sha256)
    if member:
        data = _member(data, member) or b""
    image = _render(data, page)
    if image is None:
        return None
    scale = DPI / POINTS
    left, top, right, bottom = (v * scale for v in box)
    draw = ImageDraw.Draw(image)
    draw.rectangle((left - 4, top - 4, right + 4, bottom + 4), outline="#b3261e", width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _render(data: bytes, page: int) -> Image.Image | None:
    if data.startswith(b"%PDF"):
        document = pdfium.PdfDocument(data)
        try:
            picture: Image.Image = document[page - 1].render(scale=DPI / POINTS).to_pil().convert("RGB")
            return picture
        finally:
            document.close()
    return None


def _member(data: bytes, member: str) -> bytes | None:
    if not data.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(member) if member in file.namelist() else None
