"""What a value inherits when its own sentence or row does not say it: index, level, province, year, criterion, decision."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from extract.document import BlockKind, Document
from extract.frames.block import block_of
from extract.frames.leave import wished
from extract.frames.level import contest, decided_below, plans, ranks_below
from extract.lexicon import vocabulary
from extract.mentions.index import IndexMention, find_indexes, indexes
from extract.mentions.passage import Passage
from extract.mentions.region import regions
from extract.mentions.subject import SubjectMention, find_subjects, subjects
from extract.mentions.year import find_years
from extract.observation import Index, Kind, Level
from extract.text.clean import tone_key

PRIOR = 3  # votes that the year before publication has from the start: most results come out in the year after
CLOSE = 1.5  # times the votes of the last edition that an older one needs
OPENING = 600  # characters of a body that say what it is about more plainly than the rest
LEAD = 2500  # characters at the head of a document that tell what it is about
HEAD = 4 * LEAD  # characters of it whose indexes and subjects are counted
MASTHEAD = 400  # characters that name who speaks
_BASE = re.compile(
    r"so với|cùng kỳ|tháng đầu|tháng cuối|nửa đầu|nửa cuối|đầu năm|cuối năm|hết năm|trước đó|giai đoạn|đến năm|từ năm|kế hoạch|mục tiêu|phấn đấu|"
    r"quyết định|nghị quyết|triển khai trong"
)
_AGAINST = re.compile(r"so với[^,;.)]{0,40}$")
_STATED = re.compile(
    r"(?:công bố|phê duyệt|ban hành|báo cáo|thông báo)[^.;\n]{0,40}(?:chỉ số|kết quả|xếp hạng|bảng)[^.;\n]{0,140}?(?:năm\s+|[a-z]{3,5}\s+)(20[0-3]\d)(?![/\d])"
)
_ANNOUNCED = re.compile(
    r"(?:chỉ số|bảng|xếp hạng|kết quả|dti|pci|papi|sipas|index|pii|pgi|ddci)[^.;\n]{0,60}?năm (20[0-3]\d)(?![/\d])[^.;\n\d]{0,30}(?:vừa|mới|đã|"
    r"được|do)\s[^.;\n\d]{0,70}(?:công bố|phê duyệt|ban hành|thông qua)"
)
_LISTED = re.compile(r"\s?(?:,|và|, và|-|–|rồi|and|to)\s?(?:năm\s)?20[0-3]\d")  # of several editions the last is the one at hand
_PART_OF_YEAR = re.compile(
    r"(?:tháng\s+\d{1,2}\s*(?:/|năm\s+)|nửa (?:đầu |cuối )?năm\s+|\d{1,2} tháng (?:đầu |cuối )?năm\s+|quý\s+(?:\d|[ivx]{1,3})\s*(?:/|năm\s+))(20[0-3]\d)"
)
_AS_OF = re.compile(
    r"(?:đến|hết|lúc|trích xuất)(?!\w)[^.;/\n]{0,30}ngày\s+\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(20[0-3]\d)|"
    + _PART_OF_YEAR.pattern
)
_RESULT_OF_PART = re.compile(
    r"(?:kết quả|xếp hạng|bảng|chỉ số|điểm|đánh giá)[^.;\n\d]{0,60}(?:tháng\s+\d{1,2}\s*(?:/|năm\s+)|quý\s+(?:\d|[ivx]{1,3})\s*(?:/|năm\s+))(?P<year>20[0-3]\d)"
)  # "bảng điểm tháng 9/2025"
_RESULT = re.compile(r"kết quả|xếp hạng|công bố|thứ hạng|chỉ số|đánh giá|mức độ|bảng|hạng|điểm|index|năm")


@dataclass(frozen=True, slots=True)
class Context:
    """Dimensions known at some point of a document, nearest first: sentence, list lead, heading, title, decision.

    ``host`` is the province whose portal or decision speaks ("our province"); ``kind`` the kind of subject of the section
    (departments, districts); ``among`` the block inside which ranks hold; ``last`` whom the text spoke of last, ``recent`` the last two dozen; ``topic`` the one
    district or commune that the title is about; ``spoken`` the criterion spoken of last;
    ``plans`` whether the document sets rules and targets rather than reports.
    """

    index: Index | None = None
    level: Level | None = None
    province: str | None = None
    host: str | None = None
    year: int | None = None
    published_year: int | None = None
    criterion: str | None = None
    kind: Kind | None = None
    among: str | None = None
    subject: str | None = None
    decision: str | None = None
    heading: str = ""
    last: tuple[SubjectMention, ...] = ()
    recent: tuple[SubjectMention, ...] = ()
    topic: SubjectMention | None = None
    labelled: SubjectMention | None = None  # whom the words before a paragraph's colon name alone: "Bến Tre: ..."
    spoken: str | None = None
    region: str | None = None  # spoken of last
    own: bool = False  # the page is about its host: what names nobody is said of it
    plans: bool = False
    aims: bool = False  # the list at hand is one of aims
    contest: bool = False  # the page tells of a contest
    told: SubjectMention | None = None  # the one unit below the province that the last sentence gave results of
    spoken_year: int | None = None  # the year named last


def document_context(document: Document, passage: Passage) -> Context:
    """What title and lead say of the whole document; the host from the provinces that the text names most."""
    title = document.title[:LEAD]
    body = _Body(document, passage)
    context = Context(published_year=document.published.year if document.published else None)
    titled, named = find_indexes(title), body.indexes
    index = _main_index(titled, named, len(body.text))
    year = _main_year(title, body.text, titled, named, context.published_year)
    if year is None and any(m.strong for m in titled):
        year = _as_of(title, body, context.published_year)
    elif year is None and (part := _RESULT_OF_PART.search(body.key[:LEAD])):
        year = int(part["year"])
    heads = find_subjects(title)
    host = _host(document, title, heads, body)
    kind = group_kind(tone_key(title))
    level = None
    below = kind in (Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE) or index is Index.DDCI
    if below or ranks_below(title, body.text) or decided_below(title, body.text):
        level = Level.PROVINCIAL
    units = {s.name: s for s in find_subjects(title, host) if s.kind in (Kind.DISTRICT, Kind.COMMUNE)}
    others = any(s.kind is Kind.DEPARTMENT for s in find_subjects(title, host))
    one = next(iter(units.values()), None) if len(units) == 1 and not others else None
    topic = one if units else _office(document, host, body)
    return replace(
        context,
        index=index,
        year=year,
        host=host,
        province=host,
        kind=kind,
        level=level,
        topic=topic,
        own=_own(heads, host, body),
        plans=plans(title),
        region=_region(title),
        contest=contest(title),
    )


def _region(title: str) -> str | None:
    """The region that a title names: what "the region" is to the whole text."""
    named = regions(Passage(title), 0, len(title))
    return named[-1].name if named else None


class _Body:
    """The prose of a document without tables and noise, and what its head names; found in the document's own passage."""

    def __init__(self, document: Document, passage: Passage) -> None:
        spans = [(b.start, b.end) for b in document.blocks if b.kind is not BlockKind.NOISE and b.kind is not BlockKind.TABLE]
        beside = [document.companions] if document.companions else []
        self.text = "\n".join([*(passage.text[a:b] for a, b in spans), *beside])
        self.key = "\n".join([*(passage.key[a:b] for a, b in spans), *map(tone_key, beside)])
        self.masthead = subjects(passage, 0, MASTHEAD)
        self.indexes: list[IndexMention] = []
        self.subjects: list[SubjectMention] = []
        at = 0
        for start, end in spans:
            if at >= HEAD:
                break
            self._find(passage, start, min(end, start + HEAD - at), at - start)
            at += end - start + 1
        if beside and at < HEAD:
            self._find(Passage(document.companions), 0, HEAD - at, at)

    def _find(self, passage: Passage, start: int, end: int, shift: int) -> None:
        """Add what ``text[start:end]`` of a passage names; ``shift`` leads from there to the body."""
        for named in indexes(passage, start, end):
            self.indexes.append(replace(named, start=named.start + shift, end=named.end + shift))
        for subject in subjects(passage, start, end):
            self.subjects.append(replace(subject, start=subject.start + shift, end=subject.end + shift))


def refine(context: Context, text: str) -> Context:
    """``context`` with what a heading, caption or list lead adds to it."""
    text = text[:LEAD]
    key = tone_key(text)
    indexes = [m for m in find_indexes(text) if m.strong]
    years = [
        y
        for y in find_years(text)
        if not _BASE.search(key[max(0, y.start - 14) : y.start]) and not _AGAINST.search(key[: y.start])
    ]
    kind = group_kind(key)
    changes: dict[str, object] = {}
    if indexes:
        changes["index"] = indexes[0].index
    if years:
        changes["year"] = years[-1].year
    if kind is not None:
        changes["kind"] = kind
        if kind in (Kind.PROVINCE, Kind.MINISTRY):
            changes["level"] = Level.NATIONAL
        else:
            changes["level"] = Level.PROVINCIAL
    changes["heading"] = text
    opens, block = block_of(text, heading=True)
    if opens or (kind is not None and kind is not Kind.DEPARTMENT):
        changes["among"] = block
    return replace(context, **changes)  # type: ignore[arg-type]


_COUNTRY = re.compile(r"(?<!\w)(?:6[0-4]|34|33) (?:tỉnh|địa phương)")


@cache
def _groups() -> list[tuple[str, Kind]]:
    named = [(tone_key(words), Kind(kind)) for kind, listed in vocabulary("cues")["groups"].items() for words in listed]
    return sorted(named, key=lambda pair: -len(pair[0]))


def group_kind(key: str) -> Kind | None:
    """The kind of subject that a group's name in ``key`` (lower case, tones in one style) stands for, or None."""
    plain = " ".join(re.sub(r"[,.;:()/–-]", " ", key).split())
    if _COUNTRY.search(plain):
        return Kind.PROVINCE
    hits = [(plain.find(words), -len(words), kind) for words, kind in _groups() if words in plain]
    return min(hits)[2] if hits else None


def last_group(key: str) -> Kind | None:
    """The kind of the group that ``key`` names last, or None."""
    plain = " ".join(re.sub(r"[,.;:()/–-]", " ", key).split())
    hits = [(plain.rfind(words) + len(words), len(words), kind) for words, kind in _groups() if words in plain]
    return max(hits)[2] if hits else None


def _main_index(titled: list[IndexMention], named: list[IndexMention], length: int) -> Index | None:
    for mention in titled:
        if mention.strong:
            return mention.index
    strong: Counter[Index] = Counter()
    weak: Counter[Index] = Counter()
    for mention in named:
        (strong if mention.strong else weak)[mention.index] += 1
    if strong and not weak and not titled and named[0].start > length // 2 and max(strong.values()) == 1:
        return None  # only touched on at the end of a page about something else
    for counter in (strong, weak):
        if counter:
            return counter.most_common(1)[0][0]
    return titled[0].index if titled else None


def _main_year(
    title: str, body: str, titled: list[IndexMention], listed: list[IndexMention], published: int | None
) -> int | None:
    """The year evaluated: the title's, unless the statements of results in the body say another more often."""
    votes: Counter[int] = Counter()
    latest = published or 2100
    if monthly := _PART_OF_YEAR.search(tone_key(title)):
        return int(monthly[1])
    for text, weight, said in ((title, 3, titled), (body[: 2 * LEAD], 1, listed)):
        key = tone_key(text)
        named = [m for m in said if m.strong]
        for mention in find_years(text):
            before = key[max(0, mention.start - 24) : mention.start]
            if mention.year > latest or _BASE.search(before) or wished(key, mention.start) or _LISTED.match(key, mention.end):
                continue
            if any(0 <= mention.start - m.end <= 12 or 0 <= m.start - mention.end <= 2 for m in named):
                votes[mention.year] += 3 * weight  # "ICT Index 2018", "PAPI năm 2023", "the 2023 PAPI"
            if _RESULT.search(key[max(0, mention.start - 120) : mention.start]):
                # results are published the year after: the year of publication is more often that of something else
                votes[mention.year] += weight if mention.year == published and weight == 1 else 2 * weight
                votes[mention.year] += weight == 1 and mention.start < OPENING
    if first := _STATED.search(tone_key(body[:900])) or _ANNOUNCED.search(tone_key(body[:900])):
        stated = int(first[1])
        votes[stated] += PRIOR + 1 if stated <= latest else 0
    if published and published - 1 in votes:
        votes[published - 1] += PRIOR
    best = max(votes, key=lambda year: (votes[year], year), default=None)
    last = (published or 0) - 1
    if best is not None and best < last and not first and votes[last] * CLOSE >= votes[best]:
        return last  # a text that looks back over several editions is about the last of them
    return best


_PUBLISHING = re.compile(
    r"(?<!\w)(?:công bố|ban hành|tổ chức|tham mưu|thông báo|hướng dẫn|triển khai|phối hợp|họp|đánh giá|chấm|thẩm định|tỉnh)(?!\w)"
)
_OF_OFFICE = re.compile(
    r"(?<!\w)của (?:sở|ban|cục|chi cục|cơ quan|đơn vị|văn phòng|thanh tra)(?= *(?:$|[.,;:!]|năm|trong|đạt|xếp|tăng|giảm|đứng))"
)


def _office(document: Document, host: str | None, body: _Body) -> SubjectMention | None:
    """The department whose own page speaks of itself: the only one in the masthead, and named in the headline too ("... của Sở")."""
    title, key = document.title, tone_key(document.title)
    at = document.text.find(title)
    own = {s.name: s for s in body.masthead if s.kind is Kind.DEPARTMENT and not at <= s.start < at + len(title)}
    if len(own) != 1 or _PUBLISHING.search(key):
        return None
    (office,) = own.values()
    named = {s.name for s in find_subjects(title, host) if s.kind is Kind.DEPARTMENT}
    return office if named == {office.name} or (not named and _OF_OFFICE.search(key)) else None


def _as_of(title: str, body: _Body, published: int | None) -> int | None:
    """The year of the day or month at which results stood that name no year: "tính đến ngày 31/10/2025", "tháng 9/2025"."""
    key = tone_key(title) + "\n" + body.key[:LEAD]
    found = [int(next(filter(None, match.groups()))) for match in _AS_OF.finditer(key)]
    return next((year for year in found if published is None or published - 1 <= year <= published), None)


def _host(document: Document, title: str, titled: list[SubjectMention], body: _Body) -> str | None:
    votes: Counter[str] = Counter()
    lead = [s for s in body.subjects if s.start < LEAD]
    for text, named, weight in (
        (title, titled, 4),
        (body.text, lead, 1),
        (document.text, body.masthead, 2),
    ):
        for subject in named:
            if subject.province and subject.kind is Kind.PROVINCE:
                bonus = (
                    2
                    if re.search(r"tỉnh|thành phố|ubnd|sở", tone_key(text[max(0, subject.start - 12) : subject.start + 6]))
                    else 1
                )
                votes[subject.province] += weight * bonus
            elif subject.province:
                votes[subject.province] += weight
    return votes.most_common(1)[0][0] if votes else None


def _own(titled: list[SubjectMention], host: str | None, body: _Body) -> bool:
    """Whether a page speaks of its host throughout: the title or the masthead names it alone, or the text does more than all others."""
    if host is None:
        return False
    for found in (titled, body.masthead):
        named = {s.province for s in found if s.province}
        if named == {host}:
            return True
    if re.search(r"tỉnh (?:ta|nhà|mình)(?!\w)", body.key):
        return True
    named_all = Counter(s.name for s in body.subjects if s.kind is Kind.PROVINCE)
    return named_all[host] * 2 > named_all.total()
