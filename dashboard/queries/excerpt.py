"""A document that was found, and the place in its text where the words stand: cut at whole words, the words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from extract.text.clean import exact_key, fold, nfc, tone_key

AROUND = 120  # characters shown on either side of the first place
TITLE = 160  # characters shown of a title
Span = tuple[int, int]
_SPACE = re.compile(r"\s+")


class Part(NamedTuple):
    """A piece of text; ``marked``: the words that were asked for."""

    text: str
    marked: bool


class Hit(NamedTuple):
    """A found document: its title and the place in its text in parts, its address and date."""

    id: int
    title: list[Part]
    url: str
    published: date | None
    excerpt: list[Part]


def excerpt(text: str, folded: str, words: str) -> list[Part]:
    """``text`` around the first place of ``words``, or its beginning where it does not hold them; ``folded`` as the store keeps it."""
    spans = places(text, folded, words)
    first, last = spans[0] if spans else (0, 0)
    return _parts(text, spans, _begin(text, first - AROUND, first), _end(text, last + AROUND, last))


def marked(title: str, words: str) -> list[Part]:
    """A title of bearable length with the words marked in it."""
    line = " ".join(title.split())
    return _parts(line, places(line, fold(line), words), 0, _end(line, TITLE, 0))


def places(text: str, folded: str, words: str) -> list[Span]:
    """Where ``words`` stand one after the other in ``text``: without diacritics with any, with diacritics only the same, as search has it."""
    plain = fold(nfc(words)) == nfc(words).lower()
    tokens = re.findall(r"[^\W_]+", tone_key(nfc(words)))
    if not tokens:
        return []
    pattern = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(tokens) + r"(?![^\W_])")
    inside = folded if plain else exact_key(text)
    if len(inside) == len(text):
        return [at.span() for at in pattern.finditer(inside)]
    each = [fold(sign) for sign in text]  # some sign became two, or none
    ends = list(accumulate(map(len, each)))
    spans = (at.span() for at in pattern.finditer("".join(each)))
    return [(bisect_right(ends, start), bisect_right(ends, end - 1) + 1) for start, end in spans]


def _begin(text: str, at: int, latest: int) -> int:
    """The first beginning of a word from ``at`` on, ``latest`` at the latest; ``at`` itself where there is none between."""
    if at <= 0:
        return 0
    space = _SPACE.search(text, at - 1, latest)
    return space.end() if space else at


def _end(text: str, at: int, earliest: int) -> int:
    """The last end of a word up to ``at``, ``earliest`` at the earliest; ``at`` itself where there is none between."""
    if at >= len(text):
        return len(text)
    cut = max(text.rfind(sign, earliest, at + 1) for sign in " \n\t")
    return cut if cut > earliest else at


def _parts(text: str, spans: list[Span], start: int, end: int) -> list[Part]:
    """``text[start:end]`` in parts, with dots where something was cut off."""
    made = [Part("… ", False)] if start > 0 else []
    for first, last in spans:
        if start <= first and last <= end:
            made += [Part(_blank(text[start:first]), False), Part(_blank(text[first:last]), True)]
            start = last
    made += [Part(_blank(text[start:end]), False), Part(" …" if end < len(text) else "", False)]
    return [part for part in made if part.text]


def _blank(text: str) -> str:
    return _SPACE.sub(" ", text)
