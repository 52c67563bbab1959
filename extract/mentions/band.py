"""Bands: the classes that results are put into (tốt, khá, trung bình, A, II)."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import vocabulary
from extract.text.clean import tone_key


@cache
def classes() -> dict[str, str]:
    """Every class by its key (tones in one style), as the vocabulary writes it."""
    return {tone_key(name): name for name in vocabulary("bands")["classes"]}


_CUE = re.compile(r"^(?:xếp\s+)?(?:nhóm|loại|hạng|mức độ|mức|đạt)\s+(?:loại\s+|mức\s+)?")
_QUOTES = "\"“”'‘’.,;:()* "


def parse_band(text: str) -> str | None:
    """The class that a cell or a word names, alone and in lower case ("Nhóm A" is "a"); None where it is none."""
    key = " ".join(tone_key(text).split()).strip(_QUOTES)
    bare = _CUE.sub("", key).strip(_QUOTES)
    if bare in classes():
        return classes()[bare]
    letters = vocabulary("bands")["letters"]
    if bare in letters and (len(key) > len(bare) or text.strip().isupper()):
        return bare
    return None
