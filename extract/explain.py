"""How the grammar followed a document: its blocks, sentences, mentions and frames, and where every inherited dimension comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extract.document import BlockKind, Document
from extract.extractor import has_evidence
from extract.frames.component import components
from extract.frames.context import Context, document_context
from extract.frames.ordered import listed_ranks
from extract.frames.sentence import Frame
from extract.frames.units import settle
from extract.grammar import Step, prepared, steps
from extract.mentions.index import find_indexes
from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.mentions.rules import rules
from extract.mentions.scan import scan
from extract.mentions.year import find_years
from extract.pipeline import parts
from extract.readers import open_document
from extract.text.clean import squeeze

FIGURES = frozenset(Sort) - {Sort.SUBJECT, Sort.GROUP, Sort.INDEX, Sort.CRITERION, Sort.REGION, Sort.YEAR, Sort.BASE, Sort.BAND}
INHERITED = ("index", "year", "host", "kind", "level", "among", "criterion", "subject", "region")


class Note(NamedTuple):
    """One line of the explanation: how deep it stands, what it is (a key of the texts) and what it says."""

    depth: int
    key: str
    values: dict[str, str]


def explain(data: bytes, name: str, only: str = "") -> list[Note]:
    """How the document (and every member of an archive) was read; ``only`` keeps the sentences and tables that hold these words.

    Raises:
        UnreadableError: the bytes cannot be read.
    """
    return [note for part in parts(open_document(data, name)) for note in _document(part, only)]


def _document(document: Document, only: str) -> Iterator[Note]:
    document = prepared(document)
    passage = Passage(document.text)
    context = document_context(document, passage)
    yield Note(0, "document", {"source": document.member or document.source, "title": squeeze(document.title)})
    origins = _from_head(document, context)
    yield from _inherited(1, context, origins)
    path: list[str] = []
    before = context
    walked = list(steps(document, passage, context))
    ordered = listed_ranks(document.text, [(step.block, step.observations, step.context.among) for step in walked])
    for step in walked:
        text = document.slice(step.block)
        origins |= dict.fromkeys(_changed(before, step.context), f"{step.block.kind.value}: {_short(text)}")
        before = step.context
        if step.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            path = [*path[: max(0, step.block.level - 1)], _short(text)]
        if only not in text:
            continue
        yield Note(1, "block", {"kind": step.block.kind.value, "path": " › ".join(path), "start": str(step.block.start)})
        if step.block.kind is BlockKind.TABLE:
            yield from _inherited(2, step.context, origins)
            yield from _outcome(document, step, step.context, set(), origins)
        for start, end, inside, frame in step.sentences:
            origins |= dict.fromkeys(_changed(before, inside), f"list-lead: {_short(text)}")
            if only in passage.text[start:end]:
                yield from _sentence(document, passage, (start, end), inside, frame, origins)
            taught = f"sentence: {_short(passage.text[start:end])}"
            origins |= dict.fromkeys(_changed(inside, frame.context), taught)
            before = frame.context
        by_order = [o for o in ordered if o.evidence.start == step.block.start]
        yield from _outcome(document, replace(step, observations=by_order, unread=[]), step.context, set(), origins)


def _sentence(
    document: Document, passage: Passage, span: tuple[int, int], context: Context, frame: Frame, origins: dict[str, str]
) -> Iterator[Note]:
    yield Note(2, "sentence", {"text": squeeze(passage.text[slice(*span)])})
    found = components(scan(passage, *span, context.host), context.index, passage.text)
    mentions = settle(passage.key, *span, found)
    said: set[str] = set()
    for mention in mentions:
        said |= {mention.name, str(int(mention.value))} if mention.value is not None else {mention.name}
        written = squeeze(passage.text[mention.start : mention.end])
        values = {"sort": mention.sort.value, "text": written, "name": mention.name, "rule": _rule(passage, mention, found)}
        yield Note(3, "mention" if not values["rule"] else "figure", values)
    yield from _outcome(document, frame, context, said, origins)


def _rule(passage: Passage, mention: Mention, found: list[Mention]) -> str:
    """What took a figure: the rule of ``results.yaml``, "words" of another kind of mention, or "place" where only its neighbours or the
    words around gave a bare number its meaning; empty for what is no figure."""
    if mention.sort not in FIGURES:
        return ""
    for hit in passage.hits("result", mention.start, mention.end):
        rule = rules()[int(hit.label)]
        if (hit.start, hit.end) == (mention.start, mention.end) and rule.label == mention.sort.value:
            return rule.like
    return "words" if any((m.sort, m.start, m.end) == (mention.sort, mention.start, mention.end) for m in found) else "place"


def _outcome(document: Document, read: Frame | Step, context: Context, said: set[str], origins: dict[str, str]) -> Iterator[Note]:
    """What a sentence or a table gave, with where each dimension comes from; and what was left unread."""
    for o in read.observations:
        values = {"measure": o.measure.value, "value": str(o.value), "raw": o.raw, "grade": o.grade.value}
        whose = "subject" if o.subject == context.subject else "host"
        values["subject"] = _from(whose, o.subject, context, said, origins)
        values["index"] = _from("index", o.index.value, context, said, origins)
        values["year"] = _from("year", str(o.year), context, said, origins)
        values["criterion"] = _from("criterion", o.criterion or "–", context, said, origins)
        yield Note(3, "observation" if has_evidence(document, o) else "refused", values)
    for u in read.unread:
        yield Note(3, "unread", {"kind": str(u.kind), "text": squeeze(u.text)[:80], "reason": u.reason})


def _from(field: str, value: str, context: Context, said: set[str], origins: dict[str, str]) -> str:
    """``value`` with its origin in brackets where its own sentence does not say it."""
    inherited = str(getattr(context, field) or "")
    if value in said or value == "–" or value != inherited:
        return value
    return f"{value} [← {origins[field]}]" if field in origins else value


def _inherited(depth: int, context: Context, origins: dict[str, str]) -> Iterator[Note]:
    for field in INHERITED:
        if (value := getattr(context, field)) is not None:
            yield Note(depth, "inherited", {"field": field, "value": str(value), "origin": origins.get(field, "")})


def _changed(before: Context, after: Context) -> list[str]:
    return [field for field in INHERITED if getattr(after, field) is not None and getattr(after, field) != getattr(before, field)]


def _from_head(document: Document, context: Context) -> dict[str, str]:
    """Where a document's own context comes from: its title where that names it, else its first paragraphs."""
    titled = {m.index for m in find_indexes(document.title)} | {y.year for y in find_years(document.title)}
    known = {field for field in INHERITED if getattr(context, field) is not None}
    return {
        field: f"title: {_short(document.title)}"
        if getattr(context, field) in titled
        or (field not in ("index", "year") and str(getattr(context, field)) in document.title)
        else "head"
        for field in known
    }


def _short(text: str) -> str:
    plain = squeeze(text)
    return plain if len(plain) <= 60 else plain[:59] + "…"
