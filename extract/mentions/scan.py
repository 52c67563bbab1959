"""Everything that a sentence names, in order: the mentions of all kinds with overlaps resolved."""

from __future__ import annotations

import re

from extract.mentions.band import bands
from extract.mentions.bare import bare
from extract.mentions.called import called
from extract.mentions.change import changes
from extract.mentions.criterion import criteria
from extract.mentions.english import english
from extract.mentions.enumerated import enumerated
from extract.mentions.headed import headed
from extract.mentions.index import indexes
from extract.mentions.itemised import itemised
from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.mentions.quoted import quoted
from extract.mentions.region import regions
from extract.mentions.result import results
from extract.mentions.subject import subjects
from extract.mentions.year import years

# dates, times, documents' numbers and the like: figures in them mean nothing here
_MASK = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|(?:ngày|sáng|chiều|tối|hôm|trước|từ|đến)\s+\d{1,2}\s?[/.-]\s?\d{1,2}(?![\d/])"
    r"|tháng\s+\d{1,2}(?:\s?[/.-]\s?\d{4}|\s+năm\s+\d{4})?|\d{1,2}(?::|h)\d{2}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    r"|số\s*:?\s*\d+\s*[/-]\s*(?:\d{4}\s*[/-]\s*)?[^\W\d][^\s,;.]*|\d+\s?(?:/\d{4})?\s?/\s?(?:qđ|kh|nq|ct|bc|cv|tb|nđ|tt)\S*|\d+-nq/\S+|quý\s+(?:\d|[ivx]+)(?:/\d{4})?"
    r"|điều\s+\d+|phụ lục\s+\w+|biểu\s+\d+|bảng\s+\d+|hình\s+\d+|phiên họp thứ\s+\w+|khóa\s+\w+|kỳ họp thứ\s+\w+|đợt\s+\d+|giai đoạn\s+\d{4}\s*[-–]\s*\d{4}"
)

# what makes an index of a subject matter: "ở thước đo khác là ứng dụng công nghệ thông tin", "bảng xếp hạng về chính quyền điện tử"
_TABLE_OF = re.compile(
    r"(?<!\w)(?:thước đo|bảng (?:xếp hạng|điểm|tổng sắp)|bảng|bộ chỉ số|(?:xếp|thứ) hạng về)(?: khác| riêng| này| kia| đó)?(?: là| về|:)?\s+$"
)


def scan(passage: Passage, start: int, end: int, host: str | None) -> list[Mention]:
    """The mentions of ``text[start:end]``, in order and without overlap, with offsets in the passage's text."""
    found = [
        Mention(Sort.INDEX, index.start, index.end, name=index.index, data=index.index)
        for index in indexes(passage, start, end)
        if index.strong or _TABLE_OF.search(passage.key, max(start, index.start - 40), index.start)
    ]
    found += quoted(passage, start, end)
    found += called(passage, start, end)
    found += enumerated(passage, start, end)
    found += itemised(passage, start, end)
    found += criteria(passage, start, end)  # behind the others: what the sentence calls a criterion is one of whatever index
    found += regions(passage, start, end)
    for subject in [*subjects(passage, start, end, host), *bare(passage, start, end), *headed(passage, start, end, host)]:
        if subject.start > start + 1 and re.match(r"[^\W_][-/]", passage.text[subject.start - 2 : subject.start]):
            continue  # "415/QĐ-BNV"
        found.append(Mention(Sort.SUBJECT, subject.start, subject.end, name=subject.name, data=subject))
    found += years(passage, start, end)
    if figures := [*changes(passage, start, end), *english(passage, start, end), *results(passage, start, end)]:
        masks = [m.span() for m in _MASK.finditer(passage.key, start, end)]
        found += [m for m in figures if not _inside(m, masks)]
    found += bands(passage, start, end)
    return _resolve(found, start, end)


def _inside(mention: Mention, masks: list[tuple[int, int]]) -> bool:
    return any(a <= mention.at[0] < b or (mention.at == (0, 0) and a <= mention.start < b) for a, b in masks)


_ORDER = {
    Sort.INDEX: 1,
    Sort.SUBJECT: 0,
    Sort.REGION: 2,
    Sort.CRITERION: 2,
    Sort.YEAR: 3,
    Sort.BASE: 3,
    Sort.BAND: 5,
    Sort.NUMBER: 9,
    Sort.RATIO: 8,
}


def _resolve(found: list[Mention], start: int, end: int) -> list[Mention]:
    """Longer mentions win over what they overlap; among equals the order of trust decides. Skipped figures only block."""
    found.sort(key=lambda m: (_ORDER.get(m.sort, 4) == 9, _ORDER.get(m.sort, 4) == 8, m.start - m.end, _ORDER.get(m.sort, 4)))
    kept: list[Mention] = []
    taken = bytearray(end - start)
    for mention in found:
        a, b = mention.start - start, mention.end - start
        if taken.find(1, a, b) < 0:
            taken[a:b] = b"\1" * (b - a)
            kept.append(mention)
    return sorted((m for m in kept if "skip" not in m.flags), key=lambda m: m.start)
