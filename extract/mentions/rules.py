"""The wordings of figures in ``vocabulary/results.yaml``, written out into all of their phrases.

The PhraseMatcher walks a tree of phrases and leaves most words at once, where spaCy's Matcher would try every rule at every word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod

from extract.errors import VocabularyError
from extract.lexicon import vocabulary
from extract.text.clean import tone_key
from extract.text.tokenizer import COUNT, FIGURE

_UNITS = ("hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín")
_BEHIND_TEN = ("một", "mốt", "hai", "ba", "tư", "bốn", "lăm", "nhăm", "sáu", "bảy", "bẩy", "tám", "chín")
_TENS = ("mười", *(f"{unit} mươi" for unit in _UNITS))
ORDINALS = ("nhất", "nhì", "đầu tiên", *_UNITS, *_TENS, *(f"{ten} {unit}" for ten in _TENS for unit in _BEHIND_TEN))
NUMBER_WORDS = frozenset(word for ordinal in ORDINALS for word in ordinal.split()) - {"đầu", "tiên"}
MOST_PHRASES = 20_000  # of one rule


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording: what its figures mean (``label``), after how many others it is tried, what may stand at each of its places."""

    label: str
    after: int
    places: tuple[tuple[str, ...], ...]
    like: str = ""  # as the vocabulary writes it

    def phrases(self) -> Iterator[list[str]]:
        """Every run of words that the rule stands for."""
        for words in product(*self.places):
            yield [part for word in words for part in word.split()]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order of the vocabulary.

    Raises:
        VocabularyError: a rule stands for more than ``MOST_PHRASES`` phrases.
    """
    made = []
    for written in vocabulary("results")["rules"]:
        places = tuple(_choices(word) for word in written["like"].split())
        if prod(map(len, places)) > MOST_PHRASES:
            raise VocabularyError(
                f"results.yaml: luật quá rộng: {written['like']}", f"results.yaml: too wide a rule: {written['like']}"
            )
        made.append(Rule(str(written["is"]), int(written.get("after", 0)), places, written["like"]))
    return tuple(made)


def _choices(word: str) -> tuple[str, ...]:
    """What may stand at a place of a rule: a word, one of several (a|b), a set ($name), a number (#), an ordinal (@), nothing ("") where it ends in ?."""
    optional = word.endswith("?") and len(word) > 1
    body = word[:-1] if optional else word
    choices: tuple[str, ...]
    if body == "#":
        choices = (COUNT, FIGURE)
    elif body == "@":
        choices = (COUNT, *ORDINALS)
    elif body.startswith("$"):
        choices = tuple(vocabulary("results")["sets"][body[1:]])
    else:
        choices = tuple(body.split("|")) if len(body) > 1 else (body,)
    return (*map(tone_key, choices), "") if optional else tuple(map(tone_key, choices))
