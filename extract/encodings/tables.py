"""The tables of the legacy encodings, as ``legacy.yaml`` states them, in the form that conversion needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Encoding:
    """One legacy encoding.

    ``letters`` maps what a reader sees who takes the bytes for Western European text to the letters meant; keys have one or two
    characters. ``guessed`` says whether it may be told by letter statistics, without a font's name.
    """

    name: str
    fonts: tuple[str, ...]
    guessed: bool
    letters: Mapping[str, str]


@cache
def _facts() -> Any:
    return yaml.safe_load(Path(__file__).with_name("legacy.yaml").read_text("utf-8"))


@cache
def encodings() -> Mapping[str, Encoding]:
    """All legacy encodings by name."""
    made = {}
    for name, facts in _facts().items():
        if name != "syllables":
            letters = {seen: letter for code, letter in facts["letters"].items() for seen in _seen(bytes.fromhex(code))}
            made[name] = Encoding(name, tuple(facts["fonts"]), facts["guessed"], letters)
    return made


def _seen(code: bytes) -> set[str]:
    """How software shows the bytes: as Latin-1 or as Windows-1252."""
    return {code.decode("latin-1"), code.decode("cp1252", "ignore") or code.decode("latin-1")}


@cache
def syllable() -> re.Pattern[str]:
    """Matches a whole Vietnamese syllable in lower case without tone marks."""
    facts = _facts()["syllables"]
    onsets = "|".join(sorted(facts["onsets"].split(), key=len, reverse=True))
    rimes = "|".join(sorted(facts["rimes"].split(), key=len, reverse=True))
    return re.compile(f"(?:{onsets})?(?:{rimes})")
