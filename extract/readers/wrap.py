"""The lines of one cell put together: with a blank between words, without one where a narrow column broke a word or a number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from extract.encodings.convert import is_syllable
from extract.lexicon import FOLDER
from extract.text.clean import nfc, squeeze

Part = tuple[str, float, float]  # a line's text, its left and its right edge

LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[-+]?\d{1,4}(?:[.,]\d{0,4})?")
_REST = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?%?|[.,]\d{1,4}%?")
_YEARS = re.compile(r"(?:19|20)\d\d[/-](?:19|20)\d\d")
_CODE = re.compile(r"[A-ZĐ]{1,5}|\(\d{1,2}\)?|\)")


@cache
def known_words() -> frozenset[str]:
    """All words of the vocabulary's YAML files: what names of places, offices and indexes are made of."""
    texts = (path.read_text("utf-8").lower() for path in sorted(FOLDER.glob("*.yaml")))
    return frozenset(word for text in texts for word in LETTERS.findall(nfc(text)))


def joined(parts: Sequence[Part], left: float, right: float, margin: float) -> str:
    """The text of a cell between ``left`` and ``right`` whose lines are ``parts``.

    Only a word that is wider than its column is broken: such a line holds nothing else and reaches the column's edge, from which texts
    keep at most ``margin``.
    """
    if not parts:
        return ""
    text = parts[0][0].strip()
    for above, below in itertools.pairwise(parts):
        letter = (above[2] - above[1]) / max(1, len(above[0]))
        full = min(right - above[2], above[1] - left) < margin and right - above[2] + above[1] - left < 2 * (margin + letter)
        text += ("" if _broken(text, below[0].strip(), full) else " ") + below[0].strip()
    return squeeze(text)


def _broken(above: str, below: str, full: bool) -> bool:
    """Whether the last word of ``above`` goes on in ``below``."""
    a, b = above.rsplit(maxsplit=1)[-1] if above.strip() else "", below.split(maxsplit=1)[0] if below.strip() else ""
    if a.endswith("/") and a != "/":
        return True
    if not full or not a or not b:
        return False
    if _NUMBER.fullmatch(a) and _REST.fullmatch(b) and a == above:
        return b == below and len(a) >= len(b)
    if _YEARS.fullmatch(a + b) and b.isdecimal():
        return True
    if _CODE.fullmatch(a) and _CODE.fullmatch(b) and a == above:
        return len(b) <= len(a) <= 4 and b == below
    tail, head = LETTERS.search(a[::-1]), LETTERS.match(b)
    if tail is None or head is None or tail.start() or a.isupper() != b[: head.end()].isupper():
        return False
    first, second = tail[0][::-1], head[0]
    whole = is_syllable(first + second)
    if whole and not is_syllable(second):
        return True
    known = known_words()
    return whole and (first + second).lower() in known and not {first.lower(), second.lower()} <= known
