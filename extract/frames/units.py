"""Gives bare numbers and ratios their meaning by what stands around them: score, rank, score out of a maximum, count."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.frames.total import totals
from extract.mentions.mention import Mention, Sort

_LIST_GAP = re.compile(r"(?:[\s,;]*(?:và|and|hay)?\s*(?:thứ|hạng)?\s*|\s+[–-]\s+)")
_MOVE_CUE = re.compile(
    r"(?:thứ hạng|hạng|vị trí|bậc,)[^,;.\d]{0,44}từ\s+(?:số\s+)?$|(?:thứ hạng|hạng|vị trí|bậc,)[^,;.\d]{0,44}từ \d{1,2}\s+(?:\S+\s+){0,3}(?:lên"
    r"|xuống|còn|về)\s+$"
)
_OWNERS = r"(?:tỉnh|thành phố|toàn tỉnh|địa phương|đơn vị|cơ quan|sở|huyện|quận|thị xã|xã|phường|bộ|ngành)"
_RANK_CUE = re.compile(
    rf"(?:(?:vị trí|thứ hạng|hạng|xếp|thứ|thứ bậc|vị thứ|thứ tự|nấc|(?:xếp|đứng)(?: ở)? số)(?:\s+(?:của\s+)?{_OWNERS}(?: này| ta| nhà| mình)?)?(?:\s+(?:là|ở|các"
    r"|lần lượt|tương ứng|thứ|nay là|hiện là|chỉ là|đạt được|xếp hạng|cả nước|toàn quốc|toàn tỉnh|chung|mới|hiện tại))*(?:\s*[:#])?"
    r"|(?:vị trí|thứ hạng|hạng|thứ bậc|vị thứ|nấc thang|xếp)[^.;\d]{0,50}(?:\d{4}[^.;\d]{1,12}){0,6}[^.;\d]{0,24}(?:lần lượt"
    r"|tương ứng|theo thứ tự)(?:\s+(?:chỉ|là|ở|các|thứ|hạng|vị trí))*)\s*$"
)
_PLACE_OF = re.compile(
    r"(?:thứ hạng|thứ bậc|vị thứ|vị trí|xếp hạng)(?: xếp hạng)?\s+(?:chung\s+)?(?:của|ở|trong|về|năm)(?=\s)[^.;,()\d]{0,60}(?:(?:năm )?20\d\d\s+)?(?:là|:|ở mức|đạt)\s*$"
)  # "thứ hạng của A là 5/20"
_GOES_ON = re.compile(r"[;,]\s+(?:còn\s+)?của\s[^.;,()\d]{2,60}\s(?:là|:)\s*")
_BRACKET_FROM = re.compile(r"\((?:(?:tăng|giảm|tụt|lên|xuống),?\s+)?từ\s+(?:số\s+)?$")
_OF_RANKS = re.compile(
    r"(?<!\w)(?:thứ hạng|hạng|bậc|vị trí|thứ bậc)(?!\w)"
)  # "các chỉ số giảm hạng: A (từ 12 xuống 20), B (từ 15 xuống 33)"
_NEXT_YEAR = re.compile(
    r"(?:^|[;,.]|(?<!\w)và)\s*(?:(?:đến|sang|còn|rồi|và|nay|kỳ)\s+)*(?:năm\s+)?20[0-3]\d\s*(?:là|thì|xếp|đứng|ở|còn|lên|xuống|về|:)?\s*$"
)  # "năm 2018 xếp thứ 12; năm 2020 là 7; năm 2021: 5"
_REACHED = re.compile(
    r"(?:\s+so với[^,;.\d]{3,24}(?:20[0-3]\d)?)?\s*,?\s*(?:(?:để|và|nên|nay|chỉ)\s+)*(?:còn|lên|xuống|xuống còn|đạt|được|tới|thành)\s+(?:mức\s+)?"
)
_TOTAL_CUE = re.compile(
    r"(?:tổng điểm|điểm số|số điểm|điểm tổng hợp|tổng số điểm|điểm chung|điểm tổng"
    rf"|chỉ số (?:chung|tổng hợp|tổng thể)|kết quả (?:chung|tổng hợp)|giá trị|con số)(?:\s+(?:của\s+)?{_OWNERS})?(?:\s+(?:là|đạt|được|chung|chỉ))*\s*:?\s*$"
)
_SCORE_CUE = re.compile(
    r"(?:điểm|điểm số|đạt|được|giá trị|kết quả|bằng|là|với)(?:\s+(?:số|là|lần lượt|tương ứng|theo thứ tự|điểm|các|tổng|giá trị|tuyệt đối|tối đa))*\s*:?\s*$"
)
_RANK_IN_BRACKETS = re.compile(r"trong ngoặc[^.;]{0,30}hạng|hạng[^.;]{0,20}trong ngoặc")
_BEHIND_RANK = re.compile(r"(?:\s+(?:cả nước|toàn quốc))?[;,]\s*")
_OF_WHOLE = re.compile(r"\s*(?:cả nước|toàn quốc|toàn tỉnh|toàn ngành|khu vực|vùng|chung cuộc)")
_MOVED_ON = re.compile(
    r"\s*(?:\(?(?:(?:của|ở|trong|hồi)\s+)?(?:(?:kỳ|năm|lần)\s+)?(?:20\d\d|trước đó|trước|ngoái)\)?\s*)?(?:,\s*)?(?:nay\s+)?"
    r"(?:(?:tụt|rớt|rơi|vươn|vọt|nhảy|leo)\s+)?(?:lên|xuống|còn|về|tới|đến)\s+"
)
_ENDS = re.compile(
    r"\s*(?:[,;.)\]|]|$|–|-\s|\n|và\s|với\s|\(|xếp|đứng|hạng|thứ|tăng|giảm|so\s|chung cuộc|cả nước|toàn quốc|toàn tỉnh|toàn ngành|trong khi|song\s|nhưng\s)"
)
_MOVES_ON = re.compile(r"\s*(?:lên|xuống|rớt|rơi|tụt|vươn|vọt|nhảy|leo|về|còn)\s")
_CHANGED = re.compile(r"(?<!\w)(tăng|thêm|giảm|mất|hụt)\s+(?:thêm\s+|nhẹ\s+|được\s+)?$")
_EXTREME = re.compile(r"(?:cao|nhiều|thấp|ít)\s+(?:điểm\s+)?nhất(?:\s+(?:khối|tỉnh|bảng|nhóm|toàn tỉnh|cả nước))?\s*[:,(]\s*$")
_COUNTED = re.compile(
    r"^\s*(?:tỉnh|địa phương|đơn vị|cơ quan|huyện|sở|xã|bộ|thành phố|phường|quận|nơi|tiêu chí|chỉ số|nội dung|nhiệm vụ|hồ sơ|người"
    r"|dịch vụ|doanh nghiệp|tăng điểm|giảm điểm|có điểm|có mức|"
    r"phiếu|văn bản|thủ tục|cán bộ|%|năm|tháng|ngày|lần|bậc|trang|hộ|tỷ|triệu|nghìn|người|thành|trên)"
)


_IN_TURN = re.compile(
    r"(?:lần lượt|thứ tự|(?:thứ hạng|vị trí|hạng|ngôi)(?: đầu| đầu tiên| cao nhất| dẫn đầu)?)(?:\s+(?:là|xếp|đứng|về|giữ|chiếm|ở))*\s+$"
)


def settle(text: str, start: int, end: int, mentions: list[Mention]) -> list[Mention]:
    """``mentions`` with bare numbers turned into scores or ranks where their place says so; the others stay as they are."""
    if not any(m.sort in (Sort.NUMBER, Sort.RATIO) for m in mentions):
        return totals(text, start, end, mentions)
    settled = [_numbering(text, start, end, m) for m in mentions]
    for i in range(len(settled) - 1, -1, -1):  # a list's unit stands behind its last number
        settled[i] = _by_neighbour(text, settled, i, +1)
    for i in range(len(settled)):
        settled[i] = _by_neighbour(text, settled, i, -1)
        settled[i] = _by_place(text, start, end, settled, i)
    return totals(text, start, end, settled)


def _numbering(text: str, start: int, end: int, mention: Mention) -> Mention:
    """The "2." of "1. Hà Nội 62,86; 2. Hải Phòng 52,32": a rank where the list is said to be in order, else no figure at all."""
    if mention.sort is not Sort.NUMBER or not re.match(r"\.\s+[^\W\d_]", text[mention.end : min(end, mention.end + 4)]):
        return mention
    if not re.fullmatch(r"\d{1,2}", text[mention.start : mention.end]):
        return mention
    if not re.search(r"[:;,]\s*$", text[max(start, mention.start - 3) : mention.start]):
        return mention
    ordered = re.search(r"theo (?:thứ hạng|thứ tự|vị trí)|xếp theo thứ", text[start:end])
    flags = mention.flags | ({"prefix"} if ordered else {"nth"})
    return replace(mention, sort=Sort.RANK if ordered else Sort.NUMBER, flags=flags)


def _by_neighbour(text: str, mentions: list[Mention], i: int, step: int) -> Mention:
    mention = mentions[i]
    j = i + step
    if mention.sort is not Sort.NUMBER or "nth" in mention.flags or not 0 <= j < len(mentions):
        return mention
    other = mentions[j]
    if other.sort not in (Sort.SCORE, Sort.RANK, Sort.PERCENT) or {"word", "prefix"} & other.flags:
        return mention
    left, right = (mention, other) if step > 0 else (other, mention)
    gap = text[left.end : right.start]
    if not gap.strip() or not _LIST_GAP.fullmatch(gap):
        return mention
    if other.sort is Sort.RANK and (mention.value is None or mention.value != int(mention.value)):
        return mention
    paired = re.search(r"lần lượt|theo thứ tự", text[max(0, mention.start - 120) : mention.start]) is not None
    if (
        "," in gap
        and "và" not in gap
        and step < 0
        and not paired
        and "listed" not in other.flags
        and not _chain(text, mentions, i)
    ):
        return mention
    return replace(mention, sort=other.sort, flags=mention.flags | {"listed"})


def _chain(text: str, mentions: list[Mention], i: int) -> bool:
    """Whether the list goes on behind ``i`` with "và": "30, 32 và 36"."""
    return i + 1 < len(mentions) and text[mentions[i].end : mentions[i + 1].start].strip() in ("và", ",")


def _nth(text: str, start: int, mentions: list[Mention], i: int) -> Mention:
    """ "nhất", "nhì", "ba" alone: a rank in a list of ranks, before "là X", or right behind a subject with "vẫn"."""
    mention = mentions[i]
    before = text[max(start, mention.start - 24) : mention.start]
    behind = text[mention.end : mention.end + 12]
    rank = replace(mention, sort=Sort.RANK, flags=frozenset())
    previous, following = mentions[i - 1] if i else None, mentions[i + 1] if i + 1 < len(mentions) else None
    next_to = previous is not None and previous.sort is Sort.RANK and previous.value == (mention.value or 0) - 1
    if next_to and previous and re.fullmatch(r"\s*(?:,|và|;)\s*(?:và\s+)?", text[previous.end : mention.start]):
        return rank
    if _pairs_on(text, mentions, i) or _bracketed(text, mentions, i):
        return rank
    if _before_names(text, start, mentions, i):
        return replace(rank, flags=frozenset({"prefix"}))
    counted = following is not None and "nth" in following.flags and following.value == (mention.value or 0) + 1
    joined = following and counted and re.fullmatch(r"\s*(?:,|và)\s*(?:và\s+)?", text[mention.end : following.start])
    if joined and _IN_TURN.search(text[max(start, mention.start - 40) : mention.start]):
        return rank  # "ở hai thứ hạng đầu là nhất và nhì"
    of = _OF_WHOLE.match(behind)
    named = following is not None and following.sort is Sort.SUBJECT and following.start - mention.end <= (16 if of else 6)
    if (
        re.match(r"\s*(?:(?:vùng|khu vực|toàn quốc|cả nước|toàn tỉnh|khối)\s+)?(?:là|:)\s", behind)
        and named
        and re.search(r"(?:^|[:;,.(]|được chấm|\)\s*,|còn)\s*$", before)
    ):
        return rank
    if _OF_WHOLE.match(behind) and re.search(r"(?:(?<!\w)(?:và|đứng|xếp|về|giữ|ở|rồi|nhưng)|[,(])\s*$", before):
        return rank
    if re.search(r"(?:vị trí|hạng|ngôi)\s+$", before) or (
        previous is not None
        and previous.sort is Sort.SUBJECT
        and re.fullmatch(r"\s+(?:vẫn|đều|tiếp tục|cũng)\s+", text[previous.end : mention.start])
    ):
        return rank
    return mention


def _pairs_on(text: str, mentions: list[Mention], i: int) -> bool:
    """Whether ordinals alone stand behind one name after the other: "A nhất, B nhì, C ba"."""

    def named(j: int, value: float) -> bool:
        if not 1 <= j < len(mentions):
            return False
        name, nth = mentions[j - 1], mentions[j]
        beside = name.sort is Sort.SUBJECT and "nth" in (nth.flags | mentions[i].flags) and nth.value == value
        return beside and text[name.end : nth.start] == " "

    value = mentions[i].value or 0
    near = (i - 4, i - 3, i - 2, i + 2, i + 3, i + 4)
    return named(i, value) and any(named(j, value + (1 if j > i else -1)) for j in near)


def _bracketed(text: str, mentions: list[Mention], i: int) -> bool:
    """Whether a figure in a bracket follows an ordinal right behind a name: "X nhất (0,85)"."""
    beside = i and mentions[i - 1].sort is Sort.SUBJECT and text[mentions[i - 1].end : mentions[i].start] == " "
    return bool(beside) and re.match(r"\s*\((?:đạt |được |với )?\d", text[mentions[i].end : mentions[i].end + 10]) is not None


def _before_names(text: str, start: int, mentions: list[Mention], i: int) -> bool:
    """Whether ordinals alone open the parts of a list of names: "nhất X (0,70), nhì Y (0,63)"."""

    def opens(j: int, value: float) -> bool:
        if not 0 <= j < len(mentions) - 1 or "nth" not in (mentions[j].flags | mentions[i].flags) or mentions[j].value != value:
            return False
        before = text[max(start, mentions[j].start - 10) : mentions[j].start]
        name = mentions[j + 1]
        return (
            name.sort is Sort.SUBJECT
            and text[mentions[j].end : name.start] in (" ", ": ")
            and re.search(r"(?:^|[:;,()–-])\s*(?:(?:và|rồi|còn) )?$", before) is not None
        )

    value = mentions[i].value or 0
    return opens(i, value) and any(opens(j, value + (1 if j > i else -1)) for j in range(max(0, i - 4), i + 5) if j != i)


def _by_place(text: str, start: int, end: int, mentions: list[Mention], i: int) -> Mention:
    mention = mentions[i]
    if mention.sort is Sort.RATIO:
        return _ratio(text, start, end, mentions, i)
    if mention.sort is not Sort.NUMBER or mention.value is None:
        return mention
    if "nth" in mention.flags:
        return _nth(text, start, mentions, i)
    before, behind = (
        text[max(start, mention.start - 110) : mention.start],
        text[mention.end : mention.end + 24],
    )
    whole = mention.value == int(mention.value) and not re.search(r"[.,]", text[mention.at[0] : mention.at[1]])
    if not whole and _TOTAL_CUE.search(before) and not _COUNTED.match(behind):
        return replace(mention, sort=Sort.SCORE)
    if not (_ENDS.match(behind) or _MOVES_ON.match(behind) or mention.end >= end):
        return mention
    if _COUNTED.match(behind):
        return mention
    if (
        whole
        and _RANK_IN_BRACKETS.search(text[start:end])
        and text[mention.start - 1 : mention.start] == "("
        and behind.startswith(")")
    ):
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        if following is not None and following.sort is Sort.SUBJECT and following.start - mention.end <= 3:
            return replace(mention, sort=Sort.RANK, flags=mention.flags | {"prefix"})
    if whole and _RANK_CUE.search(before):
        return replace(mention, sort=Sort.RANK)
    if whole and mention.value <= 999 and _BRACKET_FROM.search(before) and _OF_RANKS.search(text, start, mention.start):
        return replace(mention, sort=Sort.RANK)
    if whole and mention.value <= 999 and _next_year(text, start, mentions, i):
        return replace(mention, sort=Sort.RANK)
    if whole and mention.value <= 999 and _ends_move(text, start, mentions, i):
        return replace(mention, sort=Sort.RANK)
    if whole and mention.value <= 999 and _MOVE_CUE.search(text[max(start, mention.start - 60) : mention.start]):
        return replace(mention, sort=Sort.RANK)
    if not whole and (moved := _CHANGED.search(before)):
        value = mention.value if moved[1] in ("tăng", "thêm") else -mention.value
        return replace(mention, sort=Sort.SCORE_CHANGE, value=value)
    last = mentions[i - 1] if i else None
    if not whole and last is not None and last.sort is Sort.SCORE_CHANGE and _REACHED.fullmatch(text[last.end : mention.start]):
        return replace(mention, sort=Sort.SCORE)
    if not whole and _EXTREME.search(before):
        return replace(mention, sort=Sort.SCORE)
    previous = mentions[i - 1] if i else None
    opened = text[max(start, mention.start - 1) : mention.start] == "(" and text[mention.end : mention.end + 1] in (")", ",", ";")
    ranked = not whole and previous is not None and previous.sort is Sort.RANK and behind.startswith(")")
    if ranked and previous and _BEHIND_RANK.fullmatch(text[previous.end : mention.start]):
        return replace(mention, sort=Sort.SCORE)  # "(hạng 11; 67,10)"
    named = previous is not None and previous.sort in (Sort.CRITERION, Sort.SUBJECT) and mention.start - previous.end <= 4
    if not whole and (_SCORE_CUE.search(before) or opened or named):
        return replace(mention, sort=Sort.SCORE)
    if (
        whole
        and opened
        and previous is not None
        and previous.sort is Sort.SUBJECT
        and mention.start - previous.end <= 2
        and mention.value < 100
    ):
        return replace(mention, sort=Sort.RANK, flags=mention.flags | {"bracket"})
    return mention


def _next_year(text: str, start: int, mentions: list[Mention], i: int) -> bool:
    """Whether a bare number is the next in a list of years with their ranks: "năm 2019 xếp thứ 12; năm 2020 là 7"."""
    if (
        not i
        or mentions[i - 1].sort is not Sort.YEAR
        or not _NEXT_YEAR.search(text[max(start, mentions[i].start - 40) : mentions[i].start])
    ):
        return False
    before = [m for m in mentions[:i] if m.sort in (Sort.RANK, Sort.SCORE, Sort.PERCENT)]
    return bool(before) and before[-1].sort is Sort.RANK and "word" not in before[-1].flags


def _ends_move(text: str, start: int, mentions: list[Mention], i: int) -> bool:
    """Whether a bare number is where a move from a rank ends: "từ vị trí 9 của năm 2021 xuống 26"."""
    before = [m for m in mentions[max(0, i - 3) : i] if m.sort not in (Sort.YEAR, Sort.BASE)]
    if not before or before[-1].sort is not Sort.RANK:
        return False
    gap = text[before[-1].end : mentions[i].start]
    return _MOVED_ON.fullmatch(gap) is not None and "từ" in text[max(start, before[-1].start - 12) : before[-1].end]


def _as_before(text: str, mentions: list[Mention], i: int) -> bool:
    """Whether a ratio goes on from a rank of as many: "thứ hạng của A là 5/20; của B là 6/20"."""
    ranks = [m for m in mentions[:i] if m.sort is Sort.RANK]
    return (
        bool(ranks)
        and ranks[-1].other == mentions[i].other
        and _GOES_ON.fullmatch(text[ranks[-1].end : mentions[i].start]) is not None
    )


def _ratio(text: str, start: int, end: int, mentions: list[Mention], i: int) -> Mention:
    """x/y: a score out of its maximum, a rank of so many, or a count."""
    mention = mentions[i]
    assert mention.value is not None
    if mention.other is None or mention.value > mention.other:
        return mention
    before, behind = (
        text[max(start, mention.start - 40) : mention.start],
        text[mention.end : mention.end + 40],
    )
    decimal = re.search(r"[.,]\d", text[mention.at[0] : mention.at[1]]) is not None
    previous = mentions[i - 1] if i else None
    beside = previous is not None and previous.sort in (Sort.SUBJECT, Sort.CRITERION) and mention.start - previous.end <= 3
    if decimal or (mention.other in (100, 1000, 500, 10) and not _COUNTED.match(behind)):
        return replace(mention, sort=Sort.SCORE)
    if _RANK_CUE.search(before):
        return replace(mention, sort=Sort.RANK)
    if _COUNTED.match(behind):
        return mention
    if _PLACE_OF.search(text[max(start, mention.start - 90) : mention.start]) or _as_before(text, mentions, i):
        return replace(mention, sort=Sort.RANK)
    if _SCORE_CUE.search(before):
        return replace(mention, sort=Sort.SCORE)
    if beside:
        return replace(
            mention, sort=Sort.RANK if mention.other in (63, 64, 34, 60, 61, 62) or behind.startswith(" (") else Sort.SCORE
        )
    return mention
