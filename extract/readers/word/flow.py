"""From a stream of paragraphs and tables to a document: what is a title, a heading, a list item."""

from __future__ import annotations

import re

from extract.document import BlockKind, Document, Place, TextBuilder
from extract.mentions.published import find_published
from extract.readers.layout import write_rows
from extract.text.clean import nfc, squeeze

_ITEM = re.compile(r"(?:[-+*•·–‣▪○]\s|\(?[a-zđ]\)\s|\(\d{1,2}\)\s)")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s|[IVX]{1,5}[.)]\s|[A-H][.)]\s|Điều \d|Phụ lục|PHỤ LỤC)")
_LONGEST_HEADING = 160


class Flow:
    """Collects a document's paragraphs and tables in reading order; a word processor's file is one page, its true ones being unknown."""

    def __init__(self) -> None:
        self.out = TextBuilder()
        self.title = ""

    def paragraph(self, text: str, level: int = 0, item: bool = False, place: Place | None = None) -> None:
        """Append a paragraph; ``level`` is that of a heading style (1 is the title), ``item`` says that a list style numbers it."""
        for line in nfc(text).split("\n"):
            body = squeeze(line)
            if body:
                kind, depth = self._kind(body, level, item)
                self.out.block(kind, body, depth, place or Place(page=1))
                if kind is BlockKind.TITLE:
                    self.title = body

    def table(self, rows: list[list[str]]) -> None:
        """Append a table's grid, or its texts where it only lays out the page."""
        write_rows(self.out, rows, Place(page=1))

    def document(self, name: str, media_type: str, reader: str) -> Document:
        """The document of everything that was appended."""
        text = self.out.text
        return Document(name, media_type, text, tuple(self.out.blocks), self.title, find_published(text), pages=1, reader=reader)

    def _kind(self, text: str, level: int, item: bool) -> tuple[BlockKind, int]:
        if level:
            return (BlockKind.TITLE, 1) if level == 1 and not self.title else (BlockKind.HEADING, max(2, level))
        short = len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ","))
        if short and (_NUMBERED.match(text) or (text.isupper() and len(text) > 8)):
            return BlockKind.HEADING, 2
        return (BlockKind.LIST_ITEM, 1) if item or _ITEM.match(text) else (BlockKind.PARAGRAPH, 0)
