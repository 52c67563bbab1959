"""A quote with its value framed, for places where several stand side by side. Nothing of a document is ever HTML."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

AROUND = 140  # characters of the quote shown on either side of the value
FRAME = "outline:2px solid #C0392B;outline-offset:1px;border-radius:2px;padding:0 2px"


def quote(seen: Mapping[Any, Any]) -> str:
    """HTML of an observation's quote (quote, start, value_start, value_end, raw): cut around the value, the value framed."""
    text, start, end = str(seen["quote"]), seen["value_start"] - seen["start"], seen["value_end"] - seen["start"]
    inside = 0 <= start < end <= len(text)
    before, value, after = (text[:start], text[start:end], text[end:]) if inside else ("", str(seen["raw"]), f" … {text}")
    head = ("… " if len(before) > AROUND else "") + before[-AROUND:]
    tail = after[:AROUND] + (" …" if len(after) > AROUND else "")
    big = f"<div style='font-size:1.35rem;font-weight:650;line-height:1.3'>{escape(str(seen['raw']))}</div>"
    said = f"{escape(head)}<strong style='{FRAME}'>{escape(value)}</strong>{escape(tail)}"
    return f"{big}<blockquote lang='vi' style='margin:.2rem 0 0;overflow-wrap:anywhere;line-height:1.55'>{said}</blockquote>"
