"""The phrases of all vocabularies, found in one pass: a single spaCy PhraseMatcher serves every kind of mention.

The matcher sees a text's tokens by their keys, a shape for every number and one sign for every word that no phrase has. So spaCy's
vocabulary holds the words of our phrases and no others, however many documents are read, and memory does not grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract.lexicon import vocabulary
from extract.mentions.rules import rules
from extract.text.clean import tone_key
from extract.text.tokenizer import OTHER, pipeline, shape, split

Words = Sequence[str]


class Hit(NamedTuple):
    """A phrase found: its label, its first token and the one behind its last, its offsets in the text."""

    label: str
    first: int
    last: int
    start: int
    end: int


def _indexes() -> Iterator[tuple[str, Iterable[Words]]]:
    for name, wordings in vocabulary("indexes").items():
        for strength, phrases in wordings.items():
            yield f"{name}|{strength}", map(_words, phrases)


def _criteria() -> Iterator[tuple[str, Iterable[Words]]]:
    listed = vocabulary("criteria")
    yield "", [_words(name) for programme, names in listed.items() if programme != "within" for name in names]
    for index, names in listed["within"].items():
        yield index, map(_words, names)


def _results() -> Iterator[tuple[str, Iterable[Words]]]:
    for place, rule in enumerate(rules()):
        yield str(place), rule.phrases()


def _plain(phrases: Callable[[], Iterable[str]]) -> Callable[[], Iterator[tuple[str, Iterable[Words]]]]:
    return lambda: iter([("", map(_words, phrases()))])


# every kind with its labels and their phrases
KINDS: dict[str, Callable[[], Iterator[tuple[str, Iterable[Words]]]]] = {
    "index": _indexes,
    "result": _results,
    "criterion": _criteria,
    "region": _plain(lambda: vocabulary("cues")["regions"]),
    "band": _plain(lambda: vocabulary("bands")["classes"]),
}


class Matcher:
    """Finds all phrases of all kinds."""

    def __init__(self) -> None:
        self._vocab = pipeline().vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._known: dict[str, str] = {}
        self._labels: dict[int, tuple[str, str, Words]] = {}  # kind, label, and the very words where a number is among them
        for kind, labelled in KINDS.items():
            for label, phrases in labelled():
                for words in phrases:
                    self._add(kind, label, words)

    def _add(self, kind: str, label: str, words: Words) -> None:
        exact = words if kind != "result" and any(word[0].isdecimal() for word in words) else ()
        name = "\n".join((kind, label, *exact))
        keys = [word if (key := shape(word)) == OTHER else key for word in words]
        self._known.update((key, key) for key in keys)
        self._labels[self._vocab.strings.add(name)] = (kind, label, exact)
        self._matcher.add(name, [Doc(self._vocab, words=keys)])  # one at a time: all together would take 50 MB

    def find(self, words: list[str], starts: list[int], ends: list[int]) -> dict[str, list[Hit]]:
        """All hits by kind, in order of their beginning; ``words`` are keys of tokens at ``starts`` to ``ends``."""
        known = self._known.get
        doc = Doc(self._vocab, words=[known(word) or shape(word) for word in words])
        found: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
        for key, first, last in self._matcher(doc):
            kind, label, exact = self._labels[key]
            if not exact or words[first:last] == exact:
                found[kind].append(Hit(label, first, last, starts[first], ends[last - 1]))
        for hits in found.values():
            hits.sort(key=lambda hit: hit.first)
        return found


@cache
def matcher() -> Matcher:
    """The one matcher, made at its first use."""
    return Matcher()


def _words(phrase: str) -> list[str]:
    return [piece.rstrip() for piece in split(tone_key(phrase))]
