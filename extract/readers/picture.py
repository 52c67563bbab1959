"""Pictures: PNG, JPEG, TIFF (several pages), WEBP, GIF, BMP. One pixel counts as one point."""

from __future__ import annotations

import io
import warnings

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from extract.document import Document, Status
from extract.errors import LimitError, UnreadableError
from extract.mentions.published import find_published
from extract.ocr.page import NotInstalledError, read_picture
from extract.readers.pages import Page, assemble

MAX_PIXELS = 80_000_000
MAX_FRAMES = 50
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")


def accepts(head: bytes, name: str) -> float:
    """Bids for the signatures of picture formats."""
    return 0.95 if head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") else 0.0


def read(data: bytes, name: str) -> Document:
    """The document of a picture of text.

    Raises:
        UnreadableError: broken.
        LimitError: more than ``MAX_PIXELS`` pixels.
    """
    pages: list[Page] = []
    signals: list[UnreadableError] = []
    status = Status.READ
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            source = Image.open(io.BytesIO(data))
        if source.width * source.height > MAX_PIXELS:
            size = f"{source.width} x {source.height}"
            raise LimitError(f"{name}: ảnh quá lớn ({size})", f"{name}: the picture is too large ({size})")
        media_type = Image.MIME.get(source.format or "", "image/unknown")
        for number, frame in enumerate(ImageSequence.Iterator(source), 1):
            if number > MAX_FRAMES:
                signals.append(LimitError(f"{name}: chỉ đọc {MAX_FRAMES} trang", f"{name}: only {MAX_FRAMES} pages read"))
                break
            turned = ImageOps.exif_transpose(frame) or frame
            plain = Image.new("RGB", turned.size, "white")
            layered = turned.convert("RGBA")
            plain.paste(layered, mask=layered.getchannel("A"))
            pages.append(read_picture(np.asarray(plain), number, plain.width, plain.height, enlarge=True))
    except NotInstalledError as error:
        status = Status.NEEDS_OCR
        signals.append(UnreadableError(f"{name}: {error.vi}", f"{name}: {error.en}"))
    except Image.DecompressionBombError as error:
        raise LimitError(f"{name}: ảnh quá lớn", f"{name}: the picture is too large") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableError(f"{name}: ảnh bị hỏng ({error})", f"{name}: the picture is broken ({error})") from error
    out, title = assemble(pages)
    return Document(
        name,
        media_type,
        out.text,
        tuple(out.blocks),
        title,
        find_published(out.text),
        pages=max(1, len(pages)),
        status=status,
        signals=tuple(signals),
        reader="picture",
    )
