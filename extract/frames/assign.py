"""Which anchor a value belongs to: the subject (or criterion) before it, unless a link ties it to the ones behind it.

An *anchor* is a run of coordinated subjects ("A, B và C"). Vietnamese states both "A đạt 98 điểm" (value behind) and "xếp thứ 2 là A và B"
(value before, tied by a link word). A value in brackets belongs to what stands right before the bracket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.lexicon import vocabulary
from extract.mentions.mention import Mention, Sort
from extract.text.clean import tone_key

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_JOIN = re.compile(
    r"^[\s,;/\"“”'‘’]*(?:(?:và|cùng|với|rồi|kế đến|hay|and|ubnd|ủy ban nhân dân|uỷ ban nhân dân|ở|của|huyện|tỉnh|thành phố|tp\.?|khối|các|\(?\d{1,2}[.)])[\s,;]*)*$"
)
_NEXT = re.compile(
    r"tiếp đến|tiếp theo|tiếp sau|kế đến|xếp sau là|ngay sau là|kế tiếp|sau đó|theo sau|lần lượt tiếp|còn lại|bám sát|theo sát|bám đuổi|kế đó|"
    r"kế là|kế sau|xếp kế|liền sau|liền kề|nối gót|nối tiếp|tiếp nối|xếp sau|đứng sau|rồi đến|rồi tới|sau là"
    r"|[,;]\s*(?:còn\s+|và\s+)?(?:đơn vị|cơ quan|nơi|địa phương|huyện|sở|tỉnh|xã)[^,;:]{0,24}(?:thấp nhất|cuối|chót|đội sổ)"
)  # another statement begins
_OTHER_END = re.compile(
    r"(?:cao|thấp|nhiều|ít)(?: điểm)? nhất|cuối bảng|cuối cùng"
)  # "A với 92,5 điểm, thấp nhất là B với 58,4 điểm"
LONGEST_BRACKET = 700  # characters that are looked back over for the bracket that a value stands in
_AHEAD = re.compile(r"\s*,\s*(?:ubnd\s+)?")
_OPENED = re.compile(r"\s*\((?:\s*(?:tỉnh|thành phố|của|thuộc về|là)\s+)?")
_ON_ITS_OWN = re.compile(r"\s+(?:cũng|lại|tiếp tục|thì)\s")
_DASH = re.compile(r"\s+[-–—]\s+")
_STOP = re.compile(r";|(?<!\btp)(?<!\btx)\.\s|\n")
_GIVEN = re.compile(  # "nhường ngôi đầu cho X", "74,2 điểm giúp X ngồi ghế số một"
    r"\s+(?:(?:lại\s+)?cho|(?:đã\s+)?(?:giúp|đưa|mang (?:về|lại) cho|đem (?:về|lại) cho))\s+(?:(?:tỉnh|huyện|thành phố|thị xã|ubnd|đơn vị|địa phương)\s+){0,2}"
)
# "...; thứ hai, Sở X: 93,7 điểm", "nơi dẫn đầu, X, được 3,6 điểm": a rank that opens its part of the sentence is of who comes right behind it
_HEADS = re.compile(
    r"(?:^|[;:])[^\w…]*(?:(?:xếp|đứng|kế tiếp|tiếp theo|tiếp đến|tiếp sau|kế đó|kế đến|sau đó|và|rồi|còn|ở|vị trí)[\s,]*)*$"
    r"|(?<!là )(?<!, )(?<!\w)(?:tỉnh|thành phố|địa phương|đơn vị|cơ quan|huyện|sở|xã|phường|nơi)\s+(?:đang\s+)?$"
)
_OF_BLOCK = re.compile(
    r"\s+(?:khối|nhóm|cấp|bảng|danh sách|toàn)\s[^,;.:()\d]{2,30},\s*(?:ubnd\s+)?"
)  # "Đứng đầu khối huyện, X ..."
_ALONGSIDE = re.compile(
    r"(?<!\w)(?:cùng|chung|ngang|đồng)\s[^,;.()]{2,40}(?<!đối)\svới\s+(?:ubnd\s+)?$"
)  # "cùng xếp loại tốt với A còn có B"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One or more coordinated mentions that share or pair the values given to them."""

    members: tuple[Mention, ...]
    aside: bool = False

    @property
    def start(self) -> int:
        """Where its first member begins."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where its last member ends."""
        return self.members[-1].end


def anchors(text: str, mentions: list[Mention], bound: list[Mention] | None = None) -> list[Anchor]:
    """Coordinated runs of ``mentions``; values in brackets between them do not part them."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        apart = bool(runs) and ";" in text[runs[-1][-1].end : mention.start] and _aside(text, runs[-1][0])
        if runs and not apart and _joined(text, runs[-1][-1], mention, bound or []):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [Anchor(tuple(run), _aside(text, run[0])) for run in runs]


def _joined(text: str, left: Mention, right: Mention, bound: list[Mention]) -> bool:
    if left.start == right.start:
        return True  # several that one word points back to
    written = text[left.end : right.start]
    gap = _BRACKETED.sub("", written)
    if ";" in gap and "(" in written:
        return False  # "A (98 điểm); B": two statements
    if "(" in gap or ")" in gap:
        return False
    if "(" in written and gap.strip() == "," and _ON_ITS_OWN.match(text, right.end):
        return False  # "quán quân là A (93,7 điểm), B cũng thuộc nhóm xuất sắc"
    return len(gap) < 60 and _JOIN.match(gap) is not None and gap.strip() != ""


@cache
def _aside_words() -> re.Pattern[str]:
    words = "|".join(re.escape(tone_key(w)) for w in sorted(vocabulary("cues")["asides"], key=len, reverse=True))
    return re.compile(rf"(?:^|(?<!tiếp)(?<!theo)(?<!kế)[\s,(])(?:{words})\s+(?:tỉnh|thành phố|các|địa phương|cả|của|\s)*$")


def _aside(text: str, first: Mention) -> bool:
    before = text[max(0, first.start - 48) : first.start]
    return _aside_words().search(before[-40:]) is not None or _ALONGSIDE.search(before) is not None


@cache
def _links() -> re.Pattern[str]:
    words = "|".join(re.escape(tone_key(w)) for w in sorted(vocabulary("cues")["links"], key=len, reverse=True))
    return re.compile(rf"(?:^|[\s,])(?:{words})(?=$|[\s,:“\"])|:")


def linked(text: str, value_end: int, anchor: Anchor) -> bool:
    """Whether only a link ("là", "gồm", "thuộc về", ":") and a few words stand between a value and an anchor behind it."""
    gap = _BRACKETED.sub("", text[value_end : anchor.start])
    if _STOP.search(gap) or len(gap) > 90 or len(gap.split()) > 16 or _NEXT.search(gap):
        return False
    return _links().search(gap) is not None or _GIVEN.fullmatch(gap) is not None


def _dashed(text: str, start: int, value: Mention, anchor: Anchor, found: list[Anchor]) -> bool:
    """Whether a dash alone ties a rank to the subject behind it in a part of the sentence that has named nobody before: "thứ nhất - A; thứ hai - B"."""
    if value.sort is not Sort.RANK or _DASH.fullmatch(text[value.end : anchor.start]) is None:
        return False
    part = max(start, text.rfind(";", start, value.start), text.rfind(":", start, value.start))
    return not any(part <= a.start < value.start for a in found)


def bracket_of(text: str, start: int, at: int) -> int | None:
    """Where the bracket opens that is open at ``at`` and opened behind ``start``, or None."""
    start = max(start, at - LONGEST_BRACKET)
    if text.rfind("(", start, at) < 0:
        return None
    depth = 0
    for i in range(at - 1, start - 1, -1):
        if text[i] == ")":
            depth += 1
        elif text[i] == "(":
            if depth == 0:
                return i
            depth -= 1
    return None


def assign(text: str, start: int, values: list[Mention], found: list[Anchor]) -> list[Anchor | None]:
    """The anchor of every value, in order; None where the sentence names none for it.

    A bracketed value gets an anchor of the one member that its bracket follows.
    """
    result: list[Anchor | None] = [None] * len(values)
    following: list[int] = []  # values since the last anchor that may belong to the next one
    for i, value in enumerate(values):
        opened = bracket_of(text, start, value.start)
        if opened is None and (owner := _bracketed_owner(text, value, values, found)) is not None:
            result[i] = owner
            continue
        if "prefix" in value.flags:
            nearest = next((m for a in found for m in a.members if m.start >= value.end), None)
            if nearest is not None:
                result[i] = Anchor((nearest,))
                continue
        if opened is not None:
            inside = [a for a in found if opened < a.start < value.start]
            before = _last_member(found, opened)
            result[i] = inside[-1] if inside else before
            continue
        previous = [
            a
            for a in found
            if a.end <= value.start and (not a.aside or _apposed(text, a, value)) and bracket_of(text, start, a.start) is None
        ]
        result[i] = previous[-1] if previous else None
    if found and not found[0].aside:  # "Đạt 407,64 điểm, Sở X giữ hạng nhất"
        ahead = [i for i, v in enumerate(values) if v.end <= found[0].start and result[i] is None]
        if ahead and _AHEAD.fullmatch(text[values[ahead[-1]].end : found[0].start]):
            for i in ahead:
                result[i] = found[0]
    for anchor in found:
        if anchor.aside or bracket_of(text, start, anchor.start) is not None:
            continue
        following = [i for i, v in enumerate(values) if v.end <= anchor.start and bracket_of(text, start, v.start) is None]
        if following and _heads(text, start, values[following[-1]], anchor, found):
            result[following[-1]] = anchor
            continue
        if not following or not (
            linked(text, values[following[-1]].end, anchor) or _dashed(text, start, values[following[-1]], anchor, found)
        ):
            continue
        if result[following[-1]] is not None and _OTHER_END.search(text[values[following[-1]].end : anchor.start]):
            continue
        for i in _reaching(text, values, following, anchor, found, result):
            result[i] = anchor
    return result


def _heads(text: str, start: int, value: Mention, anchor: Anchor, found: list[Anchor]) -> bool:
    gap = text[value.end : anchor.start]
    if value.sort is not Sort.RANK or not (_AHEAD.fullmatch(gap) or _OF_BLOCK.fullmatch(gap)):
        return False
    if any(a.end <= value.start and not text[a.end : value.start].strip() for a in found):
        return False  # "Văn phòng UBND tỉnh thứ hai, Sở Y tế ..."
    begin = max(start, value.start - 48)
    return _HEADS.search(text[begin : value.start] if begin == start else "…" + text[begin : value.start]) is not None


def _bracketed_owner(text: str, value: Mention, values: list[Mention], found: list[Anchor]) -> Anchor | None:
    """The subject that a bracket right behind a value opens with: "từ 37,61 điểm (Lâm Đồng, thứ 27)"."""
    bracket = _OPENED.match(text, value.end)
    if bracket is None:
        return None
    close = text.find(")", bracket.end())
    if any(v.sort is value.sort and bracket.end() <= v.start < close for v in values):
        return None
    return next((a for a in found if a.start <= bracket.end() + 12 and bracket.end() <= a.start and a.end <= close), None)


def _reaching(
    text: str, values: list[Mention], following: list[int], anchor: Anchor, found: list[Anchor], result: list[Anchor | None]
) -> list[int]:
    """The values before a linked anchor that go with it: back to a stop, another anchor, or a comma behind which a kind repeats."""
    taken: list[int] = []
    segment: list[int] = []
    sorts: set[object] = set()
    last = anchor.start
    for i in reversed(following):
        value = values[i]
        gap = text[value.end : last]
        listed = _same_list(gap) and bool(taken or segment) and value.sort is values[(taken + segment)[-1]].sort
        if _STOP.search(gap) or any(value.end <= a.start < last and not a.aside for a in found):
            break
        if "," in gap and (taken or segment) and not listed:
            if result[i] is not None:
                break
            taken, segment = taken + segment, []
            sorts |= {values[j].sort for j in taken}
        if value.sort in sorts and not listed:
            segment = []
            break
        if value.sort in {values[j].sort for j in segment} and not listed:
            break
        segment.append(i)
        last = value.start
    return taken + segment


def _same_list(gap: str) -> bool:
    return re.fullmatch(r"[\s,;]*(?:và|hay|and)?[\s,;]*", gap) is not None


_BEATEN = re.compile(r"(?<!\w)(?:bỏ xa|hơn|vượt xa|xa hơn)\s+$")
_ABOVE = re.compile(
    r"(?:dẫn đầu|đứng đầu|nhất|đầu bảng|quán quân|%|điểm)(?:[^;.\w]{0,3}|\s[^;.]{0,14})(?:trên|xếp trên|đứng trên)\s+$"
)
_PLACED = re.compile(
    r"\s*(?:đang\s+)?(?:ở|đứng|xếp|về|giữ)\s+(?:(?:vị|trí|hạng|thứ)\s+){0,3}(?:thứ\s+)?(?:hai|nhì|2|ba|3)(?!\w)(?:[^,;.]|[.,]\d){0,40}$"
)
_PLACED_AT = re.compile(r"\s*(?:,\s*)?(?:đang\s+)?(?:ở|đứng ở|xếp ở)\s+(?:vị trí\s+)?")


def _apposed(text: str, anchor: Anchor, value: Mention) -> bool:
    """Whether a value is said of a subject that is only compared with: "trên X, địa phương về nhì với 0,7"."""
    gap = text[anchor.end : value.start]
    if _BEATEN.search(text[max(0, anchor.start - 12) : anchor.start]) and _PLACED_AT.fullmatch(gap):
        return True  # "bỏ xa X ở vị trí thứ hai"
    if _ABOVE.search(text[max(0, anchor.start - 24) : anchor.start]) and _PLACED.match(gap + text[value.start : value.end]):
        return True  # "dẫn đầu, trên X ở vị trí thứ hai với 71 điểm"
    return re.match(r"\s*,\s*(?:là\s+)?(?:địa phương|đơn vị|tỉnh|nơi|thành phố|cơ quan)\s", gap) is not None


def _last_member(found: list[Anchor], before: int) -> Anchor | None:
    members = [m for a in found for m in a.members if m.end <= before]
    last = max((m.end for m in members), default=0)
    return Anchor(tuple(m for m in members if m.end == last)) if members else None
