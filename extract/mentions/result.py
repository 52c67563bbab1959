"""Figures of results: ranks, scores, shares of the maximum, ratios and changes.

The wordings are in ``vocabulary/results.yaml``: runs of words with a number among them. What the number means is the rule's label;
what it belongs to is the frame's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extract.mentions.mention import Mention, Sort
from extract.mentions.number import NUMBER, ROMAN, parse_number, parse_ordinal
from extract.mentions.passage import Passage
from extract.mentions.phrases import Hit
from extract.mentions.rules import NUMBER_WORDS, rules

_WEEKDAY = re.compile(r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy)\s*,?\s*(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d")
_CHANGED_HANDS = re.compile(r"\s*(?:\S+\s+){0,2}(?:đã\s+)?(?:đổi chủ|thuộc về ai)")
_NEARLY = re.compile(
    r"(?:giữa (?:địa phương|đơn vị|tỉnh|nơi|huyện|cơ quan|sở)|sát|gần|kém|hơn|sau|so với|vào|lọt|hướng tới|bám đuổi|người)\s+(?:(?:địa phương|"
    r"đơn vị|tỉnh|nơi|huyện|cơ quan|sở|xã|phường|thành phố)\s+)?[\"“']?$"
)
_MANY = re.compile(
    r"(?:\d+|một số|các|những|nhóm|top|tốp|hai|ba|bốn|năm|mười)\s+(?:cơ quan|đơn vị|tỉnh|địa phương|huyện|sở|thành phố|nhóm|quận|xã|bộ|ngành|thành|vị trí|"
    r"thứ hạng|ngôi|cái tên|phường|[,\s])*(?:(?:có|đạt|được|giành|xếp|tổng|số|mức|tổng số)\s+){0,3}$|(?:nhóm|top|tốp)\s+(?:\S+\s+){0,3}$"
)
_EVER = re.compile(
    r"\s*(?:từ trước|(?:trong|của) (?:(?:suốt|vòng|nhiều|các|những|\S+) ){0,2}(?:năm|kỳ|lần)(?! 20)|kể từ|từ khi|từ năm|lịch sử)"
)
_SEVERAL = re.compile(r"(?:\d+|các|những|hai|ba|bốn|năm|mười)\s+$")  # "hai thứ hạng đầu tiên"
# what is counted off rather than ranked: "tuần thứ ba", "phiên thứ nhất", "lý do thứ hai"
_OF_SERIES = re.compile(
    r"(?<!\w)(?:tuần|ngày|tháng|quý|đợt|vòng|phiên|phiên họp|khóa|kỳ|kỳ họp|buổi|tập|bước|(?<!lần )lượt|chặng|khâu|câu|bài|cuộc|hội nghị|hội thảo|vấn đề|giải pháp|nguyên nhân"
    r"|nhiệm vụ|lý do|giai đoạn|nhiệm kỳ|phương án|thế hệ|hạn chế|hành trình|đối tượng|mục tiêu|đội|chuyên đề|chủ đề|hợp phần|phần|điều|chương)\s+$"
)
_RANK_WORDS = NUMBER_WORDS | {"đầu", "tiên"} | frozenset(ROMAN)


class Wording(NamedTuple):
    """A matched rule where it stands: ``start`` and ``end`` of the sentence, and the hit."""

    passage: Passage
    start: int
    end: int
    hit: Hit

    @property
    def key(self) -> str:
        """Its words in lower case."""
        return self.passage.key[self.hit.start : self.hit.end]

    def before(self, length: int) -> str:
        """Up to ``length`` characters before it in the sentence, in lower case."""
        return self.passage.key[max(self.start, self.hit.start - length) : self.hit.start]

    def spans(self, wanted: Callable[[str], object]) -> list[int]:
        """The tokens of it whose keys are ``wanted``."""
        words = self.passage.tokens[0]
        return [i for i in range(self.hit.first, self.hit.last) if wanted(words[i])]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from ``first`` to ``last`` (inclusive) stand."""
        _, starts, ends = self.passage.tokens
        return starts[first], ends[last]


def results(passage: Passage, start: int, end: int) -> list[Mention]:
    """All figures of ``text[start:end]``. Longer wordings win, then earlier rules."""
    hits = passage.hits("result", start, end)
    if not hits:
        return []
    listed = rules()
    ranked = sorted((listed[place := int(hit.label)].after, hit.first - hit.last, place, hit.first, hit) for hit in hits)
    base = hits[0].first
    size = max(hit.last for hit in hits) - base
    taken = bytearray(size)
    tried: dict[int, bytearray] = {}  # of one rule's matches the longest alone is tried
    mentions: list[Mention] = []
    for _, _, place, _, hit in ranked:
        first, last = hit.first - base, hit.last - base
        mine = tried.get(place)
        if mine is None:
            mine = tried[place] = bytearray(size)
        if mine.find(1, first, last) >= 0:
            continue
        mine[first:last] = b"\1" * (last - first)
        if taken.find(1, first, last) >= 0:
            continue
        mention = _read(Wording(passage, start, end, hit), listed[place].label)
        if mention is None:
            continue
        taken[first:last] = b"\1" * (last - first)
        mentions.append(mention)
    return sorted(mentions, key=lambda m: m.start)


def _is_number(word: str) -> bool:
    return word[0].isdecimal() and NUMBER.fullmatch(word) is not None


def _read(wording: Wording, label: str) -> Mention | None:
    """The mention of a matched wording; None where its numbers make no sense for the label."""
    start, end = wording.hit.start, wording.hit.end
    if label == "rank":
        return _rank(wording)
    if label == "nth":
        return Mention(Sort.NUMBER, start, end, float(parse_ordinal(wording.key) or 0), at=(start, end), flags=frozenset({"nth"}))
    if label in ("first", "ahead"):
        if _MANY.search(wording.before(48)):
            return None  # "15 tỉnh đứng đầu", "nhóm dẫn đầu": a set, not a rank
        if _NEARLY.search(wording.before(16)):
            return None  # "tiến sát ngôi đầu", "kém quán quân"
        if _EVER.match(wording.passage.key, end, wording.end):
            return None  # its own best
        flags = {"word", "top"} if wording.key.endswith("cao nhất") else {"word"}
        flags |= {"ahead"} if label == "ahead" else set()
        return Mention(Sort.RANK, start, end, 1.0, at=(start, end), flags=frozenset(flags))
    if label == "skip":
        return Mention(Sort.NUMBER, start, end, flags=frozenset({"skip"}))
    numbers = wording.spans(_is_number)
    if not numbers and label in ("up", "down"):
        return _worded_change(wording, label)
    if not numbers:
        return None
    words = wording.passage.tokens[0]
    values = [parse_number(words[i]) for i in numbers]
    at = [wording.span(i, i) for i in numbers]
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


def _worded_change(wording: Wording, label: str) -> Mention | None:
    """A change of rank in words: "tăng bốn bậc"."""
    ordinal = _ordinal(wording, wording.spans(NUMBER_WORDS.__contains__))
    if ordinal is None:
        return None
    value, at = ordinal
    return Mention(Sort.RANK_CHANGE, wording.hit.start, wording.hit.end, float(value if label == "up" else -value), at=at)


def _rank(wording: Wording) -> Mention | None:
    """A rank in figures or words, with "/63" or "trong 63" behind it."""
    passage, end, hit = wording.passage, wording.end, wording.hit
    if wording.key == "á quân":
        return Mention(Sort.RANK, hit.start, hit.end, 2.0, at=(hit.start, hit.end), flags=frozenset({"word"}))
    if _WEEKDAY.match(passage.key, hit.start, min(end, hit.end + 16)):
        return None
    if wording.key.endswith("đầu tiên") and _SEVERAL.search(wording.before(10)):
        return None
    if wording.key.startswith("thứ ") and _OF_SERIES.search(wording.before(16)):
        return Mention(Sort.NUMBER, hit.start, hit.end, flags=frozenset({"skip"}))
    of: float | None = None
    at_of = (0, 0)
    words = passage.tokens[0]
    numbers = wording.spans(_is_number)
    worded = [i for i in wording.spans(_RANK_WORDS.__contains__) if numbers and i < numbers[0]]
    value: float | None
    if len(numbers) == 1 and worded and (said := _ordinal(wording, worded)) is not None:
        value, at = float(said[0]), said[1]  # "thứ ba trong số 63"
        of, at_of = parse_number(words[numbers[0]]), wording.span(numbers[0], numbers[0])
    elif numbers:
        value = parse_number(words[numbers[0]])
        at = wording.span(numbers[0], numbers[0])
        if len(numbers) > 1:
            of = parse_number(words[numbers[1]])
            at_of = wording.span(numbers[1], numbers[1])
    else:
        named = wording.spans(_RANK_WORDS.__contains__)
        following = words[hit.last] if hit.last < len(words) and passage.tokens[1][hit.last] < end else ""
        if named and words[named[-1]] == "năm" and following.isdigit():
            return None  # "xếp hạng năm 2020" names a year
        ordinal = _ordinal(wording, named)
        if ordinal is None:
            return None
        value, at = float(ordinal[0]), ordinal[1]
    if value is None or value != int(value) or not 1 <= value <= 999 or (of is not None and (of != int(of) or of < value)):
        return None
    unit = wording.key.startswith("vị ") and wording.before(4) == "đơn "  # "đơn vị thứ nhì" is no "vị thứ"
    return Mention(Sort.RANK, hit.start + len("vị ") * unit, hit.end, value, of, at, at_of)


def _ordinal(wording: Wording, words: list[int]) -> tuple[int, tuple[int, int]] | None:
    """What the last run of neighbouring number words says, and where it stands."""
    run: list[int] = []
    for i in reversed(words):
        if run and run[0] != i + 1:
            break
        run.insert(0, i)
    value = parse_ordinal(" ".join(wording.passage.tokens[0][i] for i in run)) if run else None
    return (value, wording.span(run[0], run[-1])) if value is not None else None
