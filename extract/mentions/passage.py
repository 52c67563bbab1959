"""A text with everything that the kinds of mention share, each made once and when it is first asked for."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate, pairwise
from operator import add

from extract.gazetteer import Syllable, syllables
from extract.mentions.phrases import Hit, matcher
from extract.text.clean import exact_key
from extract.text.tokenizer import split


class Passage:
    """A document's text, or any other, to look for mentions in. All offsets count in ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def key(self) -> str:
        """The text in lower case with tones in one style, character by character."""
        return exact_key(self.text)

    @cached_property
    def tokens(self) -> tuple[list[str], list[int], list[int]]:
        """The keys of the tokens, where each begins and where it ends."""
        pieces = split(self.key)
        words = list(map(str.rstrip, pieces))  # a line break comes out empty, which no phrase has
        starts = list(accumulate(map(len, pieces), initial=0))[:-1]
        return words, starts, list(map(add, starts, map(len, words)))

    @cached_property
    def _syllables(self) -> tuple[list[Syllable], list[int]]:
        found = syllables(self.key)
        return found, [syllable.start for syllable in found]

    @cached_property
    def _hits(self) -> dict[str, tuple[list[Hit], list[int]]]:
        words, starts, ends = self.tokens
        found = matcher().find(words, starts, ends)
        return {kind: (hits, [hit.start for hit in hits]) for kind, hits in found.items()}

    def syllables(self, start: int, end: int) -> list[Syllable]:
        """The syllables that begin in ``text[start:end]``."""
        found, starts = self._syllables
        return found[bisect_left(starts, start) : bisect_left(starts, end)]

    def hits(self, kind: str, start: int, end: int) -> list[Hit]:
        """The phrases of one kind inside ``text[start:end]``, in order of their beginning; they may overlap."""
        found, starts = self._hits[kind]
        return [hit for hit in found[bisect_left(starts, start) : bisect_left(starts, end)] if hit.end <= end]

    def longest(self, kind: str, start: int, end: int) -> list[Hit]:
        """The same without overlap: longer phrases win, then earlier ones."""
        found = self.hits(kind, start, end)
        if all(a.last <= b.first for a, b in pairwise(found)):
            return found
        kept: list[Hit] = []
        taken: set[int] = set()
        for hit in sorted(found, key=lambda h: (h.first - h.last, h.first)):
            if taken.isdisjoint(range(hit.first, hit.last)):
                taken.update(range(hit.first, hit.last))
                kept.append(hit)
        return sorted(kept, key=lambda h: h.first)
