"""A document's blocks as a page that can be read: headings, paragraphs, lists and tables, with a quote and its value marked.

Nothing of the document is ever HTML: only the elements are ours, every word of it is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dashboard.components.grid import grid
from extract.document import Block, BlockKind, Document

AROUND = 1600  # characters of the document shown on either side of a quote
WHOLE = 20_000  # characters shown of a document without a quote
VALUE = "outline:2px solid #C0392B;outline-offset:1px;padding:0 2px;border-radius:2px"
LOOKS = {
    BlockKind.TITLE: "font-size:1.3rem;font-weight:650;line-height:1.35;margin:.2rem 0 .6rem",
    BlockKind.HEADING: "font-size:1.08rem;font-weight:650;margin:.8rem 0 .3rem",
    BlockKind.LIST_ITEM: "margin:.15rem 0 .15rem 1.3rem;display:list-item",
    BlockKind.CAPTION: "font-style:italic;margin:.3rem 0",
}
PARAGRAPH = "margin:.35rem 0"


@dataclass(frozen=True, slots=True)
class Marks:
    """A quote and the value in it, as offsets in the document's text."""

    start: int
    end: int
    value_start: int
    value_end: int


def flow(document: Document, marks: Marks | None = None) -> str:
    """HTML of the document around ``marks``, or of its beginning; menus and other surroundings are left out unless the quote is in them."""
    if marks is None:
        first, last = 0, WHOLE
    else:
        first, last = marks.start - AROUND, marks.end + AROUND
    parts = [_block(document, block, marks, first, last) for block in document.blocks if block.end > first and block.start < last]
    body = (
        "".join(parts)
        or f"<p style='{PARAGRAPH};white-space:pre-wrap'>{_marked(document.text, max(0, first), min(len(document.text), last), marks)}</p>"
    )
    before = "<p style='margin:0'>…</p>" if first > 0 else ""
    after = "<p style='margin:0'>…</p>" if last < len(document.text) else ""
    return f"<div lang='vi' style='line-height:1.6;overflow-wrap:anywhere'>{before}{body}{after}</div>"


def _block(document: Document, block: Block, marks: Marks | None, first: int, last: int) -> str:
    touched = marks is not None and block.start < marks.end and block.end > marks.start
    if block.kind is BlockKind.NOISE and not touched:
        return ""
    if block.table is not None:
        return grid(block.table, marks.value_start if marks is not None and touched else -1)
    start, end = max(block.start, first), min(block.end, last)
    style = LOOKS.get(block.kind, PARAGRAPH)
    return f"<div style='{style};white-space:pre-wrap'>{_marked(document.text, start, end, marks)}</div>"


def _marked(text: str, start: int, end: int, marks: Marks | None) -> str:
    """``text[start:end]`` escaped, with what of the quote and the value lies in it marked."""
    if marks is None or marks.end <= start or marks.start >= end:
        return escape(text[start:end])
    cuts = [min(max(at, start), end) for at in (marks.start, marks.value_start, marks.value_end, marks.end)]
    a, b, c, d = cuts[0], max(cuts[0], min(cuts[1], cuts[3])), max(cuts[0], min(cuts[2], cuts[3])), cuts[3]
    value = f"<strong style='{VALUE}'>{escape(text[b:c])}</strong>" if c > b else ""
    return f"{escape(text[start:a])}<mark>{escape(text[a:b])}{value}{escape(text[c:d])}</mark>{escape(text[d:end])}"
