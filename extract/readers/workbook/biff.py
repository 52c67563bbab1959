"""What calamine leaves out of an XLS: number formats, font names and merged areas, from the BIFF8 records themselves.

Record numbers and layouts: Microsoft's [MS-XLS], sections 2.4.122 (Font), 2.4.126 (Format), 2.4.353 (XF), 2.4.168 (MergeCells).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile
from openpyxl.styles.numbers import BUILTIN_FORMATS

from extract.readers.workbook.sheet import Area

_BOUNDSHEET, _FONT, _FORMAT, _XF, _BOF, _EOF, _MERGED = 0x85, 0x31, 0x41E, 0xE0, 0x809, 0x0A, 0xE5
_ROW = 0x208  # 2.4.221: bit fDyZero of its flags hides the row
_MULTIPLE = (0xBD, 0xBE)  # MULRK, MULBLANK: several cells in one record
_SINGLE = (0x06, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0xD6)  # FORMULA, NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING


@dataclass
class Look:
    """One sheet's looks: the number format and the font of its cells by (row, column), and its merged areas."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden: bool = False
    rows: set[int] = field(default_factory=set)  # hidden ones


def looks(data: bytes) -> list[Look]:
    """The looks of the sheets in order of their tabs; empty for XLS older than 1997."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        if not ole.exists("Workbook"):
            return []
        stream = ole.openstream("Workbook").read()
    fonts: list[str] = []
    formats = dict(BUILTIN_FORMATS)
    styles: list[tuple[int, int]] = []
    sheets: list[tuple[int, bool]] = []
    for kind, body in _records(stream, 0):
        if kind == _FONT:
            fonts.append(_string(body, 14, 1))
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _string(body, 2, 2)
        elif kind == _XF:
            styles.append(struct.unpack_from("<HH", body))
        elif kind == _BOUNDSHEET:
            sheets.append((struct.unpack_from("<I", body)[0], bool(body[4] & 3)))
    made = []
    for offset, hidden in sheets:
        look = Look(hidden=hidden)
        for row, column, style in _cells(stream, offset, look):
            font, number = styles[style] if style < len(styles) else (0, 0)
            font -= font > 4  # font 4 is never stored
            look.fonts[row, column] = fonts[font] if font < len(fonts) else ""
            look.formats[row, column] = formats.get(number, "General")
        made.append(look)
    return made


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records of the substream at ``offset``, those of embedded charts left out."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, offset)
        body = stream[offset + 4 : offset + 4 + size]
        offset += 4 + size
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, body


def _cells(stream: bytes, offset: int, look: Look) -> Iterator[tuple[int, int, int]]:
    for kind, body in _records(stream, offset):
        if kind in _SINGLE and len(body) >= 6:
            yield struct.unpack_from("<HHH", body)
        elif kind in _MULTIPLE and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            step = 6 if kind == _MULTIPLE[0] else 2
            for i, at in enumerate(range(4, len(body) - step - 1, step)):
                yield row, column + i, struct.unpack_from("<H", body, at)[0]
        elif kind == _ROW and len(body) >= 16 and struct.unpack_from("<H", body, 12)[0] & 0x20:
            look.rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _MERGED:
            for at in range(2, len(body) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, at)
                look.merged.append((top, left, bottom, right))


def _string(body: bytes, at: int, width: int) -> str:
    """A Unicode string of [MS-XLS] 2.5.294: its length in ``width`` bytes, a flag byte, Latin-1 or UTF-16 characters."""
    length = body[at] if width == 1 else struct.unpack_from("<H", body, at)[0]
    wide = body[at + width] & 1
    raw = body[at + width + 1 : at + width + 1 + length * (1 + wide)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")
