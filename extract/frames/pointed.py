"""Words that point back to names: "ba địa phương này", "hai sở trên", "huyện đảo". They become mentions of whom they point to.

So lists pair with them and brackets follow them as with the names themselves. Whoever was named last and is of the kind that the noun
says is meant; a number says how many.
"""

from __future__ import annotations

import re

from extract.lexicon import vocabulary
from extract.mentions.mention import Mention, Sort
from extract.mentions.number import parse_ordinal
from extract.mentions.subject import SubjectMention
from extract.observation import Kind

NOUNS: dict[str, tuple[Kind, ...]] = {noun: tuple(map(Kind, kinds)) for noun, kinds in vocabulary("cues")["pointing"].items()}
_NAMES = "|".join(sorted(NOUNS, key=len, reverse=True))
_POINTED = re.compile(
    r"(?<!\w)(?:cả\s+|chính\s+|toàn bộ\s+)?(?:(?P<many>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2}|các|những)\s+)?"
    rf"(?P<noun>{_NAMES})(?:,? (?:đơn vị|thành phố|địa phương))?\s+(?P<this>này|đó|ấy|nói trên|kể trên|vừa nêu|vừa kể)(?!\w)"
)
_HERE = re.compile(
    rf"(?<!\w)(?:đây|đó) (?:cũng |đều |chính |đồng thời )?là (?:cả )?(?P<many>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{{1,2}})\s+(?P<noun>{_NAMES})(?!\w)"
)
_ALL = re.compile(r"(?<!\w)cả (?P<many>hai|ba|bốn|năm)(?=\s+(?:đều|cùng|bị|được|cũng|xếp|thuộc|đạt|vẫn)(?!\w))")
_NICKNAMED = re.compile(
    r"(?<!\w)(?P<noun>huyện|thành phố|thị xã|quận)\s+(?:đảo|mỏ|biển|cảng|trẻ|miền núi|vùng cao|nghèo|biên giới|ven biển|hoa|công nghiệp)(?:\s+này)?"
    r"(?=\s+(?:xếp|đạt|đứng|có|được|giữ|tăng|giảm|tụt|lùi|là|chỉ|vẫn|cũng|đã|còn|lên|xuống|rơi|rớt|vươn|ở|nằm)(?!\w)|\s*[,;.(])"
)

_THESE = re.compile(
    r"(?<!\w)(?:these|those|the|both)\s+(?P<many>two|three|four|five)\s+(?P<noun>provinces|localities|departments|agencies|districts|communes|units)(?!\w)"
)
_BACK = (
    "này",
    "đó",
    "ấy",
    " trên",
    "vừa ",
    "đây",
    "cả ",
    "ese ",
    "ose ",
    "the ",
    "both ",
    "huyện",
    "thành phố",
    "thị xã",
    "quận",
)


def pointed(text: str, start: int, end: int, mentions: list[Mention], recent: tuple[SubjectMention, ...]) -> list[Mention]:
    """``mentions`` with the subjects that words of ``text[start:end]`` point back to, in order; one mention a subject, at the same place."""
    key = text[start:end]
    if not any(word in key for word in _BACK) or (not recent and not any(m.sort is Sort.SUBJECT for m in mentions)):
        return mentions  # nothing points back, or there is nobody to point to
    made: list[Mention] = []
    for pattern in (_POINTED, _NICKNAMED, _HERE, _ALL, _THESE):
        for match in pattern.finditer(key):
            at = (start + match.start(), start + match.end())
            inside = [
                m.data for m in mentions if m.sort is Sort.SUBJECT and m.end <= at[0] and isinstance(m.data, SubjectMention)
            ]
            if any(m.start < at[1] and at[0] < m.end and m.sort is Sort.SUBJECT for m in mentions):
                continue
            for subject in _meant(match, [*recent, *inside]):
                made.append(Mention(Sort.SUBJECT, *at, name=subject.name, data=subject))
    if not made:
        return mentions
    spans = {(m.start, m.end) for m in made}
    left = [m for m in mentions if not any(m.start < b and a < m.end for a, b in spans)]
    return sorted([*left, *made], key=lambda m: m.start)


def _meant(match: re.Match[str], named: list[SubjectMention]) -> list[SubjectMention]:
    noun = match["noun"] if "noun" in match.re.groupindex else "đơn vị"
    kinds = NOUNS[noun]
    fitting: list[SubjectMention] = []
    for subject in reversed(named):
        if subject.kind in kinds and all(subject.name != s.name for s in fitting):
            fitting.insert(0, subject)
    if not fitting:
        return []
    many = match["many"] if "many" in match.re.groupindex else None
    if many is None:
        return _alike(fitting, noun)
    if many in ("các", "những"):
        return []  # how many is not said
    size = vocabulary("english")["cardinals"].get(many) or parse_ordinal(many) or 0
    return fitting[-size:] if 0 < size <= len(fitting) else []


def _alike(fitting: list[SubjectMention], noun: str) -> list[SubjectMention]:
    """The last one; of districts the last whose own word the noun is, where one has it."""
    own = [s for s in fitting if s.name.startswith(f"{noun} ")]
    return (own or fitting)[-1:]
