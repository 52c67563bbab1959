"""Criteria that open an item and stand right before their figure: "1) Kinh tế số và xã hội số 11,1/15", "a – 9/10 điểm; B – 8/10 điểm".

No vocabulary need have them. A line that a number or a bullet opens is an item by itself; inside a sentence two of them make a list.
"""

from __future__ import annotations

import re

from extract.mentions.index import find_indexes
from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.mentions.subject import find_subjects

_APART = re.compile(r"[;:\n]")
_OPENS = re.compile(r"\s*(?P<mark>(?:[-–+•*·▪○]|\(?\d{1,2}[.)]|\(?[a-zđ]\))\s+)?")
_DIGIT = re.compile(r"\d")
_LEAD = re.compile(r"\s?(?:[–—:,-]\s?|\(\s?)?(?:(?:chỉ|mới|đạt|được|có|là|với)\s){0,3}$")  # between a name and its figure
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?(?:\s?/\s?\d+(?:[.,]\d+)?(?=\s?(?:[;,.()\n]|$|điểm|đ(?!\w)))|\s?(?:điểm|đ)(?!\w))")
_NOT = re.compile(  # what opens a clause and is no name
    r"(?:năm|tỉnh|theo|trong|kết quả|tổng|điểm|xếp|toàn|trung bình|bình quân|trên|cả|các|có|về|tại|từ|với|đến|riêng|ngoài|hiện|đã|thang|số|"
    r"tỷ lệ|tỉ lệ|đơn vị|khối|nhóm|cấp|cơ quan|ngành|doanh nghiệp|người dân|trường|huyện|xã|phường|sở|thành phố|thị xã|quận|ubnd|đối với|trước|"
    r"sau|nếu|mỗi|chỉ số chung|giá trị|thứ|hạng|ở|là|còn|và|qua|tính|đạt|được|ngày|cụ thể|theo đó|như vậy|tuy|cùng|nhờ|tiếp|bảng|đứng|vị|"
    r"ban đầu|đây|đó|này)(?!\w)"
)
_VERB = re.compile(r"(?<!\w)(?:đạt|được|xếp|đứng|tăng|giảm|là|có|bị|giữ|với|nhận|dẫn đầu|so với|của tỉnh|của huyện|tối đa)(?!\w)")
_BROKEN = re.compile(r"[;:.()\n|–—]")
LONGEST = 16  # words of a name
FARTHEST = 140  # characters from its beginning to its figure


def itemised(passage: Passage, start: int, end: int) -> list[Mention]:
    """The names in ``text[start:end]`` that open an item and have a score right behind them."""
    found: list[Mention] = []
    marked: list[Mention] = []
    for begin in (start, *(apart.end() for apart in _APART.finditer(passage.text, start, end))):
        opening = _OPENS.match(passage.text, begin, end)
        if opening is not None and (named := _named(passage, opening.end(), end)) is not None:
            found.append(named)
            if opening["mark"]:
                marked.append(named)
    return found if len(found) > 1 else marked


def _named(passage: Passage, at: int, end: int) -> Mention | None:
    """The name that begins at ``at`` and goes up to a score."""
    text, key = passage.text, passage.key
    digit = _DIGIT.search(text, at, min(end, at + FARTHEST))
    if digit is None or at == end or not text[at].isupper() or _NOT.match(key, at) or not _FIGURE.match(key, digit.start(), end):
        return None
    between = _LEAD.search(key, at, digit.start())
    stop = between.start() if between else digit.start()
    name = text[at:stop]
    if not 2 <= len(name.split()) <= LONGEST or _BROKEN.search(name) or _VERB.search(key, at, stop):
        return None
    if find_subjects(name) or any(m.strong for m in find_indexes(name)):
        return None
    return Mention(Sort.CRITERION, at, stop, name=name)
