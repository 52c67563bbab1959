"""PDF: a fast text pass over all pages; the costly table reading only where results can stand; recognition where text is worthless."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2

from extract.document import Document, Status
from extract.errors import LimitError, UnreadableError
from extract.mentions.published import find_published
from extract.ocr.page import NotInstalledError, read_picture
from extract.readers.container import ZIP_MAGIC
from extract.readers.pages import Page, assemble
from extract.readers.pdf.prepass import Glance, glance, render
from extract.readers.pdf.tables import read_tables

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3000
MAX_SCANNED = 150  # pages that are recognised; more is a book


def accepts(head: bytes, name: str) -> float:
    """Bids for the PDF signature within the first kilobyte, where the standard wants it; in a ZIP it is that of an unpacked member."""
    return 0.97 if b"%PDF-" in head[:1024] and not head.startswith(ZIP_MAGIC) else 0.0


def read(data: bytes, name: str) -> Document:
    """The document of a PDF.

    Raises:
        UnreadableError: broken, or protected by a password.
        LimitError: more than ``MAX_PAGES`` pages.
    """
    with _open(data, name) as source:
        count = len(source)
        if count > MAX_PAGES:
            raise LimitError(f"{name}: PDF có {count} trang, quá nhiều", f"{name}: the PDF has {count} pages, too many")
        glances: list[Glance] = []
        for number in range(1, count + 1):
            seen = glance(source, number)
            ends = seen.ruled and not seen.tabular and glances and glances[-1].tabular
            glances.append(replace(seen, tabular=True) if ends else seen)
        pages = {g.page.number: g.page for g in glances if not g.scanned and not g.tabular}
        scanned = [g for g in glances if g.scanned]
        signals = []
        status = Status.READ
        try:
            for g in scanned[:MAX_SCANNED]:
                pages[g.page.number] = _recognise(source, g)
        except NotInstalledError as error:
            status = Status.NEEDS_OCR
            signals.append(UnreadableError(f"{name}: {error.vi}", f"{name}: {error.en}"))
        if len(scanned) > MAX_SCANNED:
            signals.append(
                LimitError(f"{name}: chỉ đọc {MAX_SCANNED} trang ảnh", f"{name}: only {MAX_SCANNED} scanned pages read")
            )
        turns = {g.page.number: g.turn for g in glances if g.turn}
        upright = _upright(source, turns) if turns else data
    pages |= read_tables(upright, [g.page.number for g in glances if g.tabular])
    for number, turn in turns.items():
        pages[number].turn = turn
    out, title = assemble([pages[number] for number in sorted(pages)])
    return Document(
        name,
        MEDIA_TYPE,
        out.text,
        tuple(out.blocks),
        title,
        find_published(out.text[:20_000]),
        pages=count,
        status=status,
        signals=tuple(signals),
        reader="scan" if scanned and len(scanned) * 2 >= count else "pdf",
    )


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableError(f"{name}: PDF có mật khẩu", f"{name}: the PDF is protected by a password") from error
        raise UnreadableError(f"{name}: PDF bị hỏng hoặc bị cắt cụt", f"{name}: the PDF is broken or cut off") from error


def _upright(source: pypdfium2.PdfDocument, turns: dict[int, int]) -> bytes:
    """The PDF with the pages of ``turns`` turned clockwise by so many degrees."""
    for number, turn in turns.items():
        sheet = source[number - 1]
        sheet.set_rotation((sheet.get_rotation() + turn) % 360)
        sheet.close()
    out = io.BytesIO()
    source.save(out)
    return out.getvalue()


def _recognise(source: pypdfium2.PdfDocument, seen: Glance) -> Page:
    return read_picture(render(source, seen.page.number), seen.page.number, seen.page.width, seen.page.height)
