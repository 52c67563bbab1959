"""A criterion behind its value: "đứng thứ 6 về trụ cột tác động", "hạng nhất ở các chỉ số A và B"."""

from __future__ import annotations

import re

from extract.frames.assign import Anchor, anchors
from extract.mentions.mention import Mention

_ABOUT = re.compile(
    r"\s*(?:(?:của\s+)?(?:cả nước|toàn quốc|toàn tỉnh)\s+)?(?:về|ở|tại|trong|đối với|cho)\s+(?:cả\s+)?(?:\S+\s+)?(?:(?:các|hai|ba|bốn|năm)\s+)?"
    r"(?:chỉ số thành phần|chỉ số con|trụ cột|chỉ số|tiêu chí|lĩnh vực|nội dung|hạng mục|yếu tố|mục|phần|mảng|hợp phần|nhóm)?\s*[:“\"]?\s*"
)


def behind_about(text: str, start: int, value: Mention, criteria: list[Mention], told: list[Mention]) -> Anchor | None:
    """The criterion (or list of criteria) right behind ``value``, where none stands before it in its part of the sentence but those that
    are ``told`` of an earlier value: "9,5 điểm ở tiêu chí A và 18 điểm ở tiêu chí B"."""
    part = max(text.rfind(";", start, value.start), text.rfind(", ", start, value.start), start)
    if any(part <= m.start < value.start and m not in told for m in criteria):
        return None
    for found in anchors(text, criteria):
        if found.start >= value.end:
            return found if _ABOUT.fullmatch(text[value.end : found.start]) else None
    return None
