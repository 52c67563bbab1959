"""From bytes to readings: the reader by content, then the extractor, then the rule of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.document import Document
from extract.extractor import beside, hold
from extract.extractors import chosen
from extract.observation import Reading
from extract.readers import open_document

HEAD = 800  # characters of a member that say what the archive is about
READERS = "5"  # raise when a reader changes what it makes of the same bytes
EXTRACTORS = chosen()
VERSION = " ".join([f"readers-{READERS}", *(f"{e.name}-{e.version}" for e in EXTRACTORS)])


def process(data: bytes, name: str) -> list[tuple[Document, Reading]]:
    """The document that ``data`` is, followed by the members of an archive, each with its reading.

    Raises:
        UnreadableError: the bytes cannot be read. A member that cannot be read is a signal of its archive instead.
    """
    document = open_document(data, name)
    return [(part, _read(part)) for part in parts(document)]


def _read(document: Document) -> Reading:
    """What the first extractor made of a document, with the readings of the others beside it."""
    first, *others = EXTRACTORS
    return replace(hold(first, document), beside=tuple(beside(hold(other, document)) for other in others))


def parts(document: Document) -> Iterator[Document]:
    """The document and its members; an appendix is read in the light of the decision beside it."""
    yield document
    for i, member in enumerate(document.members):
        heads = [other.text[:HEAD] for j, other in enumerate(document.members) if j != i]
        yield from parts(replace(member, companions="\n".join(heads)[: 4 * HEAD]))
