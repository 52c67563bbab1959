"""One sentence: its mentions put together into observations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product

from extract.frames.about import behind_about
from extract.frames.among import among_of
from extract.frames.assign import Anchor, anchors, assign, bracket_of, linked
from extract.frames.block import block_of
from extract.frames.component import components
from extract.frames.context import Context
from extract.frames.counts import band_counts
from extract.frames.group import group_figures
from extract.frames.leave import elsewhere, left_alone, wish
from extract.frames.lists import Run, runs
from extract.frames.make import count_figure, group_figure, index_of, observe
from extract.frames.move import moves, year_of_move
from extract.frames.owner import is_owner
from extract.frames.pair import criteria_of, listed_index, listed_year, members, paired
from extract.frames.percent import is_result, is_statistic
from extract.frames.pointed import pointed
from extract.frames.refer import spoken_of
from extract.frames.spans import spans
from extract.frames.units import settle
from extract.frames.when import year_of
from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.mentions.scan import scan
from extract.mentions.subject import SubjectMention
from extract.observation import Index, Kind, Measure, Observation, Unread

_VALUES = {Sort.RANK, Sort.SCORE, Sort.PERCENT, Sort.RANK_CHANGE, Sort.SCORE_CHANGE, Sort.BAND}
_SAME = re.compile(
    r"(?:chỉ số|tiêu chí|lĩnh vực|trụ cột|nội dung|hợp phần|hạng mục|yếu tố|mục|thành phần) (?:này|ấy|đó)(?!\w)|^\W*(?:ở|tại) đây(?!\w)"
    r"|^\W*đây (?:là|cũng là|vẫn là) (?:chỉ số|tiêu chí|lĩnh vực|trụ cột|nội dung|hợp phần|hạng mục|yếu tố|mục)"
)


_STATEMENT = re.compile(r"kết quả|xếp hạng|chỉ số|đánh giá")
_ORDERED = re.compile(
    r"(?:chỉ số|lĩnh vực|tiêu chí|nội dung|trụ cột|hạng mục|yếu tố|thành phần) (?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|\d)"
    r"|cuối cùng|đầu tiên|cuối|còn lại)(?!\w)"
)


_WHOLE_BEFORE = re.compile(
    r"(?<!\w)(?:tổng thể|tính chung|(?:thứ hạng|xếp hạng|vị trí|hạng|kết quả|điểm|chỉ số) (?:chung|tổng hợp|chung cuộc|tổng thể))(?!\w)[^;.]*$"
)
_WHOLE_BEHIND = re.compile(r"\s*(?:chung cuộc|tổng thể|toàn bảng|về tổng thể)(?!\w)")
_OF_COUNTRY = re.compile(r"(?<!\w)(?:của|of) (?:việt nam|nước ta|viet ?nam)(?!\w)")  # among countries
RECENT = 24  # subjects that "these four" may point back to
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
CROWDED = 600  # characters from which on a sentence can be too dense to be one
DENSE = 5  # characters a figure: the densest lists of names with figures have more
TOPIC = 24  # characters before a year that still open its sentence


@dataclass(frozen=True, slots=True)
class Frame:
    """What one sentence gave, and the context that the next one inherits."""

    observations: list[Observation]
    unread: list[Unread]
    context: Context


def read_sentence(passage: Passage, start: int, end: int, context: Context) -> Frame:
    """Observations of ``text[start:end]`` under ``context``; figures that look like results and find no place come back unread."""
    if _crowded(passage.key, start, end):
        return Frame(
            [], [Unread("figures", passage.text[start:end], start, end, passage.text[start:end], "too many figures")], context
        )
    text, key = passage.text, passage.key  # the rules compare keys: lower case, tones in one style, the same offsets
    mentions = settle(key, start, end, components(scan(passage, start, end, context.host), context.index, text))
    mentions = pointed(key, start, end, mentions, context.recent)
    if elsewhere(key[start:end], any(m.sort is Sort.INDEX for m in mentions)):
        return Frame([], [], context)
    cut = wish(key, start, end, [(m.start, m.end) for m in mentions if m.sort is Sort.CRITERION])
    mentions = [m for m in mentions if m.start < cut and not left_alone(key, start, end, m)]
    values = [m for m in mentions if m.sort in _VALUES]
    after = _learn(passage, start, end, mentions, context)
    counts = [] if context.plans else band_counts(key, start, end, mentions)
    counted = {id(number) for number, _ in counts} | {id(band) for _, band in counts}
    named = anchors(key, [m for m in mentions if m.sort is Sort.SUBJECT])
    listed = {id(b) for _, b in counts if any(linked(key, b.end, a) for a in named if a.start >= b.end)}
    values = [v for v in values if id(v) in listed or ("weak" not in v.flags and id(v) not in counted)]
    observations = [o for number, band in counts for o in count_figure(text, start, end, number, band, mentions, after)]
    told, used = spans(key, start, end, mentions)
    values = [v for v in values if id(v) not in used]
    for value, subject in told:
        year, sure = year_of(key, start, end, value, mentions, context)
        if (index := index_of(key, mentions, value, context)) is not None and year is not None:
            within = after.among if subject.kind is Kind.DEPARTMENT else None
            observations += observe(text, start, end, value, subject, None, within, index, year, sure, after)
    for value, measure, of in group_figures(key, start, end, mentions, after.index):
        year = context.year if "now" in value.flags else year_of(key, start, end, value, mentions, context)[0]
        part = of or _mean_about(key, value, measure, mentions, context)
        observations += group_figure(text, start, end, value, measure, part, index_of(key, mentions, value, context), year, after)
        values = [v for v in values if v.end <= value.start or value.end <= v.start]
    if not values:
        return Frame(observations, [], after)
    listed_values = runs(key, values)
    run_of = {i: run for run in listed_values for i in run.positions}
    moved = moves(key, start, listed_values)
    subjects = [m for m in mentions if m.sort is Sort.SUBJECT and not is_owner(key, m, context)]
    criteria = [m for m in mentions if m.sort is Sort.CRITERION]
    named = anchors(key, subjects)
    whose = assign(key, start, values, named)
    which = assign(key, start, values, anchors(key, criteria))
    for i, (side, other) in moved.items():  # "từ thứ 8, A vươn lên thứ 5": who moved is named behind where the move began
        if side == "from" and len(run_of[i].members) == 1:
            whose[i] = whose[i] or whose[other.positions[0]]
            which[i] = which[i] or which[other.positions[0]]
    told_of: list[Mention] = []
    for i, value in enumerate(values):  # "đứng thứ 6 về trụ cột tác động"
        if value.sort is not Sort.SCORE_CHANGE and (said_of := behind_about(key, start, value, criteria, told_of)):
            which[i] = said_of
            told_of += said_of.members
    for i, value in enumerate(values):  # "67,5 điểm đầu vào": the criterion right behind
        behind = [m for m in criteria if 0 < m.start - value.end <= 2 and text[value.end : m.start].isspace()]
        if behind and value.sort in (Sort.SCORE, Sort.SCORE_CHANGE):
            which[i] = Anchor((behind[0],))
    unread: list[Unread] = []
    block = after.among
    landed: tuple[int, int | None] | None = None  # where a move ended, and its year: what follows is of that year
    same = context.spoken if _SAME.search(key[start:end]) else None
    for i, value in enumerate(values):
        last = run_of[i].last
        if value.sort is Sort.RANK and value.other is None and last.other is not None and (value.value or 0) <= last.other:
            value = replace(value, other=last.other, at_other=last.at_other)  # "thứ 16, 14 và 23 trong 63 tỉnh"
        year, sure = year_of(key, start, end, value, mentions, context)
        if i in moved:
            side, other = moved[i]
            year, sure = year_of_move(side, run_of[i], other, mentions, context.year, (key, start)), True
            landed = (run_of[i].end, year) if side == "to" else landed
        elif landed and not _turns(key[:end], landed[0], value, mentions):
            year = landed[1]
        index = listed_index(key, start, run_of[i], i, mentions) or index_of(key, mentions, value, context)
        if (paired_year := listed_year(key, start, run_of[i], i, mentions)) is not None:
            year, sure = paired_year, True
        if _ORDERED.search(key[start : value.start]) and which[i] is None:
            unread.append(Unread(value.sort, text[value.start : value.end], start, end, text[start:end], "no criterion"))
            continue
        if whose[i] is None and _OF_COUNTRY.search(key, start, value.start):
            continue
        if "ahead" in value.flags and (whose[i] is None or whose[i].start < value.end):  # type: ignore[union-attr]
            continue  # "nơi cao nhất" is a rank of who is named behind it alone
        if ("top" in value.flags and whose[i] is None) or (value.sort is Sort.SCORE and value.value == 0):
            continue
        anchor = whose[i]
        apart = paired(key, start, run_of[i], named) if anchor is None or len(anchor.members) != len(run_of[i].members) else []
        if value.sort is Sort.PERCENT and context.plans and not any(m.sort is Sort.INDEX for m in mentions):
            continue  # a plan's statistics
        if value.sort is Sort.PERCENT and not (
            apart or is_result(key, start, end, run_of[i].first, values, anchor, index, mentions)
        ):
            continue
        if value.sort is Sort.SCORE_CHANGE and is_statistic(key, start, end, value):
            continue
        matched = apart or paired_year is not None or listed_index(key, start, run_of[i], i, mentions) is not None
        if not matched and _unpaired(run_of[i], anchor, which[i]):
            unread.append(Unread(value.sort, text[value.start : value.end], start, end, text[start:end], "nothing to pair with"))
            continue
        following = [m for a in named if not a.aside for m in a.members if m.start >= value.end]
        if id(value) in listed and len(following) > 1 and any(b is value and n.value == len(following) for n, b in counts):
            targets = [
                m.data for m in following if isinstance(m.data, SubjectMention)
            ]  # "bốn xã ở mức yếu gồm A 48,3 điểm, B 46,9 điểm, ..."
        elif apart:
            targets = [apart[run_of[i].positions.index(i)]]
        elif anchor is not None:
            targets = members(anchor, run_of[i], i, values, whose)
        else:
            targets = spoken_of(key, start, value, index, context)
        if not targets or index is None or year is None:
            unread.append(
                Unread(value.sort, text[value.start : value.end], start, end, text[start:end], _why(targets, index, year))
            )
            continue
        among = among_of(key, start, value, last, mentions, context.region) or (
            block if value.sort in (Sort.RANK, Sort.RANK_CHANGE) else None
        )
        about = criteria_of(which[i], run_of[i], i, values, which) or [same or after.criterion]
        if _overall(key, start, value, which[i]):
            about = [None]
        for subject, criterion_name in product(targets, about):
            within = among if among is not block or subject.kind is Kind.DEPARTMENT else None
            observations += observe(text, start, end, value, subject, criterion_name, within, index, year, sure, after)
    return Frame(observations, unread, after)


def _mean_about(key: str, value: Mention, measure: Measure, mentions: list[Mention], context: Context) -> str | None:
    """The criterion that a mean is of: the one that its clause names before it, or the item's; None for a mean of the whole."""
    if measure not in (Measure.MEAN_SCORE, Measure.MEAN_PERCENT) or _overall(key, value.start - TOPIC, value, None):
        return None
    named = [m for m in mentions if m.sort is Sort.CRITERION and m.end <= value.start]
    if not named:
        return context.criterion
    gap = key[named[-1].end : value.start]
    return None if re.search(r"[;\d]|,\s(?:còn|nhưng|trong khi)\s", gap) else named[-1].name


def _crowded(key: str, start: int, end: int) -> bool:
    """Whether figures stand so dense that no language can part them: codes, or an attack. Each rule asks every figure about its neighbours."""
    length = end - start
    return length > CROWDED and len(_FIGURE.findall(key, start, end)) > length // DENSE


def _turns(key: str, landed: int, value: Mention, mentions: list[Mention]) -> bool:
    """Whether a sentence that said where a move ends speaks of another year, or begins anew, before ``value``."""
    years = any(m.sort is Sort.YEAR and landed <= m.start <= value.end + TOPIC for m in mentions)
    return years or re.search(r";|\.\s|năm (?:trước|ngoái)|kỳ trước", key[landed : value.end + TOPIC]) is not None


def _overall(key: str, start: int, value: Mention, criterion: Anchor | None) -> bool:
    """Whether a value is said of the whole although a criterion was named before: "đầu ra giảm nên tổng thể tụt 2 bậc", "tụt 2 bậc chung cuộc"."""
    begin = criterion.end if criterion is not None and criterion.end <= value.start else start
    said = key[max(begin, value.start - 50) : value.start]
    if criterion is not None and criterion.end <= value.start and _WHOLE_BEHIND.match(key[value.end : value.end + 20]):
        return True
    return _WHOLE_BEFORE.search(said) is not None


def _unpaired(run: Run, *found: Anchor | None) -> bool:
    """Whether a list of changes has nothing of its own length to pair with."""
    size = len(run.members)
    return size > 1 and run.sort in (Sort.RANK_CHANGE, Sort.SCORE_CHANGE) and not any(a and len(a.members) == size for a in found)


def _why(targets: object, index: object, year: object) -> str:
    return "no subject" if not targets else "no index" if index is None else "no year" if year is None else ""


def _learn(passage: Passage, start: int, end: int, mentions: list[Mention], context: Context) -> Context:
    """The context that this sentence leaves to the next: an index with its year, the kind of group that it opens."""
    text, key = passage.text, passage.key
    indexes = [m for m in mentions if m.sort is Sort.INDEX]
    years = [m for m in mentions if m.sort is Sort.YEAR]
    learnt: dict[str, object] = {}
    if len({m.name for m in indexes}) == 1 and isinstance(indexes[0].data, Index):
        learnt["index"] = indexes[0].data
    if len(years) == 1 and years[0].value is not None and (indexes or _STATEMENT.search(key, start, end)):
        year = int(years[0].value)
        late = context.published_year is not None and year > context.published_year
        older = context.year is not None and year < context.year
        if not late and not (older and not _topical(key, start, years[0], mentions)):
            learnt["year"] = year
    if years and years[-1].value is not None:
        learnt["spoken_year"] = int(years[-1].value)
    if named_criteria := [m for m in mentions if m.sort is Sort.CRITERION]:
        learnt["spoken"] = named_criteria[-1].name
    if regions := [m for m in mentions if m.sort is Sort.REGION]:
        learnt["region"] = regions[-1].name
    opens, block = block_of(text[start:end])
    if opens:
        learnt["among"] = block
    named = [m.data for m in mentions if m.sort is Sort.SUBJECT and isinstance(m.data, SubjectMention)]
    told = [m for m in mentions if m.sort is Sort.SUBJECT and not is_owner(key, m, context)]
    if told:  # whom others are compared with comes last to mind
        aside = {id(m) for a in anchors(key, told) if a.aside for m in a.members}
        spoken = [m.data for m in sorted(told, key=lambda m: id(m) not in aside) if isinstance(m.data, SubjectMention)]
        learnt["recent"] = (*context.recent, *spoken)[-RECENT:]
    if named and named[0].kind is Kind.PROVINCE and all(s.kind is Kind.PROVINCE for s in named):
        learnt["subject"] = named[0].name
    if named:
        runs_named = anchors(key, [m for m in mentions if m.sort is Sort.SUBJECT])
        learnt["last"] = tuple(m.data for m in runs_named[-1].members if isinstance(m.data, SubjectMention))
    return replace(context, **learnt) if learnt else context  # type: ignore[arg-type]


def _topical(key: str, start: int, year: Mention, mentions: list[Mention]) -> bool:
    """Whether a sentence speaks of ``year`` from its beginning on, rather than looking back at it: "Năm 2020, ...", "Theo DTI 2020, ..."."""
    if any(m.sort in _VALUES and m.end <= year.start for m in mentions) or bracket_of(key, start, year.start) is not None:
        return False
    lead = key[start : year.start]
    return len(lead) <= TOPIC or any(m.sort is Sort.INDEX and 0 <= year.start - m.end <= 8 for m in mentions)
