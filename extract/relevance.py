"""Whether a document reports results at all: cheap, and with its reason."""

from __future__ import annotations

from extract.document import Document
from extract.observation import Observation


def judge(document: Document, observations: list[Observation]) -> tuple[bool, str]:
    """The verdict and its reason, a key: ``results`` (at least one result), ``no-results``, ``empty`` (no text)."""
    if not document.text.strip():
        return False, "empty"
    return (True, "results") if observations else (False, "no-results")
