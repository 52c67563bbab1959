"""Which index a text names: PAR INDEX, SIPAS, PCI, PAPI, DTI and their sisters. Wordings in ``vocabulary/indexes.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.mentions.passage import Passage
from extract.observation import Index

HEADING = 240  # characters


@dataclass(frozen=True, slots=True)
class IndexMention:
    """An index named at ``text[start:end]``; ``strong`` when the wording names the index itself, not only its subject matter."""

    start: int
    end: int
    index: Index
    strong: bool


def find_indexes(text: str) -> list[IndexMention]:
    """All indexes that ``text`` names, in order."""
    return list(_of_heading(text)) if len(text) <= HEADING else indexes(Passage(text), 0, len(text))


@lru_cache(maxsize=2048)  # headings of sections and columns are asked for again and again
def _of_heading(text: str) -> tuple[IndexMention, ...]:
    return tuple(indexes(Passage(text), 0, len(text)))


def indexes(passage: Passage, start: int, end: int) -> list[IndexMention]:
    """All indexes that ``text[start:end]`` of a passage names, in order."""
    found = []
    for hit in passage.longest("index", start, end):
        name, _, strength = hit.label.partition("|")
        found.append(IndexMention(hit.start, hit.end, Index(name), strength == "strong"))
    return found
