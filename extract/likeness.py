"""When two observations are the same although two hands wrote them: folded names, criteria by shared words, values to a millionth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from extract.lexicon import vocabulary
from extract.mentions.band import parse_band
from extract.mentions.number import parse_number, parse_ordinal
from extract.text.clean import fold

RANKS = frozenset({"rank", "rank_of", "rank_change"})  # the measures that a part (region, block) narrows
SAME_CRITERION = 0.6  # share of weighted words
COMMON_WEIGHT = 0.25  # of words that most criteria have


@dataclass(frozen=True, slots=True)
class Key:
    """An observation as it is compared."""

    subject: str
    kind: str
    among: bool
    criterion: frozenset[str]
    measure: str
    value: float | str
    edition: tuple[object, object, object]
    identity: tuple[object, ...]
    line: dict[str, Any]


def key_of(o: dict[str, Any]) -> Key:
    """The comparable form of one observation of a line."""
    kind, measure = str(o.get("subject_kind")), str(o["measure"])
    subject = subject_key(str(o.get("subject") or ""), kind)
    value = value_key(o["value"])
    edition = (o.get("index"), o.get("level"), o.get("year"))
    among = plain(o.get("among")) if measure in RANKS else ""
    identity = (*edition, subject, kind, among, plain(o.get("criterion")), measure, value)
    narrowed = bool(among) and kind != "ministry"
    return Key(subject, kind, narrowed, criterion_key(o.get("criterion")), measure, value, edition, identity, o)


def core_same(a: Key, b: Key) -> bool:
    """Whether subject, part, criterion, measure and value agree; how a whole group is named does not count."""
    if a.measure != b.measure or not same_value(a.value, b.value) or not same_criterion(a.criterion, b.criterion):
        return False
    return a.kind == b.kind == "group" or (a.subject == b.subject and a.among == b.among)


def full_same(a: Key, b: Key) -> bool:
    """Whether index, level and year agree as well."""
    return core_same(a, b) and a.edition == b.edition


@cache
def _spelled() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), words) for pattern, words in vocabulary("likeness")["spelled_out"]]


def plain(text: str | None) -> str:
    """Folded words, usual abbreviations written out."""
    key = re.sub("[\u2010-\u2015]", "-", fold(text or ""))
    for pattern, words in _spelled():
        key = pattern.sub(words, key)
    return " ".join(re.findall(r"\w+", key.replace("&", " va ")))


def subject_key(name: str, kind: str) -> str:
    """A subject without the word for its kind and without words that come and go."""
    key = plain(name)
    for word in vocabulary("likeness")["kinds"].get(kind, ()):
        key = key.removeprefix(f"{word} ")
    if kind == "province":
        key = vocabulary("likeness")["provinces"].get(key, key)
    return " ".join(w for w in key.split() if w not in ("va", "cac", "cua", "tinh"))


def criterion_key(name: str | None) -> frozenset[str]:
    """The words that tell a criterion from others."""
    return frozenset(plain(name).split()) - frozenset(vocabulary("likeness")["idle"].split())


def same_criterion(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two criteria share enough of their words; two overall results do."""
    if not a or not b:
        return a == b
    common = frozenset(vocabulary("likeness")["common"].split())

    def weight(words: frozenset[str]) -> float:
        return sum(COMMON_WEIGHT if w in common else 1.0 for w in words)

    return weight(a & b) / weight(a | b) >= SAME_CRITERION


def value_key(value: object) -> float | str:
    """A number, or a band's class folded without the word before it."""
    if isinstance(value, (int, float)):
        return float(value)
    text = str(value)
    return re.sub(r"^(?:nhom|muc do|muc|xep loai|loai|hang|dat)\s+", "", plain(parse_band(text) or text))


def same_value(a: float | str, b: float | str) -> bool:
    """Whether two values are one to a millionth, or one class."""
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    return abs(a - b) < 1e-6


def evidence_carries(o: dict[str, Any]) -> bool:
    """Whether the quote of an observation really has its value, in figures or in words."""
    quote = str((o.get("evidence") or {}).get("quote") or "")
    value = o["value"]
    if isinstance(value, str):
        return bool(quote) and plain(value) in plain(quote)
    wanted = abs(float(value))
    for token in re.findall(r"\d+(?:[.,]\d+)*", quote):
        readings = {
            parse_number(token),
            parse_number(token.replace(".", "").replace(",", ".")),
            parse_number(token.replace(",", "")),
        }
        if any(r is not None and abs(r - wanted) < 1e-6 for r in readings):
            return True
    words = re.findall(r"[^\W\d_]+", quote)
    pairs = [" ".join(pair) for pair in pairwise(words)]
    titles: dict[str, int] = vocabulary("ordinals")["titles"]
    return any(parse_ordinal(w) == wanted for w in words + pairs) or any(titles.get(p.lower()) == wanted for p in pairs)
