"""Observations made of a value with its dimensions: a rank brings its "of", a score its maximum."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.frames.context import Context
from extract.frames.group import group_name, is_national, spoken_kind
from extract.frames.when import year_of
from extract.mentions.mention import Mention, Sort
from extract.mentions.subject import SubjectMention
from extract.observation import Evidence, Grade, Index, Kind, Level, Measure, Observation
from extract.text.clean import tone_key

_ABOUT = re.compile(
    r"\s*(?:trên\s+)?(?:cả nước|toàn quốc|toàn tỉnh)?\s*(?:về|theo|trong|trên|ở|tại)\s+"
    r"(?:(?:bảng|xếp hạng|bộ|chỉ số|kết quả|mặt|của|đánh giá|mức độ|mức|sự|công tác)\s+){0,4}[\"“]?"
)
_OF_IT = re.compile(r"\s(?:về\s|của\s)?(?:chỉ số\s)?")


def index_of(text: str, mentions: list[Mention], value: Mention, context: Context) -> Index | None:
    """The index that a value is said to be about ("thứ 20 về SIPAS", "65,2 điểm PCI"), else the one named nearest before the value, else the first behind it
    in the sentence, else the context's."""
    before = [m for m in mentions if m.sort is Sort.INDEX and m.end <= value.start]
    behind = [m for m in mentions if m.sort is Sort.INDEX and m.start >= value.end]
    if before and behind:
        told = {Sort.RANK: _ABOUT, Sort.SCORE: _OF_IT, Sort.PERCENT: _OF_IT}.get(value.sort)
        at = behind[0].start + len("về ") * text.startswith("về ", behind[0].start)  # "về chuyển đổi số" is a name as a whole
        if told is not None and told.fullmatch(text[value.end : at]):
            before = behind[:1]
    for found in (before[-1:], behind[:1]):
        if found and isinstance(found[0].data, Index):
            return found[0].data
    return context.index


def observe(
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


def group_figure(
    text: str, start: int, end: int, value: Mention, measure: Measure, criterion: str | None, index: Index | None, year: int | None, context: Context
) -> list[Observation]:  # fmt: skip
    """The figure of a whole group; none where its index or its year is unknown."""
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


def count_figure(
    text: str, start: int, end: int, number: Mention, band: Mention, mentions: list[Mention], context: Context
) -> list[Observation]:
    """How many of a group are in a band."""
    year, _ = year_of(text, start, end, number, mentions, context)
    return group_figure(
        text, start, end, number, Measure.COUNT, band.name, index_of(text, mentions, number, context), year, context
    )


def evidence(text: str, start: int, end: int, at: tuple[int, int]) -> Evidence:
    """The selectors of a value at ``at`` inside the sentence ``text[start:end]``, with 32 characters on either side."""
    return Evidence(
        text[start:end], start, end, at[0], at[1], prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]
    )


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
