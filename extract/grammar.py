"""The grammar: walks a document's blocks in reading order and reads tables, sentences and list items under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.document import Block, BlockKind, Document
from extract.frames.appendix import appendices, appendix
from extract.frames.block import block_of, settle_blocks
from extract.frames.context import Context, document_context, group_kind, refine
from extract.frames.group import settle_groups
from extract.frames.leave import wished
from extract.frames.ordered import listed_ranks
from extract.frames.sentence import Frame, read_sentence
from extract.mentions.band import parse_band
from extract.mentions.criterion import criteria
from extract.mentions.decision import find_decisions
from extract.mentions.index import find_indexes
from extract.mentions.passage import Passage
from extract.mentions.subject import SubjectMention, find_subjects
from extract.mentions.year import find_years
from extract.observation import Kind, Observation, Reading, Unread
from extract.readers.title import is_plan
from extract.relevance import judge, names_no_index
from extract.tables.continuation import continued
from extract.tables.flat import unflatten
from extract.tables.reading import read_table
from extract.text.clean import squeeze, tone_key
from extract.text.sentences import sentences

_LEAD = re.compile(r"^[\s\-+*•·–▪○]*(?:\(?\d{1,2}[.)]|[a-zđ]\))?\s*(?P<lead>[^:;.\n]{3,140}?)\s*:\s*(?=\S)")
_ITEM = re.compile(r"\s*(?:[-+*•·–▪○]|\(?\d{1,2}[.)]\s|[a-zđ]\)\s)")
# "Ba là quản trị điện tử, nơi ...": the whole paragraph is about that criterion
_COUNTED_OFF = re.compile(
    r"\W*(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|đầu tiên|cuối cùng|tiếp theo|sau cùng) là|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)(?:,| là)|trước hết(?:,| là)"
    r")\s+(?:(?:trục|trụ cột|nội dung|chỉ số|lĩnh vực|tiêu chí|hợp phần|chỉ số thành phần|trục nội dung)\s+)?[\"“]?"
)
_BAND_LEAD = re.compile(r"\s*(?:gồm|bao gồm|gồm có|có|là)(?:\s+các)?(?:\s+(?:cơ quan|đơn vị|địa phương|sở|huyện|xã|phường))?$")
_WHOLE = re.compile(
    r"(?:thứ hạng|xếp hạng|vị trí|hạng|điểm số|điểm|kết quả|chỉ số)(?: (?:chung|tổng hợp|tổng thể|toàn quốc|cả nước|của tỉnh))?$"
)
BELOW = (Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE)
SHORT = 120  # characters of a heading
ARTICLE = 10  # characters beside a name that is a label: "Tỉnh", "UBND"
_WEIGHTS = re.compile(
    r"(?:bảng |cơ cấu )?(?:trọng số|thang điểm|cơ cấu điểm|điểm tối đa|weights?)(?: (?:của )?các (?:chỉ số|tiêu chí|nhóm|thành phần)[^.;\d]{0,30})?\W*"
)
# how the cells of the table below are to be read: "Trong mỗi ô, số đứng trước là tỷ lệ %, số trong ngoặc là thứ hạng."
_LEGEND = re.compile(
    r"(?<!\w)(?:con số|số|giá trị|chỉ số|kết quả|các cột|mỗi ô)\s[^.;\n]{0,40}(?:là|tính bằng|tính theo|ghi)\s[^.;\n]{0,90}\.?\s*$"
)
LEGEND = 240  # characters at the end of a text that tell how the table behind it is to be read
_SECTION = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4}|[a-zđA-H])[.)]\s+\S")


class Grammar:
    """The first extractor: rules for the language, no model."""

    name = "grammar"
    version = "3"  # raise when the rules read the same document otherwise: stores then read again

    def read(self, document: Document) -> Reading:
        """Everything that the grammar finds in ``document``."""
        document = prepared(document)
        passage = Passage(document.text)
        context = document_context(document, passage)
        observations: list[Observation] = []
        unread: list[Unread] = []
        walked = list(steps(document, passage, context))
        for step in walked:
            observations += step.observations
            unread += step.unread
        observations += listed_ranks(document.text, [(step.block, step.observations, step.context.among) for step in walked])
        observations = _not_planned(observations, document)
        unique = list({_identity(o): o for o in reversed(observations)}.values())[::-1]
        unique = settle_groups(settle_blocks(unique, document.text))
        decisions = find_decisions(document.text, context.host)
        relevant, reason = judge(document, unique)
        return Reading(tuple(unique), tuple(decisions), document.published, relevant, reason, tuple(unread))

    def verdict(self, document: Document) -> tuple[bool, str]:
        """Whether ``document`` reports results, and why: what :meth:`read` says, but no further read than needed to say it."""
        passage = Passage(document.text)
        if names_no_index(document, passage):
            return judge(document, [])
        document = prepared(document)
        for step in steps(document, passage, document_context(document, passage)):
            if found := _not_planned(step.observations, document):
                return judge(document, found)
        return judge(document, [])


@dataclass(frozen=True, slots=True)
class Step:
    """One block as it was read: ``context`` is what it inherits, ``sentences`` its sentences, each with its offsets, what it inherits
    and its frame (none for a table)."""

    block: Block
    context: Context
    observations: list[Observation]
    unread: list[Unread]
    sentences: tuple[tuple[int, int, Context, Frame], ...] = ()


def prepared(document: Document) -> Document:
    """``document`` with its flattened tables, and those that a page break tore, made whole."""
    return continued(unflatten(document))


def steps(document: Document, passage: Passage, context: Context) -> Iterator[Step]:
    """The blocks of a prepared document in reading order, noise left out; ``context`` is that of the document."""
    if context.contest:
        return
    section = context  # of headings alone: a sentence between them says nothing of the tables after it
    named = appendices(document.text)
    before = ""
    for block in document.blocks:
        if block.kind is BlockKind.NOISE:
            continue
        before, caption = document.slice(block), before
        if len(caption) < SHORT and _WEIGHTS.fullmatch(tone_key(caption)):
            continue  # what a line "Trọng số" heads tells how scores are made
        if (number := appendix(before)) is not None and number in named:
            context = _section(replace(context, kind=None, among=None), named[number])
        if block.kind is BlockKind.TABLE:
            under = _under(replace(context, year=section.year), caption)
            yield Step(block, under, *read_table(document, block, under))
            continue
        inherited = context
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING) or _opens_section(document, block):
            inherited = _section(context, before)
            if block.kind is BlockKind.TITLE and context.year is not None:
                inherited = replace(inherited, year=context.year)  # which has heard the title and the text
            if not before.rstrip().endswith((".", ";")):  # a numbered sentence is no heading
                section = _section(section, before)
                section = replace(section, year=inherited.year) if block.kind is BlockKind.TITLE else section
        read, context = _prose(document, passage, block, inherited)
        frames = [frame for *_, frame in read]
        found, left = [o for f in frames for o in f.observations], [u for f in frames for u in f.unread]
        if context.plans and any(o.subject == context.host and o.year == context.year for o in found):
            context = replace(context, plans=False)  # whatever its title says, it reports
        yield Step(block, inherited, found, left, tuple(read))


def _prose(
    document: Document, passage: Passage, block: Block, context: Context
) -> tuple[list[tuple[int, int, Context, Frame]], Context]:
    """The sentences of one block with their frames, and the context that it leaves behind."""
    text = document.slice(block)
    listed = block.kind is BlockKind.LIST_ITEM or _ITEM.match(text) is not None
    if listed and context.aims:
        return [], context
    if not listed:
        aims = text.rstrip().endswith(":") and wished(tone_key(text), len(text))
        context = replace(context, aims=aims) if aims is not context.aims else context
    inside, begin = _lead(document, block, context)
    if (label := _label(text, context)) is not None:
        inside = replace(inside, labelled=label)
    if (counted := _COUNTED_OFF.match(passage.key, block.start, block.end)) is not None:
        named = [
            m for m in criteria(passage, counted.end(), min(block.end, counted.end() + SHORT)) if m.start - counted.end() <= 2
        ]
        inside = replace(inside, criterion=named[0].name) if named else inside
    read: list[tuple[int, int, Context, Frame]] = []
    for start, end in sentences(document.text, block.start, block.end):
        start = max(start, begin) if start < begin < end else start
        read.append((start, end, inside, frame := read_sentence(passage, start, end, inside)))
        inside = _told(frame, inside)
    inside = replace(inside, told=None) if inside.told is not None else inside
    if inside is context:
        return read, context
    # an older edition that a paragraph looks back on does not outlive it
    older = context.year is not None and inside.year is not None and inside.year < context.year
    year = context.year if older else inside.year
    kind = inside.kind or context.kind
    return read, replace(
        inside, criterion=context.criterion, subject=context.subject, kind=kind, year=year, region=context.region, labelled=None
    )


def _told(frame: Frame, before: Context) -> Context:
    """The context behind a sentence: with the one unit below the province of which it gave results, or of which the sentences before did."""
    after = frame.context
    subjects = {o.subject for o in frame.observations}
    if not subjects and after.last == before.last:
        return after  # a sentence of something else, which names nobody
    of = [s for s in (*after.recent, *after.last) if s.name in subjects and s.kind in BELOW]
    told = of[-1] if len(subjects) == 1 and of else None
    return after if told is after.told else replace(after, told=told)


def _not_planned(observations: list[Observation], document: Document) -> list[Observation]:
    """Without the figures that a plan or a guide gives for the year that it is made for: those are aims and rules."""
    if document.published:  # no result is published before its year
        latest = document.published.year
        observations = [o for o in observations if o.year is None or o.year <= latest]
    years = find_years(document.title) if is_plan(document.title) else []
    return [o for o in observations if o.year is None or o.year < years[-1].year] if years else observations


def _opens_section(document: Document, block: Block) -> bool:
    """A short numbered line that names a group: "1. Các cơ quan chuyên môn"."""
    text = document.slice(block)
    return len(text) < 160 and _SECTION.match(text) is not None and group_kind(tone_key(text)) is not None


def _section(context: Context, heading: str) -> Context:
    return replace(refine(context, heading), criterion=None, subject=None)


def _lead(document: Document, block: Block, context: Context) -> tuple[Context, int]:
    """The context inside a block whose first words, up to a colon, name a group or a criterion; and where the lead ends."""
    text = document.slice(block)
    match = _LEAD.match(text)
    if match is None:
        return context, block.start
    lead = squeeze(match["lead"]).strip("\"“”' ")
    if _BAND_LEAD.sub("", lead) and parse_band(_BAND_LEAD.sub("", lead)) is not None:
        return context, block.start
    if (group_kind(tone_key(lead)) is not None or block_of(lead, heading=True)[1]) and not re.search(r"\d+[.,]\d", lead):
        return replace(refine(context, lead), kind=group_kind(tone_key(lead)) or Kind.DEPARTMENT), block.start
    part = context.index is not None and _bulleted(text) and not re.search(r"[A-Z]{3}|[Cc]hỉ số|[Ii]ndex", lead)
    if any(m.strong for m in find_indexes(lead)) and not part and not re.search(r"\d+[.,]\d", lead) and len(lead.split()) <= 14:
        others = any(m.strong for m in find_indexes(text[match.end() :]))  # "PCI 2022: 65,2 điểm; PAPI 2022: 42,1 điểm"
        begin = block.start if others or len(find_years(lead)) > 1 else block.start + match.end()
        return replace(refine(context, lead), kind=context.kind, level=context.level), begin
    words = len(lead.split())
    if _WHOLE.match(tone_key(lead)):
        return replace(context, criterion=None), block.start  # its words tell what the figures are
    plain = not find_subjects(lead, context.host) and not re.search(r"\d", lead) and words <= 24
    if (block.kind is BlockKind.LIST_ITEM or _bulleted(text)) and plain and lead[0].isupper():
        return replace(context, criterion=lead), block.start + match.end()
    return context, block.start


def _label(text: str, context: Context) -> SubjectMention | None:
    """The one subject that the words before a block's first colon are: "Bến Tre: thăng trầm."."""
    match = _LEAD.match(text)
    named = find_subjects(match["lead"], context.host) if match else []
    return named[0] if match and len(named) == 1 and len(match["lead"]) - (named[0].end - named[0].start) <= ARTICLE else None


def _bulleted(text: str) -> bool:
    return re.match(r"\s*[-+*•·–▪○]", text) is not None


def _identity(o: Observation) -> tuple[object, ...]:
    return (o.index, o.level, o.province, o.year, o.subject, o.subject_kind, o.among, o.criterion, o.measure, o.value)


def _under(context: Context, before: str) -> Context:
    """A table's context: what the short line right above it adds, as a caption without a tag, or the legend that ends the text above."""
    if legend := _LEGEND.search(tone_key(before[-LEGEND:])):
        return replace(context, heading=f"{context.heading} {legend[0]}")
    return refine(context, before) if before and len(before) < 200 and not before.rstrip().endswith((".", ";")) else context
