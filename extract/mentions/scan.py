"""Everything that a sentence names, in order: the mentions of all kinds with overlaps resolved."""

from __future__ import annotations

import re
from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from extract.lexicon import vocabulary
from extract.mentions.band import classes
from extract.mentions.bare import find_bare
from extract.mentions.called import called
from extract.mentions.index import find_indexes
from extract.mentions.mention import Mention, Sort
from extract.mentions.quoted import quoted
from extract.mentions.result import find_results
from extract.mentions.subject import find_subjects
from extract.mentions.year import find_years
from extract.text.clean import tone_key
from extract.text.tokenizer import pipeline

# dates, times, documents' numbers and the like: figures in them mean nothing here
_MASK = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|(?:ngày|sáng|chiều|tối|hôm|trước|từ|đến)\s+\d{1,2}\s?[/.-]\s?\d{1,2}(?![\d/])"
    r"|tháng\s+\d{1,2}(?:\s?[/.-]\s?\d{4}|\s+năm\s+\d{4})?|\d{1,2}(?::|h)\d{2}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    r"|số\s*:?\s*\d+\s*[/-]\s*(?:\d{4}\s*[/-]\s*)?[^\W\d][^\s,;.]*|\d+\s?(?:/\d{4})?\s?/\s?(?:QĐ|KH|NQ|CT|BC|CV|TB|NĐ|TT)\S*|\d+-NQ/\S+|quý\s+(?:\d|[IVX]+)(?:/\d{4})?"
    r"|điều\s+\d+|phụ lục\s+\w+|biểu\s+\d+|bảng\s+\d+|hình\s+\d+|phiên họp thứ\s+\w+|khóa\s+\w+|kỳ họp thứ\s+\w+|đợt\s+\d+|giai đoạn\s+\d{4}\s*[-–]\s*\d{4}",
    re.I,
)
_BAND = re.compile(r"(?:nhóm|loại|mức|hạng|mức độ|nhóm xếp hạng)\s*[:“\"'‘]?\s*$")
_LETTER = re.compile(r"(?:loại|hạng|nhóm|mức độ|mức)\s+([ABCDE]|I{1,3}|IV|V)(?![\w])")


def scan(text: str, start: int, end: int, host: str | None) -> list[Mention]:
    """The mentions of ``text[start:end]``, in order and without overlap, with offsets in ``text``."""
    body = text[start:end]
    doc = pipeline().make_doc(body)
    masks = [(m.start() + start, m.end() + start) for m in _MASK.finditer(body)]
    found: list[Mention] = []
    for index in find_indexes(body, doc):
        if index.strong:
            found.append(Mention(Sort.INDEX, index.start + start, index.end + start, name=index.index, data=index.index))
    found += _criteria(doc, body, start)
    found += quoted(body, start)
    found += called(body, start)
    found += _regions(doc, start)
    for subject in [*find_subjects(body, host), *find_bare(body)]:
        found.append(Mention(Sort.SUBJECT, subject.start + start, subject.end + start, name=subject.name, data=subject))
    for year in find_years(body):
        before = tone_key(body[max(0, year.start - 24) : year.start])
        base = "so với" in before or "so sánh với" in before
        found.append(Mention(Sort.BASE if base else Sort.YEAR, year.start + start, year.end + start, float(year.year)))
    found += [m for m in find_results(doc, start) if not _inside(m, masks)]
    found += _bands(doc, body, start)
    return _resolve(found)


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


def _resolve(found: list[Mention]) -> list[Mention]:
    """Longer mentions win over what they overlap; among equals the order of trust decides. Skipped figures only block."""
    found.sort(key=lambda m: (_ORDER.get(m.sort, 4) == 9, _ORDER.get(m.sort, 4) == 8, m.start - m.end, _ORDER.get(m.sort, 4)))
    kept: list[Mention] = []
    for mention in found:
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
    return sorted((m for m in kept if "skip" not in m.flags), key=lambda m: m.start)


@cache
def _phrases(file: str) -> PhraseMatcher:
    nlp = pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    if file == "criteria":
        words = [w for listed in vocabulary("criteria").values() for w in listed]
    elif file == "regions":
        words = vocabulary("cues")["regions"]
    else:
        words = list(classes().values())
    matcher.add(file, [nlp.make_doc(w) for w in words])
    return matcher


def _criteria(doc: Doc, body: str, start: int) -> list[Mention]:
    return [
        Mention(Sort.CRITERION, s.start_char + start, s.end_char + start, name=body[s.start_char : s.end_char])
        for s in filter_spans(_phrases("criteria")(doc, as_spans=True))
    ]


def _regions(doc: Doc, start: int) -> list[Mention]:
    return [
        Mention(Sort.REGION, s.start_char + start, s.end_char + start, name=s.text)
        for s in filter_spans(_phrases("regions")(doc, as_spans=True))
    ]


def _bands(doc: Doc, body: str, start: int) -> list[Mention]:
    """Classes behind a cue ("nhóm tốt", "loại khá"), in quotes or brackets alone; letters only behind a cue."""
    found = []
    for span in filter_spans(_phrases("bands")(doc, as_spans=True)):
        before = tone_key(body[max(0, span.start_char - 24) : span.start_char])
        around = body[max(0, span.start_char - 1) : span.start_char] + body[span.end_char : span.end_char + 1]
        cued = _BAND.search(before) is not None and not (span.text.lower().endswith("nhất") and "nhóm" not in before[-8:])
        alone = around in ("()", "“”", '""', "''", "‘’")
        if cued or alone:
            at = (span.start_char + start, span.end_char + start)
            found.append(Mention(Sort.BAND, *at, at=at, name=classes()[tone_key(span.text)]))
        else:
            at = (span.start_char + start, span.end_char + start)
            found.append(Mention(Sort.BAND, *at, at=at, name=classes()[tone_key(span.text)], flags=frozenset({"weak"})))
    for match in _LETTER.finditer(body):
        at = (match.start(1) + start, match.end(1) + start)
        found.append(Mention(Sort.BAND, *at, at=at, name=match[1].lower()))
    return found
