"""A table that goes on without its heading, on the next page or behind a signature, takes the heading of the one before."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Block, Document, Table
from extract.tables.header import split


def continued(document: Document) -> Document:
    """``document`` with the heading of the last table put on every table of the same width that has none."""
    blocks: list[Block] = []
    last: Table | None = None
    for block in document.blocks:
        table = block.table
        if table is None or not table.rows:
            blocks.append(block)
            continue
        headers, body = split(table)
        if headers and len({len(row) for row in table.rows}) == 1:
            last = replace(table, rows=tuple(headers))
        elif not headers and body and last is not None and last.width == table.width:
            table = replace(table, rows=(*[tuple(replace(c, header=True) for c in row) for row in last.rows], *table.rows))
        blocks.append(replace(block, table=table))
    return replace(document, blocks=tuple(blocks))
