"""Appendices that a decision's articles name: "Phụ lục 1A (ngành dọc), 1B (sở, ban, ngành)" tells what stands under "Phụ lục 1B"."""

from __future__ import annotations

import re

from extract.text.clean import squeeze

_SENTENCE = re.compile(r"phụ lục[^.\n]{0,300}", re.I)
_NAMED = re.compile(r"(?<!\w)(\d{1,2}[A-Z]?|[IVX]{1,4}|[A-H])\s*\(([^()\n]{3,70})\)")
_HEAD = re.compile(r"\s*phụ lục\s+(?:số\s+)?(\d{1,2}[A-Z]?|[IVX]{1,4}|[A-H])\s*[.:]?\s*", re.I)


def appendices(text: str) -> dict[str, str]:
    """What the appendices of ``text`` are called, by number ("1B"), where a sentence that speaks of "Phụ lục" says so in brackets."""
    return {m[1].upper(): squeeze(m[2]) for s in _SENTENCE.finditer(text) for m in _NAMED.finditer(s.group())}


def appendix(line: str) -> str | None:
    """The number of the appendix that ``line``, being nothing else, heads; None for any other line."""
    match = _HEAD.fullmatch(line)
    return match[1].upper() if match else None
