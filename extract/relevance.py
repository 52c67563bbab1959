"""Whether a document reports results at all: cheap, and with its reason."""

from __future__ import annotations

from extract.document import Document
from extract.mentions.index import find_indexes
from extract.mentions.passage import Passage
from extract.observation import Observation


def judge(document: Document, observations: list[Observation]) -> tuple[bool, str]:
    """The verdict and its reason, a key: ``results`` (at least one result), ``no-results``, ``empty`` (no text)."""
    if not document.text.strip():
        return False, "empty"
    return (True, "results") if observations else (False, "no-results")


def names_no_index(document: Document, passage: Passage) -> bool:
    """Whether neither title nor text nor what came beside it names an index: no figure of it can then be a result.

    This is how most pages of a portal are told, by the phrases alone and before any sentence is read.
    """
    if passage.hits("index", 0, len(document.text)):
        return False
    return not find_indexes(document.title) and not find_indexes(document.companions)
