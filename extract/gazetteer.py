"""Names of provinces, districts, departments and ministries in a trie over syllables: one pass finds the longest of all.

Syllables are compared with tones in one style (hoà = hòa) and dashes, dots, commas and ampersands between them do not count.
Facts are in ``vocabulary/{provinces,districts,departments,ministries}.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, product
from typing import NamedTuple

from extract.lexicon import vocabulary
from extract.observation import Kind
from extract.text.clean import fold, tone_key

MOST_SHORTENED = 5  # parts of one name, each written out or not
SYLLABLE = re.compile(r"[^\W_]+")
_PARTED = re.compile(rf"({SYLLABLE.pattern})")
_BETWEEN = re.compile(r"[\s.,&'’–—-]{0,4}")


@dataclass(frozen=True, slots=True)
class Name:
    """A canonical name: ``province`` is the one that a district or commune belongs to."""

    name: str
    kind: Kind
    province: str | None = None


class Syllable(NamedTuple):  # made for every syllable of every text: a dataclass takes twice as long
    """One syllable of a text: ``key`` is lower case with tones in one style."""

    key: str
    start: int
    end: int


_syllable = partial(tuple.__new__, Syllable)


class Trie:
    """Phrases of syllables with their names; several provinces may have a district of one name."""

    def __init__(self) -> None:
        self._root: dict[str, object] = {}

    def add(self, phrase: str, name: Name) -> None:
        """Let ``phrase`` stand for ``name``."""
        node = self._root
        for syllable in syllables(phrase):
            node = node.setdefault(syllable.key, {})  # type: ignore[assignment]
        names = node.setdefault("", [])
        if name not in names:  # type: ignore[operator]
            names.append(name)  # type: ignore[attr-defined]

    def starts(self) -> frozenset[str]:
        """The first syllables of all phrases: where none of them stands, none begins."""
        return frozenset(self._root)

    def longest(self, text: str, parts: list[Syllable], at: int) -> tuple[int, list[Name]] | None:
        """The longest phrase that begins at syllable ``at``: the index behind it, and its names."""
        node: dict[str, object] = self._root
        found: tuple[int, list[Name]] | None = None
        i = at
        while i < len(parts):
            if i > at and not _BETWEEN.fullmatch(text, parts[i - 1].end, parts[i].start):
                break
            following = node.get(parts[i].key)
            if following is None:
                break
            node = following  # type: ignore[assignment]
            i += 1
            if "" in node:
                found = (i, node[""])  # type: ignore[assignment]
        return found


def syllables(text: str) -> list[Syllable]:
    """The syllables of ``text`` with their offsets; a digit run is a syllable too."""
    pieces = _PARTED.split(text)  # what stands between and the syllables, in turn: all in C
    ends = list(accumulate(map(len, pieces)))
    return list(map(_syllable, zip(map(_key, pieces[1::2]), ends[0::2], ends[1::2], strict=False)))


@lru_cache(maxsize=20_000)  # Vietnamese has some seven thousand syllables
def _key(syllable: str) -> str:
    return tone_key(syllable)


@cache
def provinces() -> tuple[str, ...]:
    """The 63 canonical names, in official order."""
    return tuple(vocabulary("districts"))


@cache
def cities() -> frozenset[str]:
    """The provinces that are cities under the central government."""
    return frozenset(vocabulary("provinces")["cities"])


@cache
def province_trie() -> Trie:
    """Provinces by every spelling with diacritics, with or without "tỉnh" and "thành phố"."""
    trie = Trie()
    for phrase, name in _province_phrases():
        trie.add(phrase, name)
    return trie


@cache
def plain_trie() -> Trie:
    """Provinces by their spelling without diacritics, for text that is written without."""
    trie = Trie()
    for phrase, name in _province_phrases():
        trie.add(fold(phrase), name)
        trie.add(fold(phrase).replace(" ", ""), name)
    return trie


def _province_phrases() -> Iterator[tuple[str, Name]]:
    aliases = vocabulary("provinces")["aliases"]
    for province in provinces():
        name = Name(province, Kind.PROVINCE, province)
        for form in (province, *aliases.get(province, ())):
            yield form, name
            city = province in cities() or province == "Thừa Thiên Huế"  # a city since 2025
            prefixes = ("tỉnh", "thành phố", "tp", "t p") if city else ("tỉnh",)
            for prefix in prefixes:
                yield f"{prefix} {form}", name


@cache
def agency_trie() -> Trie:
    """Departments and ministries by full name and abbreviation."""
    trie = Trie()
    for file, kind in (("departments", Kind.DEPARTMENT), ("ministries", Kind.MINISTRY)):
        for canonical, form in _agency_forms(file):
            trie.add(form, Name(canonical, kind))
    return trie


@cache
def bare_agency_trie() -> Trie:
    """Departments by name without "Sở", for tables and lists that leave it out."""
    trie = Trie()
    for canonical, form in _agency_forms("departments"):
        bare = form.removeprefix("Sở ")
        if form.startswith("Sở ") and not (len(bare) <= 3 and bare.upper() == bare):  # "TP" alone is no department
            trie.add(form.removeprefix("Sở "), Name(canonical, Kind.DEPARTMENT))
    return trie


def _agency_forms(file: str) -> Iterator[tuple[str, str]]:
    for canonical, aliases in vocabulary(file).items():
        for form in (canonical, *aliases, *(_shortened(canonical) if file == "departments" else ())):
            yield canonical, form
            if " và " in form:
                yield canonical, form.replace(" và ", " ")


def _shortened(name: str) -> Iterator[str]:
    """``name`` with some or all of its words as initials: "Sở Lao động - TB và XH", "Ban QL các khu công nghiệp"."""
    parts = [(words, short) for words, short in vocabulary("shortenings").items() if words in name]
    for chosen in product(*(("", *shorts) for _, shorts in parts)) if len(parts) <= MOST_SHORTENED else ():
        form = name
        for (words, _), short in zip(parts, chosen, strict=True):
            form = form.replace(words, short) if short else form
        if form != name:
            yield form


KIND_WORDS = {
    "huyện": "huyện", "h": "huyện", "thị xã": "thị xã", "tx": "thị xã", "thành phố": "thành phố", "tp": "thành phố", "quận": "quận", "q": "quận",
}  # fmt: skip


@cache
def district_trie(province: str | None) -> Trie:
    """Districts with their kind ("huyện X", "TP. X"); of one province also by bare name."""
    trie = Trie()
    listed, spellings = vocabulary("districts"), vocabulary("district_spellings")
    aliases = vocabulary("provinces")["aliases"]
    for owner in [province] if province in listed else listed:
        for full in listed[owner]:
            kind, bare = split_kind(full)
            like_owner = bare == owner or bare in aliases.get(owner, ())
            if like_owner and bare != owner and province is None:
                continue  # "thành phố Huế": a district only where its own province speaks
            for word, canonical in KIND_WORDS.items():
                if bare == owner and canonical != kind and owner in cities():
                    continue
                if canonical == "quận" and not bare.isdigit() and kind != "quận":
                    continue
                for form in (bare, *spellings.get(bare, ())):
                    trie.add(f"{word} {form}", Name(f"{canonical} {bare}", Kind.DISTRICT, owner))
            if province and not like_owner and not bare.isdigit():
                for form in (bare, *spellings.get(bare, ())):
                    trie.add(form, Name(full, Kind.DISTRICT, owner))
    return trie


def split_kind(full: str) -> tuple[str, str]:
    """The kind of a district's full name and its bare name: ("huyện", "Việt Yên")."""
    for word in ("thành phố ", "thị xã ", "huyện ", "quận "):
        if full.startswith(word):
            return word.strip(), full[len(word) :]
    return "", full
