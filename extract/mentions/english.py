"""Ranks, scores and changes of English-language pages: "placed 12th nationwide", "slipped two places to 22nd", "gained 0.54 points to reach 7.21".

Only where a sentence is English: written without diacritics but for names, with at least two of its commonest words.
"""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import vocabulary
from extract.mentions.mention import Mention, Sort
from extract.mentions.number import parse_number
from extract.mentions.passage import Passage

# words of results that no Vietnamese line without diacritics has: enough beside one common word, or alone in a short line of a list
_RESULT = re.compile(r"\b(?:ranked|ranks|ranking|placed|points?|score|scored|number|position|places)\b")
_COMMON = re.compile(r"\b(?:the|of|and|in|with|was|were|to|for|its|from|by|is|has|at)\b")
_OF = re.compile(
    r"\s*(?:place|position|spot)?,?\s*(?:out of|among|of|/)\s*(?:the\s+|all\s+|a total of\s+)?(\d{2})(?=\s|[,.;)]|$)"
)
_NUMBERED = re.compile(
    r"\b(?:(?:ranked|ranks|ranking|placed|stood|standing|stands|rank is|rank was)\s(?:at\s|no\. ?|number\s)?|(?<!decision )(?<!plan )(?:at )?(?:no\. ?|number\s))"
    r"(?P<n>[1-9]\d?)(?:\s?/\s?(?P<of>\d{1,2}))?(?![\w/%.]\w|[\w%/])"
)
_DECIMAL = r"\d{1,3}\.\d{1,4}"
_FELL = re.compile(
    rf"\bfrom\s+(?P<n>{_DECIMAL})(?=(?:\s+points?)?(?:\s+(?:in|\(?)\s*20\d\d\)?)?\s+to\s+\d)"
)  # "from 41.53 in 2020 to 40.91"
SHORT = 90  # characters of a line of a list
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
_MOVED = re.compile(
    rf"\bfrom\s+(?P<a>{_ORDINAL})(?:\s+(?:place|position|in|to|\(?20\d\d\)?))*?\s+to\s+(?P<b>{_ORDINAL})(?![\w-])"
)
_WHERE = re.compile(
    rf"(?<![\w-])(?P<n>{_ORDINAL})(?=\s+(?:in the (?:country|nation|region|delta|table|ranking)|nationwide|nationally|overall|place\b(?! in the (?:world|asean))))"
)


def is_english(text: str) -> bool:
    """Whether a sentence is written in English."""
    plain = len(text.encode("ascii", "ignore"))
    if (len(text) - plain) * 20 >= len(text):
        return False
    opening = text.lower()[:600]
    return len(_COMMON.findall(opening)) + len(_RESULT.findall(opening)) >= (1 if plain < SHORT else 2)


def english(passage: Passage, start: int, end: int) -> list[Mention]:
    """The figures of an English sentence ``text[start:end]``; nothing for any other."""
    if not is_english(passage.text[start:end]):
        return []
    key, span = passage.key, (start, end)
    return [*_ranks(key, *span), *_numbers(key, *span), *_firsts(key, *span), *_changes(key, *span), *_scores(key, *span)]


def _ranks(key: str, start: int, stop: int) -> list[Mention]:
    made = []
    for match in _patterns()["rank"].finditer(key, start, stop):
        value = _ordinal(match["n"])
        if value is None or _patterns()["unranked"].match(key, match.end()):
            continue
        of = _OF.match(key, match.end())
        at_of = (of.start(1), of.end(1)) if of and float(of[1]) >= value else (0, 0)
        end = of.end() if at_of != (0, 0) and of else match.end()
        at = (match.start("n"), match.end("n"))
        if match["n"][0].isdigit():
            at = (at[0], at[0] + len(re.match(r"\d+", match["n"])[0]))  # type: ignore[index]
        other = float(of[1]) if of and at_of != (0, 0) else None
        made.append(Mention(Sort.RANK, match.start("n"), end, float(value), other, at, at_of))
        while (more := _patterns()["more"].match(key, end, stop)) is not None and not _patterns()["unranked"].match(
            key, more.end()
        ):
            end = more.end()
            made.append(_plain_rank(more, "n"))
    pairs = [(match, name) for match in _MOVED.finditer(key, start, stop) for name in "ab"]
    for match, name in [*pairs, *((match, "n") for match in _WHERE.finditer(key, start, stop))]:
        if not any(m.start < match.end(name) and match.start(name) < m.end for m in made):
            made.append(_plain_rank(match, name))
    return made


def _plain_rank(match: re.Match[str], name: str) -> Mention:
    """The rank of an ordinal: "9th", "second"."""
    at = match.span(name)
    number = re.match(r"\d+", match[name])
    size = len(number[0]) if number else at[1] - at[0]
    return Mention(Sort.RANK, *at, float(_ordinal(match[name]) or 0), at=(at[0], at[0] + size))


def _numbers(key: str, start: int, stop: int) -> list[Mention]:
    """Ranks in plain figures: "ranks 5/63", "No. 2", "its national rank is 11"."""
    made = []
    for match in _NUMBERED.finditer(key, start, stop):
        at_of = match.span("of") if match["of"] else (0, 0)
        if match["of"] and int(match["of"]) < int(match["n"]):
            continue
        other = float(match["of"]) if match["of"] else None
        made.append(Mention(Sort.RANK, match.start(), match.end(), float(match["n"]), other, match.span("n"), at_of))
    return made


def _firsts(key: str, start: int, stop: int) -> list[Mention]:
    made = []
    for name, value in (("first", 1.0), ("best", 2.0)):
        for match in _patterns()[name].finditer(key, start, stop):
            at = (match.start(), match.end())
            made.append(Mention(Sort.RANK, *at, value, at=at, flags=frozenset({"word"})))
    return made


def _changes(key: str, start: int, stop: int) -> list[Mention]:
    made = []
    for match in _patterns()["change"].finditer(key, start, stop):
        again = "again" if match["again"] else "too" if match["too"] else None
        sign = -1.0 if match["down"] or match["down_share"] else 1.0
        if again and (size := _cardinal(match[again])):
            made.append(Mention(Sort.RANK_CHANGE, match.start(again), match.end(), sign * size, at=match.span(again)))
        if match["share"]:
            at = match.span("share")
            made.append(Mention(Sort.SCORE_CHANGE, match.start(), at[1] + 1, sign * float(match["share"]), at=at))
            continue
        places = match["places"] is not None
        value = parse_number(match["n"]) if match["n"][0].isdigit() else _cardinal(match["n"])
        if not value:
            continue
        at = (match.start("n"), match.end("n"))
        sort = Sort.RANK_CHANGE if places else Sort.SCORE_CHANGE
        end = match.start(again) if again else match.end()
        made.append(Mention(sort, match.start(), end, sign * float(value), at=at))
    return made


def _cardinal(text: str) -> float | None:
    return float(text) if text[0].isdigit() else vocabulary("english")["cardinals"].get(text)


def _scores(key: str, start: int, stop: int) -> list[Mention]:
    made = []
    for match in [*_patterns()["score"].finditer(key, start, stop), *_FELL.finditer(key, start, stop)]:
        value = parse_number(match["n"])
        at = (match.start("n"), match.end("n"))
        if value is not None:
            made.append(Mention(Sort.SCORE, at[0], match.end(), value, at=at))
    return made


def _ordinal(text: str) -> int | None:
    words = vocabulary("english")
    if text[0].isdigit():
        return int(re.match(r"\d+", text)[0])  # type: ignore[index]
    if "-" in text or " " in text:
        tens, _, ones = re.sub(r"[\s-]+", "-", text).partition("-")
        return int(words["tens"].get(tens, 0) + words["ordinals"].get(ones, 0)) or None
    value: int | None = words["ordinals"].get(text)
    return value


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = {
        name: "|".join(re.escape(str(w)) for w in sorted(listed, key=lambda w: -len(str(w))))
        for name, listed in vocabulary("english").items()
    }
    ordinal = rf"(?P<n>\d{{1,2}}(?:st|nd|rd|th)|(?:{lists['tens']})[- ](?:{lists['ordinals']})|{lists['ordinals']})"
    made = {
        "rank": rf"\b(?:{lists['ranked']})\s+(?:at\s+|in\s+|the\s+|only\s+|up\s+|down\s+|back\s+|respectively\s+){{0,2}}"
        rf"(?:the\s+)?{ordinal}(?:\s+(?:place|position|spot))?(?![\w-])",
        "more": rf"(?:\s+(?:places?|positions?))?(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?{ordinal}(?![\w-])",  # "came in at 6th and 9th"
        "unranked": rf"\s+(?:(?:\d{{1,2}}|{lists['cardinals']}|few)\s+)?(?:{lists['unranked']})\b",
        "first": rf"\b(?:{lists['first']})(?!\w)",
        "best": rf"\b(?:{lists['best']})(?!\w)",
        "change": rf"\b(?:(?P<up>{lists['up']})|(?P<down>{lists['down']}))\s+(?:by\s+|only\s+|another\s+|as many as\s+)?"
        rf"(?P<n>\d{{1,3}}(?:\.\d{{1,4}})?|{lists['cardinals']})\s+(?:(?P<places>{lists['places']})|(?P<points>{lists['points']}))\b(?:\s+and\s+(?P<again>\d{{1,2}}|{lists['cardinals']})\s+(?:{lists['places']})\b)?"
        rf"|\b(?:(?P<up_share>{lists['up']})|(?P<down_share>{lists['down']}))\s+(?:by\s+|only\s+|another\s+)?(?P<share>\d{{1,2}}(?:\.\d{{1,4}})?)\s?%"
        rf"(?:\s+and\s+(?P<too>\d{{1,2}}|{lists['cardinals']})\s+(?:{lists['places']})\b)?",
        "score": rf"\b(?:{lists['scored']})\s+(?:just\s+|only\s+|now\s+)?(?P<n>{_DECIMAL})(?:\s+points?)?(?!\s?(?:%|percent|per cent|million|billion|trillion|/|[\w]))",
    }
    return {name: re.compile(pattern) for name, pattern in made.items()}
