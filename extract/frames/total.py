"""How many were ranked, said before the rank: "Trong 12 địa phương, X dẫn đầu", "trong số 5 tỉnh Tây Nguyên"."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.mentions.mention import Mention, Sort

_AMONG = re.compile(
    r"(?:^|[\s,;(])(?:trong|trong bảng|trên bảng|trong bảng xếp hạng|trên bảng xếp hạng|trong danh sách|trong khối"
    r"|trong nhóm|trong số|trong tổng số|giữa|xét riêng|tính riêng|riêng|xét trong|so với|cùng)\s+(?P<n>\d{1,3})\s+"
    r"(?:tỉnh|địa phương|đơn vị|cơ quan|huyện|sở|xã|phường|quận|bộ|thành phố|thị xã)(?![\w])"
)

_SOME_OF = re.compile(
    r"(?:một|hai|ba|bốn|năm)(?: (?:địa phương|đơn vị|tỉnh|cơ quan))? trong (?:số |tổng số )?$"
)  # "một trong 5 tỉnh dẫn đầu"
_BEST = re.compile(r"\s*(?:dẫn đầu|đứng đầu|đầu bảng|cuối bảng|đứng cuối|thuộc nhóm|cao nhất|thấp nhất)")
_STRAIGHT = re.compile(r"\s(?:[^,;.:()\n]{0,60}\s)?(?:là|của|thuộc về|dành cho)\s[^,;.:()\n]{2,60}")
_WHOLE = re.compile(r"\s*(?:của\s+|trên\s+)?(?:cả nước|toàn quốc|chung cuộc|nationwide)")
_UNIT = r"(?:tỉnh|thành|địa phương|đơn vị|cơ quan|huyện|sở|xã|phường|quận)(?!\w)"
_BEHIND = re.compile(  # "thứ 5 của 63 tỉnh", "thứ 5 (trong 20 đơn vị)", "thứ 5/tổng số 63", "thứ 5 (trên 63)"
    rf"\s*\(?(?:trong|trên|của|trong số|trên tổng số|trong tổng số|trên bảng xếp hạng(?: của)?)\s+(?P<n>\d{{1,3}})\s+{_UNIT}"
    r"|\s*(?:/\s*tổng số\s+|\((?:trên|trong)\s+)(?P<all>\d{1,3})(?!\d|[.,]\d)"
)


def totals(text: str, start: int, end: int, mentions: list[Mention]) -> list[Mention]:
    """``mentions`` in which the ranks of a sentence that opens with "trong N đơn vị" carry N, unless they say a total of their own."""
    if not any(m.sort is Sort.RANK for m in mentions):
        return mentions
    key = text[start:end]
    found = [(start + m.end(), start + m.start("n"), start + m.end("n"), float(m["n"])) for m in _AMONG.finditer(key)]
    ranks = [m.end for m in mentions if m.sort is Sort.RANK]  # "đứng đầu trong 20 cơ quan" speaks of that rank alone
    found = [f for f in found if not _SOME_OF.search(key[: f[1] - start]) and not _BEST.match(key[f[0] - start :])]
    found = [f for f in found if not any(0 <= f[0] - end <= 1 for end in ranks)]
    # "thứ 15 là hạng của X trong bảng 63 tỉnh": behind the rank, in its own part of the sentence
    for place, mention in enumerate(mentions):
        if mention.sort is Sort.RANK and mention.other is None:
            following = next((m.start for m in mentions[place + 1 :] if m.sort is Sort.RANK), end)
            of = [f for f in found if mention.end < f[0] <= following and _STRAIGHT.fullmatch(text, mention.end, f[0])]
            if of and (mention.value or 0) <= of[0][3]:
                mentions = [*mentions[:place], replace(mention, other=of[0][3], at_other=of[0][1:3]), *mentions[place + 1 :]]
    made = []
    for mention in mentions:
        behind = _BEHIND.match(key[mention.end - start :]) if mention.sort is Sort.RANK and mention.other is None else None
        if behind and (mention.value or 0) <= float(behind[behind.lastindex or 0]):
            a, b = behind.span(behind.lastindex or 0)
            at = (mention.end + a, mention.end + b)
            mention = replace(mention, other=float(behind[behind.lastindex or 0]), at_other=at)
        near = [f for f in found if f[0] <= mention.start and ";" not in text[f[0] : mention.start]]
        if mention.sort is Sort.RANK and mention.other is None and near and mention.value is not None:
            _, a, b, total = near[-1]
            if mention.value <= total and not _WHOLE.match(key[mention.end - start :]):
                mention = replace(mention, other=total, at_other=(a, b))
        made.append(mention)
    return made
