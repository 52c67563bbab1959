"""Departments, districts and communes by the names that English-language pages of the portals give them: "Department of Justice", "Viet Yen district"."""

from __future__ import annotations

from functools import cache

from extract.gazetteer import Name, Trie, split_kind
from extract.lexicon import vocabulary
from extract.observation import Kind
from extract.text.clean import fold

_KINDS = {"huyện": ("district",), "quận": ("district",), "thị xã": ("town", "township"), "thành phố": ("city", "town")}


@cache
def english_trie(province: str | None) -> Trie:
    """Departments by their English names, and districts without diacritics with their kind behind ("Tan Uyen town").

    Those of ``province`` also stand with the kind before ("district of X") and, where no province is called so, by bare name.
    """
    trie = Trie()
    for canonical, forms in vocabulary("departments_english").items():
        for form in forms:
            for prefix in ("", "Provincial ", "Municipal ", "City ", "Province's "):
                trie.add(f"{prefix}{form}", Name(canonical, Kind.DEPARTMENT))
    listed = vocabulary("districts")
    for owner in [province] if province in listed else listed:
        for full in listed[owner]:
            kind, bare = split_kind(full)
            plain, name = fold(bare), Name(full, Kind.DISTRICT, owner)
            for word in _KINDS.get(kind, ()):
                trie.add(f"{plain} {word}", name)
                if bare.isdigit():
                    trie.add(f"{word} {plain}", name)
            if province and bare not in listed and not bare.isdigit():
                trie.add(plain, name)
    return trie
