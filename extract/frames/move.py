"""Moves: "từ hạng 6 xuống hạng 11" states two ranks (or scores), the first of them of the edition before."""

from __future__ import annotations

import re

from extract.frames.lists import Run
from extract.mentions.mention import Mention, Sort

_FROM = re.compile(
    r"(?:từ|từ chỗ|từ mức|đang|from)\s+(?:(?:vị|trí|hạng|thứ|mức|chỗ|bậc|đứng|xếp|ở|số|điểm|chỉ|đạt|là|nhóm|lần|lượt|các)\s+)*(?:\()?$"
)
_TO = re.compile(r"(?:^|\W)(?:lên|xuống|rớt|tụt|rơi|vươn|vọt|nhảy|leo|về|sang|tới|đến|còn|nay|thành|tăng|giảm|to)(?:\W|$)")
_ON = re.compile(
    r"\s*(?:\(?(?:của\s+)?(?:năm|kỳ)\s+20\d\d\)?)?\s*,?\s*(?:(?:nay|năm nay|kỳ này|đã|lại|bất ngờ|liền|rồi|bị)\s+)*"
    r"(?:lên|xuống|rớt|tụt|rơi|vươn|vọt|nhảy|leo|tăng|giảm)(?!\w)"
)  # "đang thứ 9 rơi xuống thứ 12"
_MOVED = (Sort.RANK, Sort.SCORE, Sort.PERCENT)
REACH = 90  # characters between where a move begins and where it ends


def moves(text: str, start: int, runs: list[Run]) -> dict[int, tuple[str, Run]]:
    """Which values are where a move begins ("from") or ends ("to"), by index; with the run at its other end.

    What stands beside where it begins moves along: "từ 61,3 điểm, hạng 8 còn 24,2 điểm, hạng 13".
    """
    found: dict[int, tuple[str, Run]] = {}
    for i, here in enumerate(runs):
        if here.sort not in _MOVED or not _FROM.search(text[max(start, here.start - 40) : here.start]):
            continue
        for j in range(i + 1, min(i + 4, len(runs))):
            if not _ends(text, here, runs[j]):
                continue
            if j > i + 1 and "(" in text[here.end : runs[i + 1].start]:
                break  # "từ 37,6 điểm (A, thứ 27) xuống 25,8 điểm (B, thứ 61)": two that are ranked
            pairs = [(here, runs[j])]
            for beside in runs[i + 1 : j]:
                pairs += [(beside, other) for other in runs[j + 1 : j + 3] if _alike(beside, other)][:1]
            for a, b in pairs:
                found |= dict.fromkeys(a.positions, ("from", b)) | dict.fromkeys(b.positions, ("to", a))
            break
    return found


def _alike(a: Run, b: Run) -> bool:
    return a.sort in _MOVED and a.sort is b.sort and len(a.members) == len(b.members)


def _ends(text: str, here: Run, there: Run) -> bool:
    gap = text[here.end : there.start]
    if not _alike(here, there) or there.first.start - here.last.end > REACH or ";" in gap or re.search(r"\.\s", gap):
        return False
    if re.search(r"đang\s", text[max(0, here.start - 24) : here.start]) and not _ON.match(gap):
        return False  # "A đang đứng thứ 3, B đứng thứ 2": two that are ranked
    return _TO.search(text[here.end : there.first.at[0]]) is not None


def year_of_move(
    side: str, here: Run, there: Run, mentions: list[Mention], current: int | None, sentence: tuple[str, int]
) -> int | None:
    """The year of one end: the one named beside it, else ``current`` for where it ends and the year before for where it begins."""
    text, start = sentence
    years = [m for m in mentions if m.sort in (Sort.YEAR, Sort.BASE) and m.value is not None]
    first, last = (here, there) if side == "from" else (there, here)
    clause = max(text.rfind(";", start, first.start), start)
    years = [y for y in years if y.start >= clause or y.start == start]
    between = [y for y in years if first.start <= y.start < last.start]
    behind = [
        y for y in years if 0 <= y.start - last.end <= 25 and not re.search(r"[,;]|so với", text[last.end : y.start].lower())
    ]
    before = [y for y in years if y.sort is Sort.YEAR and start <= y.end <= first.start]
    end = int((behind or before)[-1].value or 0) if behind or before else current
    if behind and before and not between:
        return int((before if side == "from" else behind)[-1].value or 0)
    if side == "to":
        return end
    if between:
        return int(between[0].value or 0)
    return end - 1 if end is not None else None
