"""Documents at rest: blocks and tables with their places, as compressed JSON beside the text."""

from __future__ import annotations

import json
from typing import Any

import zstandard

from extract.document import Attachment, Block, BlockKind, Cell, Document, Place, Status, Table


def pack(document: Document) -> bytes:
    """Everything of ``document`` but its text, compressed."""
    made = {
        "attachments": [[a.address, a.title] for a in document.attachments],
        "blocks": [
            [b.kind.value, b.start, b.end, b.level, _place(b.place), _table(b.table) if b.table else None]
            for b in document.blocks
        ],
    }
    return zstandard.compress(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(
    body: bytes, text: str, *, source: str = "", media_type: str = "", title: str = "", status: str = "read", member: str = ""
) -> Document:
    """The document whose text is ``text`` and whose rest was packed into ``body``."""
    made = json.loads(zstandard.decompress(body)) if body else {"attachments": [], "blocks": []}
    blocks = tuple(
        Block(BlockKind(kind), start, end, level, _to_place(place), _to_table(table, text) if table else None)
        for kind, start, end, level, place, table in made["blocks"]
    )
    attachments = tuple(Attachment(address, words) for address, words in made["attachments"])
    return Document(
        source, media_type, text, blocks, title=title, attachments=attachments, member=member or None, status=Status(status)
    )


def _place(place: Place) -> list[Any] | None:
    values = [place.page, list(place.bbox) if place.bbox else None, place.sheet, place.cell, place.member]
    return values if any(v is not None for v in values) else None


def _to_place(values: list[Any] | None) -> Place:
    if values is None:
        return Place()
    page, bbox, sheet, cell, member = values
    return Place(page, tuple(bbox) if bbox else None, sheet, cell, member)


def _table(table: Table) -> dict[str, Any]:
    """Cells without their texts: these are slices of the document's text."""
    rows = [[[c.start, c.end, _place(c.place), int(c.header) + 2 * int(c.uncertain)] for c in row] for row in table.rows]
    return {"caption": table.caption, "place": _place(table.place), "rows": rows}


def _to_table(made: dict[str, Any], text: str) -> Table:
    rows = tuple(
        tuple(
            Cell(text[start:end], r, c, start, end, _to_place(place), bool(flags & 1), bool(flags & 2))
            for c, (start, end, place, flags) in enumerate(row)
        )
        for r, row in enumerate(made["rows"])
    )
    return Table(rows, made["caption"], _to_place(made["place"]))
