"""Which index a text names: PAR INDEX, SIPAS, PCI, PAPI, DTI and their sisters. Wordings in ``vocabulary/indexes.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from extract.lexicon import vocabulary
from extract.observation import Index
from extract.text.tokenizer import pipeline


@dataclass(frozen=True, slots=True)
class IndexMention:
    """An index named at ``text[start:end]``; ``strong`` when the wording names the index itself, not only its subject matter."""

    start: int
    end: int
    index: Index
    strong: bool


@cache
def _matcher() -> PhraseMatcher:
    nlp = pipeline()
    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    for name, wordings in vocabulary("indexes").items():
        for strength, phrases in wordings.items():
            matcher.add(f"{name}|{strength}", [nlp.make_doc(phrase) for phrase in phrases])
    return matcher


def find_indexes(text: str, doc: Doc | None = None) -> list[IndexMention]:
    """All indexes that ``text`` names, in order; ``doc`` is its tokenization where it is at hand."""
    doc = pipeline().make_doc(text) if doc is None else doc
    found = []
    for span in filter_spans(_matcher()(doc, as_spans=True)):
        name, _, strength = span.label_.partition("|")
        found.append(IndexMention(span.start_char, span.end_char, Index(name), strength == "strong"))
    return found
