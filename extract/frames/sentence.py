"""One sentence: its mentions put together into observations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product

from extract.frames.assign import Anchor, anchors, assign, bracket_of, linked
from extract.frames.block import block_of
from extract.frames.component import components
from extract.frames.context import Context
from extract.frames.counts import band_counts
from extract.frames.group import group_figures, group_name, is_national, spoken_kind
from extract.frames.leave import elsewhere, left_alone, wish
from extract.frames.lists import runs
from extract.frames.move import moves, year_of_move
from extract.frames.pair import criteria_of, listed_index, listed_year, members, paired
from extract.frames.percent import is_result
from extract.frames.refer import spoken_of
from extract.frames.spans import spans
from extract.frames.units import settle
from extract.frames.when import year_of
from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.mentions.scan import scan
from extract.mentions.subject import SubjectMention
from extract.observation import Evidence, Grade, Index, Kind, Level, Measure, Observation, Unread
from extract.text.clean import tone_key

_VALUES = {Sort.RANK, Sort.SCORE, Sort.PERCENT, Sort.RANK_CHANGE, Sort.SCORE_CHANGE, Sort.BAND}
_INSIDE = re.compile(r"\W*(?:riêng|tính riêng|xét)?\s*(?:trong|tại|ở|với)\s+[^;]{0,50}$")
_SAME = re.compile(r"(?:chỉ số|tiêu chí|lĩnh vực|trụ cột|nội dung|hợp phần) này")
_REGION_CUE = re.compile(r"(?:vùng|khu vực|trong số|trong|khối|miền|cụm|tiểu vùng)\s+[^,;]{0,40}$")


TOPIC = 24  # characters before a year that still open its sentence


@dataclass(frozen=True, slots=True)
class Frame:
    """What one sentence gave, and the context that the next one inherits."""

    observations: list[Observation]
    unread: list[Unread]
    context: Context


def read_sentence(passage: Passage, start: int, end: int, context: Context) -> Frame:
    """Observations of ``text[start:end]`` under ``context``; figures that look like results and find no place come back unread."""
    text = passage.text
    mentions = settle(text, start, end, components(scan(passage, start, end, context.host), context.index, text))
    if elsewhere(text[start:end], any(m.sort is Sort.INDEX for m in mentions)):
        return Frame([], [], context)
    cut = wish(text, start, end)
    mentions = [m for m in mentions if m.start < cut and not left_alone(text, start, end, m)]
    values = [m for m in mentions if m.sort in _VALUES]
    after = _learn(text, start, end, mentions, context)
    counts = band_counts(text, start, end, mentions)
    counted = {id(number) for number, _ in counts} | {id(band) for _, band in counts}
    named = anchors(text, [m for m in mentions if m.sort is Sort.SUBJECT])
    listed = {id(b) for _, b in counts if any(linked(text, b.end, a) for a in named if a.start >= b.end)}
    values = [v for v in values if id(v) in listed or ("weak" not in v.flags and id(v) not in counted)]
    observations = [o for number, band in counts for o in _count(text, start, end, number, band, mentions, after)]
    told, used = spans(text, start, end, mentions)
    values = [v for v in values if id(v) not in used]
    for value, subject in told:
        year, sure = year_of(text, start, end, value, mentions, context)
        if (index := _index(mentions, value, context)) is not None and year is not None:
            within = after.among if subject.kind is Kind.DEPARTMENT else None
            observations += _observe(text, start, end, value, subject, None, within, index, year, sure, after)
    for value, measure, of in group_figures(text, start, end, mentions, after.index):
        year = context.year if "now" in value.flags else year_of(text, start, end, value, mentions, context)[0]
        observations += _group(text, start, end, value, measure, of, _index(mentions, value, context), year, after)
        values = [v for v in values if v.end <= value.start or value.end <= v.start]
    if not values:
        return Frame(observations, [], after)
    listed_values = runs(text, values)
    run_of = {i: run for run in listed_values for i in run.positions}
    moved = moves(text, start, listed_values)
    subjects = [m for m in mentions if m.sort is Sort.SUBJECT and not _owner(text, m, context)]
    criteria = [m for m in mentions if m.sort is Sort.CRITERION]
    named = anchors(text, subjects)
    whose = assign(text, start, values, named)
    which = assign(text, start, values, anchors(text, criteria))
    for i, value in enumerate(values):  # "67,5 điểm đầu vào": the criterion right behind
        behind = [m for m in criteria if 0 < m.start - value.end <= 2 and text[value.end : m.start].isspace()]
        if behind and value.sort in (Sort.SCORE, Sort.SCORE_CHANGE):
            which[i] = Anchor((behind[0],))
    unread: list[Unread] = []
    block = after.among
    same = context.spoken if _SAME.search(tone_key(text[start:end])) else None
    for i, value in enumerate(values):
        last = run_of[i].last
        if value.sort is Sort.RANK and value.other is None and last.other is not None and (value.value or 0) <= last.other:
            value = replace(value, other=last.other, at_other=last.at_other)  # "thứ 16, 14 và 23 trong 63 tỉnh"
        year, sure = year_of(text, start, end, value, mentions, context)
        if i in moved:
            side, other = moved[i]
            year, sure = year_of_move(side, run_of[i], other, mentions, context.year, (text, start)), True
        index = listed_index(text, start, run_of[i], i, mentions) or _index(mentions, value, context)
        if (paired_year := listed_year(text, start, run_of[i], i, mentions)) is not None:
            year, sure = paired_year, True
        if ("top" in value.flags and whose[i] is None) or (value.sort is Sort.SCORE and value.value == 0):
            continue
        anchor = whose[i]
        apart = paired(text, start, run_of[i], named) if anchor is None or len(anchor.members) != len(run_of[i].members) else []
        if value.sort is Sort.PERCENT and not (apart or is_result(text, start, end, value, values, anchor, index)):
            continue
        if apart:
            targets = [apart[run_of[i].positions.index(i)]]
        elif anchor is not None:
            targets = members(anchor, value, i, values, whose)
        else:
            targets = spoken_of(text, start, value, index, context)
        if not targets or index is None or year is None:
            unread.append(
                Unread(value.sort, text[value.start : value.end], start, end, text[start:end], _why(targets, index, year))
            )
            continue
        among = _among(text, start, value, mentions) or (block if value.sort in (Sort.RANK, Sort.RANK_CHANGE) else None)
        for subject, criterion_name in product(
            targets, criteria_of(which[i], value, i, values, which) or [same or after.criterion]
        ):
            within = among if among is not block or subject.kind is Kind.DEPARTMENT else None
            observations += _observe(text, start, end, value, subject, criterion_name, within, index, year, sure, after)
    return Frame(observations, unread, after)


def _why(targets: object, index: object, year: object) -> str:
    return "no subject" if not targets else "no index" if index is None else "no year" if year is None else ""


def _learn(text: str, start: int, end: int, mentions: list[Mention], context: Context) -> Context:
    """The context that this sentence leaves to the next: an index with its year, the kind of group that it opens."""
    indexes = [m for m in mentions if m.sort is Sort.INDEX]
    years = [m for m in mentions if m.sort is Sort.YEAR]
    changed = context
    if len({m.name for m in indexes}) == 1 and isinstance(indexes[0].data, Index):
        changed = replace(changed, index=indexes[0].data)
    statement = indexes or re.search(r"kết quả|xếp hạng|bảng xếp hạng|chỉ số|đánh giá", tone_key(text[start:end]))
    if statement and len(years) == 1 and years[0].value is not None:
        year = int(years[0].value)
        late = context.published_year is not None and year > context.published_year
        older = context.year is not None and year < context.year
        if not late and not (older and not _topical(text, start, years[0], mentions)):
            changed = replace(changed, year=year)
    if named_criteria := [m for m in mentions if m.sort is Sort.CRITERION]:
        changed = replace(changed, spoken=named_criteria[-1].name)
    opens, block = block_of(text[start:end])
    if opens:
        changed = replace(changed, among=block)
    named = [m.data for m in mentions if m.sort is Sort.SUBJECT and isinstance(m.data, SubjectMention)]
    if named and named[0].kind is Kind.PROVINCE and all(s.kind is Kind.PROVINCE for s in named):
        changed = replace(changed, subject=named[0].name)
    if named:
        runs_named = anchors(text, [m for m in mentions if m.sort is Sort.SUBJECT])
        changed = replace(changed, last=tuple(m.data for m in runs_named[-1].members if isinstance(m.data, SubjectMention)))
    return changed


def _topical(text: str, start: int, year: Mention, mentions: list[Mention]) -> bool:
    """Whether a sentence speaks of ``year`` from its beginning on, rather than looking back at it: "Năm 2020, ...", "Theo DTI 2020, ..."."""
    if any(m.sort in _VALUES and m.end <= year.start for m in mentions) or bracket_of(text, start, year.start) is not None:
        return False
    lead = text[start : year.start]
    return len(lead) <= TOPIC or any(m.sort is Sort.INDEX and 0 <= year.start - m.end <= 8 for m in mentions)


def _owner(text: str, mention: Mention, context: Context) -> bool:
    """Whether a province is only named as an owner: "UBND tỉnh X", "trên địa bàn tỉnh X", "của tỉnh X ban hành"."""
    subject = mention.data
    if not isinstance(subject, SubjectMention):
        return False
    before = tone_key(text[max(0, mention.start - 40) : mention.start])
    if subject.kind is Kind.PROVINCE:
        return (
            re.search(
                r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|địa bàn|ở|tại|tỉnh ủy|hđnd|sở|thuộc|cơ quan|lãnh đạo|chủ tịch)\s*$",
                before,
            )
            is not None
        )
    return (
        re.search(r"(?:lãnh đạo|đại diện|giám đốc|theo|giao|do|chủ tịch|tại)\s*$", before) is not None
        and context.kind is not subject.kind
    )


def _index(mentions: list[Mention], value: Mention, context: Context) -> Index | None:
    """The index named nearest before the value, else the first behind it in the sentence, else the context's."""
    before = [m for m in mentions if m.sort is Sort.INDEX and m.end <= value.start]
    behind = [m for m in mentions if m.sort is Sort.INDEX and m.start >= value.end]
    for found in (before[-1:], behind[:1]):
        if found and isinstance(found[0].data, Index):
            return found[0].data
    return context.index


def _among(text: str, start: int, value: Mention, mentions: list[Mention]) -> str | None:
    """The region or part inside which a rank holds, named in the same clause."""
    if value.sort not in (Sort.RANK, Sort.RANK_CHANGE):
        return None
    if re.match(r"\s*(?:của\s+)?(?:toàn quốc|cả nước)", tone_key(text[value.end : value.end + 20])):
        return None
    clause = max(start, text.rfind(";", start, value.start), text.rfind(", ", start, value.start))
    opening = max(start, text.rfind(";", start, value.start))
    for region in mentions:
        if region.sort is not Sort.REGION:
            continue
        counted = re.search(r"trong (?:số )?\d+ \S+ $", tone_key(text[opening : region.start])) is not None
        opens = region.end <= value.start and 1 <= text.count(",", region.end, value.start) <= (3 if counted else 1)
        if (
            (clause <= region.start <= value.start)
            or (opens and _INSIDE.match(tone_key(text[opening : region.start])))
            or (0 <= region.start - value.end <= 25 and not re.search(r"[;,]", text[value.end : region.start]))
        ):
            return region.name
    return None


def _observe(
    text: str, start: int, end: int, value: Mention, subject: SubjectMention, criterion: str | None, among: str | None,
    index: Index, year: int, sure: bool, context: Context,
) -> list[Observation]:  # fmt: skip
    """The observations of one value of one subject: a rank brings its "of", a score its maximum."""
    national = subject.kind in (Kind.PROVINCE, Kind.MINISTRY)
    level = Level.NATIONAL if national else Level.PROVINCIAL
    measure = {
        Sort.RANK: Measure.RANK, Sort.SCORE: Measure.SCORE, Sort.PERCENT: Measure.PERCENT, Sort.BAND: Measure.BAND,
        Sort.RANK_CHANGE: Measure.RANK_CHANGE, Sort.SCORE_CHANGE: Measure.SCORE_CHANGE,
    }[value.sort]  # fmt: skip
    ranked = measure in (Measure.RANK, Measure.RANK_CHANGE)
    base = Observation(
        index=index,
        level=level,
        province=None if national else (context.host or subject.province),
        year=year,
        subject=subject.name,
        subject_kind=subject.kind,
        measure=measure,
        value=value.name if measure is Measure.BAND else _plain(value.value or 0.0),
        raw=text[value.at[0] : value.at[1]],
        evidence=evidence(text, start, end, value.at),
        criterion=criterion,
        among=among if ranked else None,
        known=subject.known,
        grade=Grade.UNCERTAIN if not subject.known else Grade.SURE if sure else Grade.INHERITED,
    )
    made = [base]
    if value.other is not None and measure in (Measure.RANK, Measure.SCORE):
        other = Measure.RANK_OF if measure is Measure.RANK else Measure.MAX_SCORE
        a, b = value.at_other
        made.append(
            replace(
                base, measure=other, value=_plain(value.other), raw=text[a:b], evidence=evidence(text, start, end, value.at_other)
            )
        )
    return made


def _group(
    text: str, start: int, end: int, value: Mention, measure: Measure, criterion: str | None, index: Index | None, year: int | None, context: Context
) -> list[Observation]:  # fmt: skip
    if index is None or year is None:
        return []
    kind = (
        spoken_kind(tone_key(text[start : value.start]), context)
        or spoken_kind(tone_key(text[start:end]), context)
        or context.kind
    )
    national = is_national(kind, tone_key(text[start:end]), index, context)
    return [
        Observation(
            index=index,
            level=Level.NATIONAL if national else Level.PROVINCIAL,
            province=None if national else context.host,
            year=year,
            subject=group_name(text, start, value.start, context),
            subject_kind=Kind.GROUP,
            measure=measure,
            value=_plain(value.value or 0.0),
            raw=text[value.at[0] : value.at[1]],
            evidence=evidence(text, start, end, value.at),
            criterion=criterion,
            grade=Grade.INHERITED,
        )
    ]


def _count(
    text: str, start: int, end: int, number: Mention, band: Mention, mentions: list[Mention], context: Context
) -> list[Observation]:
    year, _ = year_of(text, start, end, number, mentions, context)
    return _group(text, start, end, number, Measure.COUNT, band.name, _index(mentions, number, context), year, context)


def evidence(text: str, start: int, end: int, at: tuple[int, int]) -> Evidence:
    """The selectors of a value at ``at`` inside the sentence ``text[start:end]``, with 32 characters on either side."""
    return Evidence(
        text[start:end], start, end, at[0], at[1], prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]
    )


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
