"""ODT: paragraphs, headings, lists and tables of OpenDocument text."""

from __future__ import annotations

from lxml import etree

from extract.document import Document
from extract.encodings.convert import mend
from extract.readers.layout import Grid
from extract.readers.word.flow import Flow
from extract.readers.workbook.ods import content, shown

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LARGEST_SPAN = 200


def read_odt(data: bytes, name: str) -> Document:
    """The document of an ODT file."""
    flow = Flow()
    body = content(data).find(f"{_OFFICE}body/{_OFFICE}text")
    if body is not None:
        _walk(body, flow, False)
    return flow.document(name, MEDIA_TYPE, "odt")


def _walk(element: etree._Element, flow: Flow, item: bool) -> None:
    for child in element:
        if child.tag == f"{_TEXT}h":
            flow.paragraph(mend(shown(child)), int(child.get(f"{_TEXT}outline-level", "1")) + 1)
        elif child.tag == f"{_TEXT}p":
            flow.paragraph(mend(shown(child)), item=item)
        elif child.tag == f"{_TABLE}table":
            _table(child, flow)
        elif isinstance(child.tag, str) and etree.QName(child).localname not in ("tracked-changes", "sequence-decls", "forms"):
            _walk(child, flow, item or child.tag == f"{_TEXT}list")


def _table(table: etree._Element, flow: Flow) -> None:
    if table.find(f".//{_TABLE}table") is not None:
        for cell in table.iter(f"{_TABLE}table-cell"):
            if next(cell.iterancestors(f"{_TABLE}table")) is table:
                _walk(cell, flow, False)
        return
    grid = Grid()
    for r, row in enumerate(table.iter(f"{_TABLE}table-row")):
        c = 0
        for cell in row:
            times = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), _LARGEST_SPAN)
            if cell.tag == f"{_TABLE}table-cell":
                down, right = (min(int(cell.get(f"{_TABLE}number-{w}-spanned", "1")), _LARGEST_SPAN) for w in ("rows", "columns"))
                text = mend("\n".join(shown(p) for p in cell.iter(f"{_TEXT}p", f"{_TEXT}h")))
                for again in range(times):
                    grid.put(r, c + again, text, down, right)
            c += times
    flow.table(grid.rows())
