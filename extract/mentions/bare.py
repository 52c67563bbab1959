"""Departments listed without "Sở": "9 sở: Ngoại vụ 97,82%; Tư pháp 96,40%", "các sở Y tế, Tài chính và Nội vụ"."""

from __future__ import annotations

import re

from extract import gazetteer
from extract.mentions.passage import Passage
from extract.mentions.subject import SubjectMention

_OPENS = re.compile(r"(?:(?<!\w)sở|đơn vị|cơ quan|ngành)(?!\w)[^:;.\d]{0,60}(?::|\sgồm(?: có)?(?=\s))\s*")
_SAID = re.compile(r"(?<!\w)sở\s+(?=\w)")
_ITEM = re.compile(r"(?:[:;,]|(?<!\w)và|gồm|\d[.)])\s*$")
_BEHIND = re.compile(
    r"\s*(?:[(,;:]|\d|$|\.|(?:và|lần lượt|đạt|cùng|đều|xếp|đứng|được|là|có|giữ|thuộc|chia|bị|lên|xuống|tăng|giảm|chỉ|hạng|thứ|vẫn|với|ở|cũng)(?!\w))"
)


def bare(passage: Passage, start: int, end: int) -> list[SubjectMention]:
    """Departments named in ``text[start:end]`` without their kind word behind "N sở:", "N đơn vị:" or a department named in full, in order."""
    text, key = passage.text, passage.key
    opened = [m.end() for m in (_OPENS.search(key, start, end), _SAID.search(key, start, end)) if m]
    if not opened:
        return []
    parts = passage.syllables(min(opened), end)
    found: list[SubjectMention] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        hit = (
            gazetteer.bare_agency_trie().longest(text, parts, i)
            if text[part.start].isupper() and _ITEM.search(key[max(start, part.start - 4) : part.start])
            else None
        )
        if hit is None or not _BEHIND.match(key, parts[hit[0] - 1].end, min(end, parts[hit[0] - 1].end + 12)):
            i += 1
            continue
        name = hit[1][0]
        found.append(SubjectMention(part.start, parts[hit[0] - 1].end, name.name, name.kind, True, None))
        i = hit[0]
    return found
