"""The one interface between a document and its observations.

The grammar (``extract/grammar.py``) is the first implementation. Another reader (a language model, say) stands beside it as one
more module that implements :class:`Extractor`; what it returns passes the same :func:`hold` before anything is stored.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from extract.document import Document
from extract.observation import Observation, Reading, Unread


class Extractor(Protocol):
    """Turns one document into observations with evidence, and says what it left unread."""

    name: str
    version: str

    def read(self, document: Document) -> Reading:
        """Read ``document``; never raises for any document, and looks at nothing but the document."""
        ...


def has_evidence(document: Document, observation: Observation) -> bool:
    """Whether the quote really stands in the document and carries the value as written."""
    evidence = observation.evidence
    inside = document.text[evidence.value_start : evidence.value_end]
    if not evidence.quote or inside != observation.raw:
        return False
    exact = document.text[evidence.start : evidence.end]
    return exact == evidence.quote or " ".join(exact.split()) == " ".join(evidence.quote.split())


def hold(extractor: Extractor, document: Document) -> Reading:
    """Run ``extractor`` and keep only what has evidence; an observation without it becomes an unread mention."""
    reading = extractor.read(document)
    kept: list[Observation] = []
    unread: list[Unread] = list(reading.unread)
    for observation in reading.observations:
        if has_evidence(document, observation):
            kept.append(observation)
        else:
            e = observation.evidence
            unread.append(Unread(observation.measure, observation.raw, e.start, e.end, e.quote, "no evidence"))
    return replace(reading, observations=tuple(kept), unread=tuple(unread), extractor=extractor.name, version=extractor.version)
