"""Figures of results: ranks, scores, shares of the maximum, ratios and changes, by spaCy's PhraseMatcher over syllables.

The patterns are in ``vocabulary/results.yaml``: runs of words with a number among them. What the number means is the pattern's label;
what it belongs to is the frame's business. A pattern is written out into all of its phrases: the PhraseMatcher walks a tree of them and
leaves most words at once, where the Matcher would try every pattern at every word.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from math import prod

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from extract.errors import VocabularyError
from extract.lexicon import vocabulary
from extract.mentions.mention import Mention, Sort
from extract.mentions.number import NUMBER, parse_number, parse_ordinal
from extract.text.clean import tone_key
from extract.text.tokenizer import COUNT, FIGURE, pipeline

_WEEKDAY = re.compile(r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy)\s*,?\s*(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d", re.I)
_NEARLY = re.compile(r"(?:sát|gần|kém|hơn|sau|so với|vào|lọt|hướng tới|bám đuổi)\s+[\"“']?$")
_MANY = re.compile(
    r"(?:\d+|một số|các|những|nhóm|top|tốp|hai|ba|bốn|năm|mười)\s+(?:cơ quan|đơn vị|tỉnh|địa phương|huyện|sở|thành phố|nhóm|quận|xã|bộ|ngành|thành|[,\s])*"
    r"(?:có\s+)?(?:được\s+)?(?:xếp\s+)?$|(?:nhóm|top|tốp)\s+(?:\S+\s+){0,3}$"
)
_WORD_NUMBERS = ("nhất", "nhì", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
MOST_PHRASES = 20_000  # of one rule


def find_results(doc: Doc, offset: int) -> list[Mention]:
    """All figures of ``doc``; ``offset`` is where its text begins in the document. Longer patterns win, then earlier rules."""
    found = [(*_places()[key], start, end) for key, start, end in _matcher()(doc)]
    found.sort(key=lambda item: (item[0], item[3] - item[4], item[1], item[3]))
    taken = bytearray(len(doc))
    body = doc.text  # put together anew at every look
    tried: dict[int, bytearray] = {}  # of one rule's matches the longest alone is tried
    mentions: list[Mention] = []
    for _, rule, label, start, end in found:
        mine = tried.setdefault(rule, bytearray(len(doc)))
        if any(mine[start:end]):
            continue
        mine[start:end] = b"\1" * (end - start)
        if any(taken[start:end]):
            continue
        span = doc[start:end]
        mention = _read(span, body, label, offset)
        if mention is None:
            continue
        taken[start:end] = b"\1" * (end - start)
        mentions.append(mention)
    return sorted(mentions, key=lambda m: m.start)


@cache
def _places() -> dict[int, tuple[int, int, str]]:
    """Of every rule by its key in the matcher: after how many others it is tried, its place in the vocabulary, its label."""
    rules = vocabulary("results")["rules"]
    strings = pipeline().vocab.strings
    return {strings.add(f"{rule['is']} {i}"): (int(rule.get("after", 0)), i, str(rule["is"])) for i, rule in enumerate(rules)}


@cache
def _matcher() -> PhraseMatcher:
    """Every rule of the vocabulary with all of its phrases."""
    vocab = pipeline().vocab
    matcher = PhraseMatcher(vocab, attr="SHAPE")  # the tokenizer's: a number's shape stands for all numbers
    for i, rule in enumerate(vocabulary("results")["rules"]):
        choices = [_choices(word) for word in rule["like"].split()]
        if prod(map(len, choices)) > MOST_PHRASES:
            raise VocabularyError(
                f"results.yaml: luật quá rộng: {rule['like']}", f"results.yaml: too wide a rule: {rule['like']}"
            )
        for words in product(*choices):  # one at a time: together they would take 50 MB
            matcher.add(f"{rule['is']} {i}", [Doc(vocab, words=[word for word in words if word])])
    return matcher


@cache
def _sets() -> dict[str, list[str]]:
    sets: dict[str, list[str]] = vocabulary("results")["sets"]
    return sets


def _choices(word: str) -> tuple[str, ...]:
    """What may stand at a place of a rule: a word, one of several (a|b), a set ($name), a number (#), an ordinal (@), nothing ("") where it ends in ?."""
    optional = word.endswith("?") and len(word) > 1
    body = word[:-1] if optional else word
    choices: tuple[str, ...]
    if body == "#":
        choices = (COUNT, FIGURE)
    elif body == "@":
        choices = (COUNT, *_WORD_NUMBERS)
    elif body == "@@":  # second syllable of "mười bốn", "đầu tiên"
        choices = ("một", "hai", "ba", "tư", "bốn", "lăm", "sáu", "bảy", "tám", "chín", "tiên")
    elif body.startswith("$"):
        choices = tuple(_sets()[body[1:]])
    else:
        choices = tuple(body.split("|")) if len(body) > 1 else (body,)
    return (*choices, "") if optional else choices


def _numbers(span: Span) -> list[Token]:
    return [t for t in span if NUMBER.fullmatch(t.text.replace(", ", ","))]


def _read(span: Span, body: str, label: str, offset: int) -> Mention | None:
    """The mention of a matched span; None where its numbers make no sense for the label."""
    start, end = span.start_char + offset, span.end_char + offset
    numbers = _numbers(span)
    if label == "rank":
        return _rank(span, body, numbers, offset)
    if label == "nth":
        ordinal = parse_ordinal(span.text)
        return Mention(Sort.NUMBER, start, end, float(ordinal or 0), at=(start, end), flags=frozenset({"nth"}))
    if label == "first":
        if _MANY.search(tone_key(body[max(0, span.start_char - 48) : span.start_char])):
            return None  # "15 tỉnh đứng đầu", "nhóm dẫn đầu": a set, not a rank
        if _NEARLY.search(tone_key(body[max(0, span.start_char - 16) : span.start_char])):
            return None  # "tiến sát ngôi đầu", "kém quán quân"
        flags = {"word", "top"} if span.text.lower().endswith("cao nhất") else {"word"}
        return Mention(Sort.RANK, start, end, 1.0, at=(start, end), flags=frozenset(flags))
    if label == "skip":
        return Mention(Sort.NUMBER, start, end, flags=frozenset({"skip"}))
    if not numbers and label in ("up", "down"):
        return _worded_change(span, label, offset)
    if not numbers:
        return None
    values = [parse_number(t.text) for t in numbers]
    at = [(t.idx + offset, t.idx + len(t.text) + offset) for t in numbers]
    if any(v is None for v in values):
        return None
    first = values[0]
    second = values[1] if len(values) > 1 else None
    at_second = at[1] if len(at) > 1 else (0, 0)
    if label in ("up", "down", "up_score", "down_score"):
        sort = Sort.RANK_CHANGE if label in ("up", "down") else Sort.SCORE_CHANGE
        sign = 1.0 if label.startswith("up") else -1.0
        assert first is not None
        return Mention(sort, start, end, sign * first, at=at[0])
    return Mention(Sort(label), start, end, first, second, at[0], at_second)


def _worded_change(span: Span, label: str, offset: int) -> Mention | None:
    """A change of rank in words: "tăng bốn bậc"."""
    tail = _tail([t for t in span if t.norm_ in _WORD_NUMBERS])
    value = parse_ordinal(" ".join(t.text for t in tail)) if tail else None
    if value is None:
        return None
    at = (tail[0].idx + offset, tail[-1].idx + len(tail[-1].text) + offset)
    return Mention(
        Sort.RANK_CHANGE, span.start_char + offset, span.end_char + offset, float(value if label == "up" else -value), at=at
    )


def _rank(span: Span, body: str, numbers: list[Token], offset: int) -> Mention | None:
    """A rank in figures or words, with "/63" or "trong 63" behind it."""
    start, end = span.start_char + offset, span.end_char + offset
    if span.text.lower() == "á quân":
        return Mention(Sort.RANK, start, end, 2.0, at=(start, end), flags=frozenset({"word"}))
    if _WEEKDAY.match(body[span.start_char : span.end_char + 16]):
        return None
    words = [t for t in span if t.norm_ in _WORD_NUMBERS or t.norm_ in ("đầu", "tiên", "một", "lăm")]
    of: float | None = None
    at_of = (0, 0)
    if numbers:
        value = parse_number(numbers[0].text)
        at = (numbers[0].idx + offset, numbers[0].idx + len(numbers[0].text) + offset)
        if len(numbers) > 1:
            of = parse_number(numbers[1].text)
            at_of = (numbers[1].idx + offset, numbers[1].idx + len(numbers[1].text) + offset)
    else:
        tail = _tail(words)
        following = span.doc[span.end : span.end + 1].text
        if tail and tail[-1].norm_ == "năm" and following.isdigit():
            return None  # "xếp hạng năm 2020" names a year
        ordinal = parse_ordinal(" ".join(t.text for t in tail))
        if ordinal is None or not tail:
            return None
        value = float(ordinal)
        at = (tail[0].idx + offset, tail[-1].idx + len(tail[-1].text) + offset)
    if value is None or value != int(value) or not 1 <= value <= 999 or (of is not None and (of != int(of) or of < value)):
        return None
    return Mention(Sort.RANK, start, end, value, of, at, at_of)


def _tail(words: list[Token]) -> list[Token]:
    """The last run of neighbouring number words."""
    run: list[Token] = []
    for token in reversed(words):
        if run and run[0].i != token.i + 1:
            break
        run.insert(0, token)
    return run
