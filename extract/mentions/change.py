"""Changes in figures: "cộng thêm 2,64 điểm", "rơi tới 25 bậc", "mức giảm của tỉnh, 1,03%", "kém năm liền trước 6 bậc", "14 bậc cộng thêm".

A verb (or a comparison with the edition before) and a number with a unit, and between them nothing but words of degree. Words in
``vocabulary/changes.yaml``. "lên 85 điểm", "còn 6,71 điểm" say where a move ends and are no changes; places ("bậc") are.
"""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import vocabulary
from extract.mentions.mention import Mention, Sort
from extract.mentions.number import parse_number, parse_ordinal
from extract.mentions.passage import Passage
from extract.text.clean import tone_key

_NUMBER = r"(?P<n>\d{1,3}(?:[.,]\d{1,4})?|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)"
_UNIT = re.compile(r"\d\s?(?:điểm|đ(?!\w)|%|phần trăm|bậc|hạng|vị trí|nấc|bực)|(?:bậc|hạng|vị trí|nấc)(?!\w)")
_PAIRED = re.compile(r"lần lượt|tương ứng|theo thứ tự")
_ITEM = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?")


def changes(passage: Passage, start: int, end: int) -> list[Mention]:
    """Changes of rank and score in ``text[start:end]``."""
    key = passage.key
    if not _UNIT.search(key, start, end):
        return []
    found: list[Mention] = []
    for match in _listed().finditer(key, start, end):
        if _PAIRED.search(key, max(start, match.start() - 24), match.start("list")):
            found += _read_list(match)
    said = key[start:end]
    for word, pattern in _patterns():
        for match in pattern.finditer(key, start, end) if word in said else ():
            if (mention := _read(match)) is not None:
                found.append(mention)
                found += _again(match, mention)
    return found


def _read_list(match: re.Match[str]) -> list[Mention]:
    """One change a number: "giảm lần lượt 0,86; 0,41 và 0,37 điểm"."""
    sort = Sort.RANK_CHANGE if match["unit"] in vocabulary("changes")["places"] else Sort.SCORE_CHANGE
    sign = -1.0 if match["down"] else 1.0
    made: list[Mention] = []
    for number in _ITEM.finditer(match.string, match.start("list"), match.end("list")):
        value = parse_number(number[0])
        if value is None:
            return []
        at = (number.start(), number.end())
        begin = match.start() if not made else at[0]
        end = match.end() if number.end() == match.end("list") else at[1]
        made.append(Mention(sort, begin, end, sign * value, at=at))
    return made


def _read(match: re.Match[str]) -> Mention | None:
    groups = match.groupdict()
    number = groups["n"]
    places = groups["unit"] in vocabulary("changes")["places"]
    value = parse_number(number) if number[0].isdigit() else (float(parse_ordinal(number) or 0) if places else None)
    if not value or (places and value != int(value)):
        return None
    down = groups.get("down") is not None
    sort = Sort.RANK_CHANGE if places else Sort.SCORE_CHANGE
    at = (match.start("n"), match.end("n"))
    return Mention(sort, match.start(), match.end(), -value if down else value, at=at)


_AGAIN = re.compile(
    r"(?:\s+so với\s+[^,;.()]{3,24}?)?\s*(?:,|và|,\s*và)\s+(?:tới\s+|đến\s+)?(?P<n>\d{1,3}(?:[.,]\d{1,4})?)\s?(?P<unit>bậc|hạng|điểm|%)(?P<back>(?=\s+so với\s))?"
)


def _again(match: re.Match[str], first: Mention) -> list[Mention]:
    """What "và" adds to a change: "tăng 26 bậc so với năm trước và 29 bậc so với năm 2016", "mức tăng là 1,5 điểm và 2 bậc"."""
    again = _AGAIN.match(match.string, match.end())
    value = parse_number(again["n"]) if again else None
    if again is None or value is None:
        return []
    sort = Sort.RANK_CHANGE if again["unit"] in vocabulary("changes")["places"] else Sort.SCORE_CHANGE
    if sort is first.sort and again["back"] is None:
        return []
    at = (again.start("n"), again.end("n"))
    return [Mention(sort, at[0], again.end("unit"), -value if (first.value or 0) < 0 else value, at=at)]


@cache
def _words() -> dict[str, str]:
    return {
        name: "|".join(sorted(map(_escaped, listed), key=len, reverse=True)) for name, listed in vocabulary("changes").items()
    }


@cache
def _listed() -> re.Pattern[str]:
    words = _words()
    verb = rf"(?:mức\s+)?(?:(?P<up>{words['up']}|{words['step_up']})|(?P<down>{words['down']}|{words['step_down']}))"
    back = rf"(?:\s+so với\s+(?:năm 20[0-3]\d|{words['before']}))?"
    items = rf"(?P<list>{_ITEM.pattern}(?:(?:\s?[,;]|\s+và)\s+{_ITEM.pattern}){{1,9}})"
    return re.compile(
        rf"(?<!\w){verb}{back}(?:\s+(?:{words['degree']})){{0,4}}\s*:?\s+{items}\s?(?P<unit>{words['places']}|{words['points']})(?!\w)"
    )


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The wordings of one change, each with a word that no sentence of it lacks."""
    words = _words()
    degree = rf"(?:\s+(?:{words['degree']})){{0,4}}"
    unit = rf"\s?(?P<unit>{words['places']}|{words['points']})(?!\w)"
    of_places, of_points = rf"\s?(?P<unit>{words['places']})(?!\w)", rf"\s?(?P<unit>{words['points']})(?!\w)"
    before = rf"(?:năm 20[0-3]\d|{words['before']})"
    back = rf"(?:\s+(?:so với\s+)?{before}(?:\s*\([^()]{{0,40}}\))?)"
    against = rf"(?:\s+so với\s+{before}(?:\s+là)?)?"
    most = r"(?:\s+(?:mạnh|nhiều|sâu) nhất\s?[,(:]|\s*:)"
    better, worse = rf"(?P<up>{words['better']})", rf"(?P<down>{words['worse']})"
    return tuple(
        (word, re.compile(pattern))
        for word, pattern in (
            (
                "",
                rf"(?<!\w)(?<!cắt )(?<!suy )(?<!tổng )(?:(?P<up>{words['up']})|(?P<down>{words['down']})){against}{degree}{most}?\s+{_NUMBER}{of_points}",
            ),
            (
                "",
                rf"(?<!\w)(?:(?P<up>{words['up']}|{words['step_up']})|(?P<down>{words['down']}|{words['step_down']})){against}{degree}\s*:?\s+{_NUMBER}{of_places}",
            ),
            (
                "mức ",
                rf"(?<!\w)mức (?:(?P<up>tăng|cải thiện)|(?P<down>giảm|sụt giảm))(?:\s+(?:của|là|chung|cả)(?:\s+\w+){{0,3}})?\s*[,:(]?\s+{_NUMBER}{unit}",
            ),
            (
                "điểm ",
                rf"(?<!\w)(?:(?P<up>điểm (?:tăng|cộng) thêm)|(?P<down>điểm (?:mất|giảm|hụt) đi))(?:\s+(?:là|chỉ|không|lớn|nhiều|đáng|kể)){{0,4}}\s*[,:]?\s+{_NUMBER}{of_points}",
            ),
            ("", rf"(?<!\w)(?:{better}|{worse}){back}(?:\s+(?:là|tới|những|đến))?{degree}\s+{_NUMBER}{unit}"),
            ("so với", rf"(?<!\w)(?:{better}|{worse}){degree}\s+{_NUMBER}{unit}(?=[^.;,]{{0,12}}\s+so với\s+{before})"),
            (
                "",
                rf"(?<![\w,.]){_NUMBER}{of_places}\s+(?:(?P<up>cộng thêm|thăng hạng|tăng thêm)|(?P<down>tụt hạng|rớt hạng|bị mất))(?!\w)",
            ),
            (
                "",
                rf"(?:(?<=\s)|(?<=\())(?:(?P<up>\+)|(?<!\d[\s%])(?<!điểm )(?P<down>[-−–]))(?P<n>\d{{1,3}}(?:[.,]\d{{1,4}})?){unit}",
            ),
            ("", rf"(?<!\w)(?P<down>{words['fall']})(?:\s+(?:mất|thêm|nhẹ|sâu))?\s+{_NUMBER}{of_points}"),
            (
                "bước ",
                rf"(?<!\w)bước (?:(?P<up>tiến|nhảy)|(?P<down>lùi))(?:\s+(?:dài|xa|tới|vượt bậc|ngoạn mục)){{0,2}}\s+{_NUMBER}{of_places}",
            ),
        )
    )


def _escaped(word: str) -> str:
    return re.escape(tone_key(word))
