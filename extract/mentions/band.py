"""Bands: the classes that results are put into (tốt, khá, trung bình, A, II)."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import vocabulary
from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.text.clean import tone_key


@cache
def classes() -> dict[str, str]:
    """Every class by its key (tones in one style), as the vocabulary writes it."""
    return {tone_key(name): name for name in vocabulary("bands")["classes"]}


_DASH = re.compile(r"\s*[-–—]\s*")


def class_of(text: str) -> str | None:
    """The class that ``text`` is, however its dash is set ("Trung bình – cao"), or None."""
    return classes().get(_DASH.sub(" - ", " ".join(tone_key(text).split())))


_CUE = re.compile(r"^(?:xếp\s+)?(?:nhóm|loại|hạng|mức độ|mức|đạt)\s+(?:loại\s+|mức\s+)?")
_QUOTES = "\"“”'‘’.,;:()* "


def parse_band(text: str) -> str | None:
    """The class that a cell or a word names, alone and in lower case ("Nhóm A" is "a"); None where it is none."""
    key = " ".join(tone_key(text).split()).strip(_QUOTES)
    bare = _CUE.sub("", key).strip(_QUOTES)
    if (named := class_of(bare)) is not None:
        return named
    letters = vocabulary("bands")["letters"]
    if bare in letters and (len(key) > len(bare) or text.strip().isupper()):
        return bare
    return None


_WEAK = frozenset({"weak"})
_BEFORE = re.compile(r"(?:nhóm|loại|mức|hạng|mức độ|nhóm xếp hạng|nhóm điều hành|tốp|top)\s*[:“\"'‘]?\s*$")
_ANOTHER_WORD = re.compile(
    r"\s(?:tố|nghiệp|nhất|hơn|đẹp|lý|cơ|điểm của|điểm nhất|điểm hơn|năng)(?!\w)"
)  # "yếu tố", "tốt nghiệp", "tốt hơn"
_PLACED = re.compile(r"(?:thứ hạng|vị trí|thứ bậc|vị thứ)\s+$")  # "có thứ hạng thấp gồm ...": no class
_MEAN = re.compile(r"trung bình\s+(?:là\s+)?\d+[.,]\d")  # "đạt trung bình 88,27%": a mean, no class
_MEAN_LEVEL = re.compile(r"(?<!xếp )(?<!ở )(?<!đạt )(?<!thuộc )(?<!vào )(?<!\w)mức\s+$")  # "Mức trung bình cả nước là 83%"
_OF_WHOLE = re.compile(r"trung bình\s+(?:chung|của|toàn|cả|khối|cấp|các|là|đạt|ubnd|\d)")
_LETTER = re.compile(r"(?i:loại|hạng|nhóm|mức độ|mức)\s+([ABCDE]|I{1,3}|IV|V)(?![\w])")


def bands(passage: Passage, start: int, end: int) -> list[Mention]:
    """Classes behind a cue ("nhóm tốt", "loại khá"), in quotes or brackets alone, weak ones elsewhere; letters only behind a cue."""
    text, key = passage.text, passage.key
    found = []
    for hit in passage.longest("band", start, end):
        before = key[max(start, hit.start - 24) : hit.start]
        if _ANOTHER_WORD.match(key, hit.end, end) or _PLACED.search(before) or _MEAN.match(key, hit.start, end):
            continue
        if _MEAN_LEVEL.search(before) and _OF_WHOLE.match(key, hit.start, end):
            continue
        around = text[max(start, hit.start - 1) : hit.start] + text[hit.end : min(end, hit.end + 1)]
        name = key[hit.start : hit.end]
        cued = _BEFORE.search(before) is not None and not (name.endswith("nhất") and "nhóm" not in before[-8:])
        alone = around in ("()", "“”", '""', "''", "‘’")
        flags = frozenset[str]() if cued or alone else _WEAK
        found.append(Mention(Sort.BAND, hit.start, hit.end, at=(hit.start, hit.end), name=class_of(name) or name, flags=flags))
    for match in _LETTER.finditer(text, start, end):
        found.append(Mention(Sort.BAND, match.start(1), match.end(1), at=match.span(1), name=match[1].lower()))
    return found
