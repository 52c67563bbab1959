"""Readers: one file a format, chosen by content.

Every module of this folder with ``accepts(head, name) -> float`` (a bid between 0 and 1 made from the first bytes; the name only
breaks ties) and ``read(data, name) -> Document`` is a reader. The highest bid reads; a new format is one new file.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from types import ModuleType

from extract.document import Document
from extract.errors import LimitError, UnreadableError, XephangError

HEAD = 8192  # bytes that a reader may look at to make its bid
MAX_BYTES = 200 * 2**20  # larger captures are refused before any parser sees them


@cache
def readers() -> tuple[ModuleType, ...]:
    """All reader modules, in the order of their names."""
    found = []
    for info in pkgutil.iter_modules(__path__, f"{__name__}."):
        module = importlib.import_module(info.name)
        if hasattr(module, "accepts") and hasattr(module, "read"):
            found.append(module)
    return tuple(found)


def open_document(data: bytes, name: str) -> Document:
    """Read ``data`` with the reader that bids highest for it.

    Raises:
        UnreadableError: no reader knows the format, or the one that does cannot read these bytes.
        LimitError: the bytes are more than ``MAX_BYTES``.
    """
    if len(data) > MAX_BYTES:
        size = len(data) // 2**20
        raise LimitError(f"{name}: tệp quá lớn ({size} MB)", f"{name}: the file is too large ({size} MB)")
    if not data.strip():
        raise UnreadableError(f"{name}: tệp rỗng", f"{name}: the file is empty")
    head = data[:HEAD]
    bids = [(float(reader.accepts(head, name)), reader) for reader in readers()]
    bid, reader = max(bids, key=lambda pair: pair[0], default=(0.0, None))
    if reader is None or bid <= 0:
        raise UnreadableError(f"{name}: không nhận ra định dạng", f"{name}: this is no format that xephang knows")
    try:
        document: Document = reader.read(data, name)
    except (XephangError, MemoryError):
        raise
    except Exception as error:  # a parser's own failure on hostile bytes
        what = f"{type(error).__name__}: {error}"[:300]
        raise UnreadableError(f"{name}: tệp hỏng ({what})", f"{name}: a broken file ({what})") from error
    return titled(document)


def titled(document: Document) -> Document:
    """``document`` with the title of an official document where its format told none."""
    from extract.readers.title import office_title  # noqa: PLC0415 - vocabulary, not needed to choose a reader

    return document if document.title else replace(document, title=office_title(document))
