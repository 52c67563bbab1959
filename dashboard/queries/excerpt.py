"""A document that was found, and the place in its text where the words stand."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from extract.text.clean import fold, nfc

AROUND = 120  # characters shown on either side


class Hit(NamedTuple):
    """A found document: its title, address and date, and the text before, at and after the words (None: they stand in the title)."""

    id: int
    title: str
    url: str
    published: date | None
    excerpt: tuple[str, str, str] | None


def excerpt(text: str, folded: str, words: str) -> tuple[str, str, str] | None:
    """The text before, at and after the first place of ``words``; None where ``text`` does not show them."""
    lower = nfc(words).lower()
    plain = fold(nfc(words)) == lower
    inside = folded if plain else text.lower()
    tokens = re.findall(r"[^\W_]+", lower)
    if not tokens or len(inside) != len(text):
        return None
    at = re.search(r"(?<![^\W_])" + r"[\W_]+".join(tokens) + r"(?![^\W_])", inside)
    if at is None:
        return None
    start, end = at.span()
    return text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
