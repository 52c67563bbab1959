"""A leaf of a document as text that can be read and copied: headings, paragraphs, lists and tables, with a quote and its value marked.

Nothing of the document is ever HTML: only the elements are ours, every word of it is escaped.
"""

from __future__ import annotations

from html import escape

from dashboard.components.grid import grid
from dashboard.components.leaves import Leaf, Marks, Part
from extract.document import BlockKind

VALUE = "outline:2px solid #C0392B;outline-offset:1px;padding:0 2px;border-radius:2px"
LOOKS = {
    BlockKind.TITLE: "font-size:1.3rem;font-weight:650;line-height:1.35;margin:.2rem 0 .6rem",
    BlockKind.HEADING: "font-size:1.08rem;font-weight:650;margin:.8rem 0 .3rem",
    BlockKind.LIST_ITEM: "margin:.15rem 0 .15rem 1.3rem;display:list-item",
    BlockKind.CAPTION: "font-style:italic;margin:.3rem 0",
}
PARAGRAPH = "margin:.35rem 0"


def flow(leaf: Leaf, marks: Marks | None = None) -> str:
    """HTML of a leaf."""
    body = "".join(_part(part, marks) for part in leaf)
    return f"<div lang='vi' style='line-height:1.6;overflow-wrap:anywhere'>{body}</div>"


def _part(part: Part, marks: Marks | None) -> str:
    if part.rows:
        return grid(part.rows, marks.value_start if marks is not None else -1)
    style = LOOKS.get(part.kind, PARAGRAPH)
    return f"<div style='{style};white-space:pre-wrap'>{_marked(part, marks)}</div>"


def _marked(part: Part, marks: Marks | None) -> str:
    """The part's text escaped, with what of the quote and the value lies in it marked."""
    text = part.text
    if marks is None or marks.end <= part.start or marks.start >= part.end:
        return escape(text)
    cuts = [min(max(at - part.start, 0), len(text)) for at in (marks.start, marks.value_start, marks.value_end, marks.end)]
    a, b, c, d = cuts[0], max(cuts[0], min(cuts[1], cuts[3])), max(cuts[0], min(cuts[2], cuts[3])), cuts[3]
    value = f"<strong style='{VALUE}'>{escape(text[b:c])}</strong>" if c > b else ""
    return f"{escape(text[:a])}<mark>{escape(text[a:b])}{value}{escape(text[c:d])}</mark>{escape(text[d:])}"
