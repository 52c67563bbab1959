"""The one interface between a document and its observations.

The grammar (``extract/grammar.py``) is the first implementation. Another reader (a language model, say) stands beside it as one
more class that implements :class:`Extractor` and that the setting XEPHANG_EXTRACTORS names; what it returns passes the same
:func:`hold` before anything is stored.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from extract.document import Document
from extract.mentions.band import parse_band
from extract.mentions.number import parse_number, parse_ordinal
from extract.observation import Grade, Observation, Reading, Unread, Value
from extract.text.clean import fold

_FIGURE = re.compile(r"\d+(?:[.,]\s?\d+)*")


class Extractor(Protocol):
    """Turns one document into observations with evidence, and says what it left unread."""

    name: str
    version: str

    def read(self, document: Document) -> Reading:
        """Read ``document``; never raises for any document, and looks at nothing but the document."""
        ...


def has_evidence(document: Document, observation: Observation) -> bool:
    """Whether the quote really stands in the document, holds the value as written, and the value is what is written."""
    evidence = observation.evidence
    inside = document.text[evidence.value_start : evidence.value_end]
    if not evidence.quote or not inside or inside != observation.raw:
        return False
    if not evidence.start <= evidence.value_start <= evidence.value_end <= evidence.end:
        return False
    exact = document.text[evidence.start : evidence.end]
    if exact != evidence.quote and " ".join(exact.split()) != " ".join(evidence.quote.split()):
        return False
    return says(inside, observation.value)


def says(written: str, value: Value) -> bool:
    """Whether ``written`` can be read as ``value``, sign apart; words that are no number ("dẫn đầu") are left to the extractor."""
    if isinstance(value, str):
        return fold(value) in fold(written) or parse_band(written) == value
    readings: set[float | None] = {parse_ordinal(written)}
    for match in _FIGURE.finditer(written):
        figure = "".join(match[0].split())
        bare = figure.replace(".", "").replace(",", ".")
        readings |= {parse_number(figure), parse_number(bare), parse_number(figure.replace(",", ""))}
    readings.discard(None)
    return not readings or any(r is not None and abs(r - abs(value)) < 1e-6 for r in readings)


def hold(extractor: Extractor, document: Document) -> Reading:
    """Run ``extractor`` and keep only what has evidence; an observation without it becomes an unread mention, so it is counted."""
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


def beside(reading: Reading) -> Reading:
    """The reading of an extractor that stands beside the first one: uncertain throughout.

    Consolidation prefers a higher grade, so what such an extractor says counts where the first one says nothing, and is seen as such.
    """
    return replace(reading, observations=tuple(replace(o, grade=Grade.UNCERTAIN) for o in reading.observations))
