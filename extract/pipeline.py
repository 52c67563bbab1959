"""From bytes to readings: the reader by content, then the extractor, then the rule of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.document import Document
from extract.extractor import Extractor, hold
from extract.grammar import Grammar
from extract.observation import Reading
from extract.readers import open_document

HEAD = 800  # characters of a member that say what the archive is about
READERS = "3"  # raise when a reader changes what it makes of the same bytes
EXTRACTOR: Extractor = Grammar()
VERSION = f"readers-{READERS} {EXTRACTOR.name}-{EXTRACTOR.version}"


def process(data: bytes, name: str) -> list[tuple[Document, Reading]]:
    """The document that ``data`` is, followed by the members of an archive, each with its reading.

    Raises:
        UnreadableError: the bytes cannot be read. A member that cannot be read is a signal of its archive instead.
    """
    document = open_document(data, name)
    return [(part, hold(EXTRACTOR, part)) for part in _parts(document)]


def _parts(document: Document) -> Iterator[Document]:
    """The document and its members; an appendix is read in the light of the decision beside it."""
    yield document
    for i, member in enumerate(document.members):
        heads = [other.text[:HEAD] for j, other in enumerate(document.members) if j != i]
        yield from _parts(replace(member, companions="\n".join(heads)[: 4 * HEAD]))
