"""Communes and districts listed behind one word for all of them: "các xã Kim Long, Phước Thuận (93,9) và Bình Châu"."""

from __future__ import annotations

import re

from extract import gazetteer
from extract.gazetteer import Syllable
from extract.mentions.passage import Passage
from extract.mentions.subject import SubjectMention
from extract.observation import Kind

_HEAD = re.compile(
    r"(?<!\w)(?:các|những|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2})\s+(?P<kind>xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)\s+"
    r"(?:(?:lân cận|giáp ranh|liền kề|kế cận|láng giềng|bên cạnh|còn lại|khác|cùng khối|cùng nhóm|kế tiếp|tiếp theo|đầu bảng|cuối bảng|dẫn đầu|đứng đầu)\s+(?:là|gồm|có)\s+)?"
    r"(?:[^:;.\d(]{0,60}:\s*(?P<colon>))?"
)
_KINDS = dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), Kind.COMMUNE) | dict.fromkeys(
    ("huyện", "quận", "thị xã", "thành phố"), Kind.DISTRICT
)
# figures of a name: " đạt 48,3 điểm, hạng 96", ": 48,3 điểm", " hạng 96 với 48,3 điểm", " (hạng 96)"
_FIGURE = r"(?:,\s+|\s*[:–-]\s+|\s+)(?:(?:được|đạt|với|xếp|đứng|hạng|thứ|vị trí)\s+){0,3}\d+(?:[.,/]\d+)*\s?(?:%|điểm)?"
_AND = re.compile(rf"(?:{_FIGURE}){{0,3}}(?:\s*\([^()]{{0,60}}\))?\s*(?:[,;]\s*(?:và\s+|rồi đến\s+)?|\s(?:và|cùng|cùng với)\s+)")
LONGEST_NAME = 5  # syllables


def headed(passage: Passage, start: int, end: int, host: str | None) -> list[SubjectMention]:
    """The names of ``text[start:end]`` that a word for their kind before the list stands for, in order."""
    found: list[SubjectMention] = []
    for head in _HEAD.finditer(passage.key, start, end):
        word = head["kind"]
        at = head.end()
        while at < end and (hit := _name(passage, at, end, word, host)) is not None:
            found.append(hit)
            following = _AND.match(passage.text, hit.end, end)
            if following is None:
                break
            at = following.end()
    return found


def _name(passage: Passage, at: int, end: int, word: str, host: str | None) -> SubjectMention | None:
    """The name that begins at ``at``, as far as its capitals go; None where a word of another kind or no name stands."""
    text = passage.text
    parts = passage.syllables(at, end)[: LONGEST_NAME + 1]
    if not parts or parts[0].start != at or not text[at].isupper():
        return None
    if _KINDS[word] is Kind.DISTRICT:
        hit = gazetteer.district_trie(host).longest(passage.key, parts, 0) if host else None
        if hit is None:
            return None
        return SubjectMention(at, parts[hit[0] - 1].end, hit[1][0].name, Kind.DISTRICT, True, host)
    if _other(passage, parts):
        return None
    size = 1
    while (
        size < len(parts)
        and text[parts[size].start].isupper()
        and text[parts[size - 1].end : parts[size].start] in (" ", "'", "’", "-")
    ):
        size += 1
    name = text[at : parts[size - 1].end]
    return SubjectMention(at, parts[size - 1].end, f"{word} {name}", Kind.COMMUNE, True, host)


def _other(passage: Passage, parts: list[Syllable]) -> bool:
    """Whether something else begins there: an agency, or a kind word written large."""
    return gazetteer.agency_trie().longest(passage.key, parts, 0) is not None or parts[0].key in (
        "xã", "phường", "thị", "huyện", "thành", "tp", "sở", "ubnd", "công", "tỉnh", "trong", "năm", "các", "đây", "theo",
    )  # fmt: skip
