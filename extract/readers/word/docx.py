"""DOCX: paragraphs, lists, tables with merged and nested cells, headers and text boxes, in reading order."""

from __future__ import annotations

import io
import re
from typing import Any

import docx

from extract.document import Document
from extract.encodings.convert import by_font, decode, mend
from extract.readers.layout import Grid
from extract.readers.word.flow import Flow

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|tiêu đề|đề mục)\s*(\d)", re.I)
DEEPEST = 20  # tables in tables


def read_docx(data: bytes, name: str) -> Document:
    """The document of a DOCX file."""
    source = docx.Document(io.BytesIO(data))
    walk = _Walk(source)
    walk.headers(source)
    walk.container(source.element.body, 0)
    return walk.flow.document(name, MEDIA_TYPE, "docx")


class _Walk:
    def __init__(self, source: Any) -> None:
        self.flow = Flow()
        self.styles = {s.style_id: s for s in source.styles}
        self.fonts: dict[str, str] = {}
        normal = next((s for s in source.styles if s.style_id == "Normal"), None)
        self.font = (normal.font.name if normal is not None else None) or ""

    def headers(self, source: Any) -> None:
        seen = set()
        for section in source.sections:
            if not section.header.is_linked_to_previous:
                for paragraph in section.header.paragraphs:
                    text = self.text(paragraph._p)
                    if text.strip() and text not in seen:
                        seen.add(text)
                        self.flow.paragraph(text)

    def container(self, element: Any, depth: int) -> None:
        """Blocks of a body, a cell, a text box or a content control, in order."""
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self.table(child, depth)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag"):
                self.container(child, depth)

    def paragraph(self, p: Any, depth: int) -> None:
        style = p.find(f"{W}pPr/{W}pStyle")
        named = self.styles.get(style.get(f"{W}val")) if style is not None else None
        title = named.name if named is not None and named.name else ""
        match = _HEADING.match(title)
        level = 1 if title in ("Title", "Tiêu đề") else int(match[1]) + 1 if match else 0
        item = p.find(f"{W}pPr/{W}numPr") is not None or title.startswith("List")
        self.flow.paragraph(self.text(p), level, item)
        if depth < DEEPEST:
            for box in _inside(p, f"{W}txbxContent"):
                self.container(box, depth + 1)

    def text(self, p: Any) -> str:
        """A paragraph's text as shown: legacy fonts converted run by run, deleted text left out."""
        known = False
        parts: list[str] = []
        style = p.find(f"{W}pPr/{W}pStyle")
        default = self.style_font(style.get(f"{W}val")) if style is not None else self.font
        for run in _inside(p, f"{W}r"):
            text = "".join(_characters(run))
            fonts = run.find(f"{W}rPr/{W}rFonts")
            font = (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") if fonts is not None else None) or default
            encoding = by_font(font) if not text.isascii() else None
            known = known or encoding is not None
            parts.append(decode(text, encoding) if encoding else text)
        made = "".join(parts)
        return made if known else mend(made)

    def style_font(self, style_id: str) -> str:
        """The font that a style names, or the document's."""
        if style_id not in self.fonts:
            style, font = self.styles.get(style_id), None
            for _ in range(10):
                if style is None or font:
                    break
                font = getattr(style, "font", None) and style.font.name
                style = getattr(style, "base_style", None)
            self.fonts[style_id] = font or self.font
        return self.fonts[style_id]

    def table(self, table: Any, depth: int) -> None:
        if depth < DEEPEST and table.find(f".//{W}tbl") is not None:
            for cell in _cells_in_order(table):  # a table around tables lays out the page
                self.container(cell, depth + 1)
            return
        grid = Grid()
        above: dict[int, tuple[str, int]] = {}
        for r, row in enumerate(_rows(table)):
            skip = row.find(f"{W}trPr/{W}gridBefore")
            c = int(skip.get(f"{W}val", 0)) if skip is not None else 0
            for cell in _cells(row):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                right = max(1, min(int(span.get(f"{W}val", 1)), 200)) if span is not None else 1
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val", "continue") == "continue" and c in above:
                    text = above[c][0]
                else:
                    text = "\n".join(self.text(p) for p in cell.iter(f"{W}p"))
                above[c] = (text, right)
                grid.put(r, c, text, 1, right)
                c += right
        self.flow.table(grid.rows())


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _cells_in_order(table: Any) -> list[Any]:
    return [cell for row in _rows(table) for cell in _cells(row)]


def _inside(p: Any, tag: str) -> list[Any]:
    """Descendants with ``tag`` that belong to this very paragraph: not those in its text boxes, fallbacks or deletions."""
    found: list[Any] = []
    stack = list(reversed(p))
    while stack:
        node = stack.pop()
        if node.tag == tag:
            found.append(node)
            if tag != f"{W}r":
                continue
        if node.tag not in (_FALLBACK, f"{W}del", f"{W}moveFrom") and not (tag == f"{W}r" and node.tag == f"{W}txbxContent"):
            stack.extend(reversed(node))
    return found


def _characters(run: Any) -> list[str]:
    out = []
    for child in run:
        if child.tag == f"{W}t":
            out.append(child.text or "")
        elif child.tag in (f"{W}br", f"{W}cr"):
            out.append("\n")
        elif child.tag == f"{W}tab":
            out.append(" ")
        elif child.tag == f"{W}noBreakHyphen":
            out.append("-")
        elif child.tag == f"{W}softHyphen":
            out.append("\u00ad")  # TCVN3 has ư there
    return out
