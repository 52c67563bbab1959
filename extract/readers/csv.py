"""CSV and TSV: delimiter and charset told from the content."""

from __future__ import annotations

import csv
import io

from extract.document import Document
from extract.encodings.convert import mend
from extract.readers.text import decode
from extract.readers.workbook import from_sheets
from extract.readers.workbook.sheet import Sheet

MEDIA_TYPE = "text/csv"
_DELIMITERS = "\t;,|"
_SAMPLE = 50  # lines that vote on the delimiter


def accepts(head: bytes, name: str) -> float:
    """Bids where most lines have the same number of one delimiter."""
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0.0
    if head.lstrip()[:1] in (b"<", b"{", b"%"):
        return 0.0
    named = name.lower().endswith((".csv", ".tsv"))
    if not named and b"," not in head and b";" not in head and b"\t" not in head:
        return 0.0
    found = delimiter(decode(head))
    if named:
        return 0.6 if found else 0.3
    return 0.3 if found in ("\t", ";") else 0.0  # prose has commas too


def delimiter(text: str) -> str:
    """The character that divides the columns, or an empty string."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best, most = "", 0
    for mark in _DELIMITERS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=mark)] if lines else []
        common = max(set(counts), key=lambda n: (counts.count(n), n), default=0)
        agreeing = counts.count(common) * common if common and counts.count(common) >= max(2, 0.6 * len(counts)) else 0
        if agreeing > most:
            best, most = mark, agreeing
    return best


def read(data: bytes, name: str) -> Document:
    """The document of a CSV file: one sheet."""
    text = mend(decode(data))
    csv.field_size_limit(2**20)
    sheet = Sheet("")
    for r, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter(text) or ",")):
        for c, cell in enumerate(row):
            sheet.put(r, c, cell)
    return from_sheets([sheet], name, MEDIA_TYPE)
