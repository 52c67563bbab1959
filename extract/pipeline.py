"""From bytes to readings: the reader by content, then the extractor, then the rule of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document
from extract.extractor import Extractor, hold
from extract.grammar import Grammar
from extract.observation import Reading
from extract.readers import open_document

READERS = "1"  # raise when a reader changes what it makes of the same bytes
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
    yield document
    for member in document.members:
        yield from _parts(member)
