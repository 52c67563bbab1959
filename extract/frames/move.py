"""Moves: "từ hạng 6 xuống hạng 11" states two ranks (or scores), the first of them of the edition before."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.frames.lists import Run
from extract.mentions.mention import Mention, Sort
from extract.text.clean import tone_key

_FROM = re.compile(
    r"(?:từ|từ chỗ|từ mức|đang|from)\s+(?:(?:vị|trí|hạng|thứ|mức|chỗ|bậc|đứng|xếp|ở|số|điểm|chỉ|đạt|là|nhóm|lần|lượt|các)\s+)*(?:\()?$"
)
_TO = re.compile(r"(?:^|\W)(?:lên|xuống|rớt|tụt|rơi|vươn|vọt|nhảy|leo|về|sang|tới|đến|còn|nay|thành|tăng|giảm|to)(?:\W|$)")
REACH = 90  # characters between where a move begins and where it ends


def moves(text: str, start: int, runs: list[Run]) -> dict[int, tuple[str, Run]]:
    """Which values are where a move begins ("from") or ends ("to"), by index; with the run at its other end."""
    found: dict[int, tuple[str, Run]] = {}
    for here, there in pairwise(runs):
        if here.sort not in (Sort.RANK, Sort.SCORE) or here.sort is not there.sort or len(here.members) != len(there.members):
            continue
        gap = tone_key(text[here.end : there.start])
        lead = there.first.start - here.last.end
        if lead > REACH or ";" in gap or re.search(r"\.\s", gap):
            continue
        if _FROM.search(tone_key(text[max(start, here.start - 40) : here.start])) and _TO.search(
            tone_key(text[here.end : there.first.at[0]])
        ):
            found |= dict.fromkeys(here.positions, ("from", there)) | dict.fromkeys(there.positions, ("to", here))
    return found


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
