"""Lines above an article that name who speaks or where one stands: a portal's name, a menu, a path of links. None of them is its headline."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.mentions.index import find_indexes
from extract.mentions.subject import find_subjects
from extract.text.clean import squeeze, tone_key

_PATH = re.compile(r"\s(?:[|>»›]|>>|/|[–-])\s")
_MARK = re.compile(r"\s[|»›]\s|\s>{1,2}\s")
_COLUMNS = re.compile(r"\S(?:\t|\s{2,})(?=\S)")
_SPEAKER = re.compile(
    r"(?:cổng (?:thông tin|ttđt|giao tiếp|dịch vụ)|trang (?:thông tin|tin|ttđt|chủ)|báo (?!cáo|động|tin|hiệu|chí )\S|tạp chí|chuyên (?:san|trang|mục)|"
    r"thời báo|đài (?:phát thanh|truyền hình|pt|tiếng nói)|ấn phẩm|bản tin|cơ quan (?:của|ngôn luận|thường trực)|đảng (?:cộng sản|bộ)|"
    r"ủy ban nhân dân|uỷ ban nhân dân|ubnd|huyện đoàn|tỉnh đoàn|chào mừng|tìm nhanh|lọc theo|website|home(?!\w)|cộng hòa xã hội)"
)
_LETTERHEAD = re.compile(
    r"số\s*:?\s*\d+\s*[/-]?\s*[a-zđ\d]+[-/]|[^,;:]{3,40}, ngày \d{1,2} tháng \d{1,2} năm"
)  # "Số: 702/QĐ-UBND | Huế, ngày ..."
_ONLINE = re.compile(r"(?:điện tử|online|portal|website|cơ quan của [^.,]{3,40}|[a-z]+\.(?:gov\.)?vn)$")
_BODY = re.compile(r"(?:trung tâm|liên hiệp|liên đoàn|hội|ban|sở|cục|văn phòng|viện|công ty|trường|bộ|tổng cục)\s")
ITEM = 40  # characters of an item of a menu
ITEMS = 4  # of a menu without marks
WORDS = 3.0  # of an item of one, on the mean


def is_menu(line: str) -> bool:
    """Whether a line is a menu or a path of links: short items with marks, wide blanks or nothing but capitals between."""
    if re.search(r"\d", line):
        return False
    if _MARK.search(line) or len(_COLUMNS.findall(line)) > 1 or len(_PATH.findall(line)) > 1:
        items = re.split(r"\s+[|>»›/–-]+\s+|\t|\s{2,}", line.strip())
        return all(len(item) <= ITEM and not item[:1].islower() and not re.search(r"[,:;?!]", item) for item in items)
    words = squeeze(line).split()
    begun = sum(word[0].isupper() and not word.isupper() for word in words)
    return begun >= ITEMS and len(words) <= WORDS * begun and not re.search(r"[,.:;?!\"“”]", line) and not find_subjects(line)


def is_masthead(line: str) -> bool:
    """Whether a line names a portal, a paper or an office and says nothing else, or is a menu."""
    body = squeeze(line)
    key = tone_key(body)
    if is_menu(line) or _LETTERHEAD.match(key):
        return True
    if any(m.strong for m in find_indexes(body)) and not _SPEAKER.match(key):
        return False
    if re.search(r"\d|[?!:]", body) and _MARK.search(body) is None:
        return False
    if _SPEAKER.match(key) or _ONLINE.search(key):
        return not body.endswith(".")
    return _BODY.match(key) is not None and (body.isupper() or _all_named(body))


def _all_named(body: str) -> bool:
    """Whether a line is an office's name with its province and nothing more."""
    named = find_subjects(body)
    left = "".join(body[a.end : b.start] for a, b in pairwise(named))
    return bool(named) and named[0].start == 0 and len(body) - named[-1].end <= 1 and not left.strip(" ,-–")
