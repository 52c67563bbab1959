"""ODS: the text that each cell shows stands in the file itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from extract.encodings.convert import mend
from extract.errors import LimitError
from extract.readers.workbook.sheet import MAX_COLUMNS, Sheet

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MAX_XML = 300 * 2**20
MAX_REPEAT = 1000  # a filled cell or row repeated more often is a filled background


def content(data: bytes) -> etree._Element:
    """The root of an OpenDocument file's ``content.xml``, entities left alone.

    Raises:
        LimitError: the part unpacks to more than ``MAX_XML`` bytes.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo("content.xml").file_size > MAX_XML:
            raise LimitError("Tệp OpenDocument bung ra quá lớn", "The OpenDocument file unpacks to too much")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(archive.read("content.xml"), parser)


def read_ods(data: bytes) -> list[Sheet]:
    """The sheets in order, cells as shown."""
    return [_sheet(table) for table in content(data).iter(f"{_TABLE}table") if table.getparent().tag == f"{_OFFICE}spreadsheet"]


def _sheet(table: etree._Element) -> Sheet:
    sheet = Sheet(table.get(f"{_TABLE}name", ""))
    r = 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        hidden = row.get(f"{_TABLE}visibility", "visible") != "visible"
        filled = [] if hidden else list(_cells(row))
        for again in range(min(times, MAX_REPEAT) if filled else 0):
            for c, text, down, right in filled:
                sheet.put(r + again, c, text)
                if down > 1 or right > 1:
                    sheet.merged.append((r, c, r + down - 1, c + right - 1))
        r += times
    return sheet


def _cells(row: etree._Element) -> Iterator[tuple[int, str, int, int]]:
    c = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = mend("\n".join(shown(p) for p in cell.iterfind(f"{_TEXT}p")))
        if text.strip() and cell.tag.endswith("}table-cell"):
            down, right = (int(cell.get(f"{_TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
            for again in range(min(times, MAX_REPEAT)):
                yield c + again, text, min(down, MAX_REPEAT), min(right, MAX_COLUMNS)
        c += times


def shown(paragraph: etree._Element) -> str:
    """A paragraph's text with its blanks, tabs and line breaks; notes and annotations left out."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "s":
            parts.append(" " * min(100, int(child.get(f"{_TEXT}c", "1"))))
        elif name in ("tab", "line-break"):
            parts.append(" " if name == "tab" else "\n")
        elif name not in ("note", "annotation", ""):
            parts.append(shown(child))
        parts.append(child.tail or "")
    return "".join(parts)
