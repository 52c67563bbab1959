"""Departments listed without "Sở": "9 sở: Ngoại vụ 97,82%; Tư pháp 96,40%"."""

from __future__ import annotations

import re

from extract import gazetteer
from extract.gazetteer import syllables
from extract.mentions.subject import SubjectMention
from extract.text.clean import tone_key

_OPENS = re.compile(r"(?:(?<!\w)sở|đơn vị|cơ quan|ngành)(?!\w)[^:;.\d]{0,60}:\s*")
_ITEM = re.compile(r"(?:[:;,]|(?<!\w)và|\d[.)])\s*$")
_BEHIND = re.compile(r"\s*(?:[(,;:]|và(?!\w)|\d|lần lượt|đạt|$|\.)")


def find_bare(text: str) -> list[SubjectMention]:
    """Departments named without their kind word behind "N sở:" or "N đơn vị:", in order."""
    key = tone_key(text)
    opened = _OPENS.search(key)
    if opened is None:
        return []
    parts = [p for p in syllables(text) if p.start >= opened.end()]
    found: list[SubjectMention] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        hit = (
            gazetteer.bare_agency_trie().longest(text, parts, i)
            if text[part.start].isupper() and _ITEM.search(key[max(0, part.start - 4) : part.start])
            else None
        )
        if hit is None or not _BEHIND.match(key[parts[hit[0] - 1].end :][:12]):
            i += 1
            continue
        name = hit[1][0]
        found.append(SubjectMention(part.start, parts[hit[0] - 1].end, name.name, name.kind, True, None))
        i = hit[0]
    return found
