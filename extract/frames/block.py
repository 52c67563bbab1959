"""Named blocks of departments inside which ranks hold: "khối ngành dọc", "cơ quan Trung ương", "đơn vị sự nghiệp".

A block is set as ``among`` while reading, and taken back at the end where the text ranks only one block of departments.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.lexicon import vocabulary
from extract.observation import Kind, Observation
from extract.text.clean import fold, tone_key

_RANKED = ("rank", "rank_of", "rank_change")


@cache
def _blocks() -> re.Pattern[str]:
    names = "|".join(re.escape(tone_key(n)) for n in sorted(vocabulary("cues")["blocks"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


_NAMED = re.compile(  # a block by whatever name: "Khối các cơ quan tham mưu (9 đơn vị)"
    r"(?<!\w)khối\s+(?:các\s+)?(?P<name>(?:sở|cơ quan|đơn vị|ngành|ban|hội|đoàn thể|doanh nghiệp|tham mưu)(?!\w)[^():;.,\d\n]{0,50}?(?:, [^():;.,\d\n]{2,30}?){0,2})"
    r"(?=\s*[(:]|\s+(?:có|gồm|đạt|được|là|với|do)\s)"
)
_CUE = re.compile(r"(?:khối|nhóm|phụ lục[^;.\n]{0,14}\()\s*(?:các\s+)?$")
_CUES = ("khối", "nhóm", "phụ lục")
_OTHER = re.compile(r"(?:khối|nhóm)\s+(?:các\s+)?(?:ubnd|huyện|quận|thị|thành phố|địa phương|cấp huyện|xã|phường|cấp xã)")


def block_of(text: str, heading: bool = False) -> tuple[bool, str | None]:
    """Whether ``text`` opens a block, and its name as written, without "khối"; (True, None) where a block of districts opens.

    In a ``heading`` or a list's lead the name may stand alone; in running text it needs "khối" or "nhóm" before it.
    """
    key = tone_key(text)
    if not heading and not any(cue in key for cue in _CUES):
        return False, None
    found: list[tuple[int, str | None]] = [(m.start(), None) for m in _OTHER.finditer(key)]
    for match in _blocks().finditer(key):
        if _CUE.search(key[max(0, match.start() - 30) : match.start()]) or heading:
            found.append((match.start(), text[match.start() : match.end()]))
    if not found:
        found = [(m.start("name"), text[m.start("name") : m.end("name")]) for m in _NAMED.finditer(key)]
    return (True, max(found, key=lambda f: f[0])[1]) if found else (False, None)


def settle_blocks(observations: list[Observation], text: str) -> list[Observation]:
    """``observations`` with blocks of departments kept only where ``text`` ranks several of them; written in one case."""
    blocks = {fold(o.among) for o in observations if o.subject_kind is Kind.DEPARTMENT and o.among and o.measure in _RANKED}
    if len(blocks) == 1:
        key = tone_key(text)
        blocks |= {fold(m.group()) for m in _blocks().finditer(key) if _CUE.search(key[max(0, m.start() - 30) : m.start()])}
    made = []
    for o in observations:
        if o.among and o.subject_kind is Kind.DEPARTMENT:
            name = o.among if o.among.isupper() else o.among[0].lower() + o.among[1:]
            o = replace(o, among=name if len(blocks) > 1 else None)
        made.append(o)
    return made
