"""Stata's .dta, version 118 (Unicode), written in batches: Stata holds a table in memory, but who writes it need not.

The layout is StataCorp's (``help dta``): a head, the rows in fixed widths, then the long texts that the rows point at. Libraries write it from a
whole data frame only. The widths have to be known before the first row is written, so rows wait in a temporary file.
"""

from __future__ import annotations

import pickle
import struct
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np

from extract.language import Lang
from store.export.safe import plain
from store.export.tables import Table, Values

FORMAT = "stata"
BATCH = 20_000  # rows
LABEL = 80  # characters that Stata allows a label
LONG = {"quote", "sentence_vi", "sentence_en", "title", "address"}  # long texts, whatever their lengths are
WIDEST = 2045  # bytes of a text that stands in its row
STRL, DOUBLE = 32768, 65526  # codes of types; a text in its row has its width for a code
MISSING = np.frombuffer(struct.pack("<Q", 0x7FE0000000000000), "<f8")[0]
STAMP = b"01 Jan 2000 00:00"  # the same data give the same bytes
NUMBERS = ("integer", "number")


def write(table: Table, rows: Iterable[Values], directory: Path, lang: Lang) -> list[Path]:
    """``NAME.dta`` with labels in ``lang``."""
    path = directory / f"{table.name}.dta"
    with tempfile.TemporaryFile(dir=directory) as waiting, tempfile.TemporaryFile(dir=directory) as texts:
        count, widths = _spool(table, iter(rows), waiting)
        types = [_type(c.kind, c.name, width) for c, width in zip(table.columns, widths, strict=True)]
        with path.open("wb") as file:
            _write(file, table, lang, types, count, waiting, texts)
    return [path]


def _spool(table: Table, rows: Iterator[Values], waiting: IO[bytes]) -> tuple[int, list[int]]:
    """Put the rows away, column by column in batches: how many they are, and the bytes of every column's longest text."""
    count, widths = 0, [1] * len(table.columns)
    while part := list(islice(rows, BATCH)):
        count += len(part)
        columns: list[Any] = []
        for i, (column, values) in enumerate(zip(table.columns, zip(*part, strict=True), strict=True)):
            if column.kind in NUMBERS:
                columns.append(np.array([MISSING if v is None else v for v in values], "<f8"))
                continue
            encoded = [b"" if v is None else str(plain(v)).encode() for v in values]
            widths[i] = max(widths[i], *map(len, encoded))
            columns.append(encoded)
        pickle.dump(columns, waiting, pickle.HIGHEST_PROTOCOL)
    waiting.seek(0)
    return count, widths


def _type(kind: str, name: str, width: int) -> int:
    return DOUBLE if kind in NUMBERS else STRL if name in LONG or width > WIDEST else width


def _write(file: IO[bytes], table: Table, lang: Lang, types: list[int], count: int, waiting: IO[bytes], texts: IO[bytes]) -> None:
    places = [0]

    def part(name: str, body: bytes, *, mapped: bool = True) -> None:
        if mapped:
            places.append(file.tell())
        file.write(f"<{name}>".encode() + body + f"</{name}>".encode())

    many = len(types)
    label = (table.vi if lang == "vi" else table.en)[:LABEL].encode()
    head = (
        b"<release>118</release><byteorder>LSF</byteorder><K>" + struct.pack("<H", many) + b"</K><N>" + struct.pack("<Q", count)
    )
    head += (
        b"</N><label>"
        + struct.pack("<H", len(label))
        + label
        + b"</label><timestamp>"
        + bytes([len(STAMP)])
        + STAMP
        + b"</timestamp>"
    )
    file.write(b"<stata_dta>")
    part("header", head, mapped=False)
    part("map", bytes(8 * 14))
    part("variable_types", struct.pack(f"<{many}H", *types))
    part("varnames", _fixed([c.name for c in table.columns], 129))
    part("sortlist", bytes(2 * (many + 1)))
    part("formats", _fixed(["%10.0g" if t == DOUBLE else "%9s" if t == STRL else f"%{t}s" for t in types], 57))
    part("value_label_names", _fixed([""] * many, 129))
    part("variable_labels", _fixed([(c.vi if lang == "vi" else c.en)[:LABEL] for c in table.columns], 321))
    part("characteristics", b"")
    places.append(file.tell())
    file.write(b"<data>")
    for block in _rows(waiting, types, texts):
        file.write(block)
    file.write(b"</data>")
    places.append(file.tell())
    file.write(b"<strls>")
    texts.seek(0)
    while block := texts.read(1 << 20):
        file.write(block)
    file.write(b"</strls>")
    part("value_labels", b"")
    places.append(file.tell())
    file.write(b"</stata_dta>")
    places.append(file.tell())
    file.seek(places[1] + len("<map>"))
    file.write(struct.pack("<14Q", *places))


def _fixed(texts: Iterable[str], width: int) -> bytes:
    return b"".join(text.encode().ljust(width, b"\0") for text in texts)


def _rows(waiting: IO[bytes], types: list[int], texts: IO[bytes]) -> Iterator[bytes]:
    """The rows in fixed widths; a long text goes to ``texts``, and its row has the number of its column and row."""
    layout = np.dtype([(f"c{i}", "<f8" if t == DOUBLE else "<u8" if t == STRL else f"S{t}") for i, t in enumerate(types)])
    first = 1
    last: dict[int, tuple[bytes, int]] = {}  # of every column, the text before and what points at it: neighbours often share one
    long = [i for i, t in enumerate(types) if t == STRL]
    while True:
        try:
            columns: list[Any] = pickle.load(waiting)  # noqa: S301  our own, written a moment ago
        except EOFError:
            return
        made = np.zeros(len(columns[0]), layout)
        for n in range(len(made) if long else 0):  # row by row: that is the order which the layout asks of long texts
            for i in long:
                columns[i][n] = _long(columns[i][n], i + 1, first + n, last, texts)
        for i, values in enumerate(columns):
            made[f"c{i}"] = values
        yield made.tobytes()
        first += len(made)


def _long(text: bytes, column: int, row: int, last: dict[int, tuple[bytes, int]], texts: IO[bytes]) -> int:
    if not text:
        return 0
    before, pointer = last.get(column, (b"", 0))
    if text == before:
        return pointer
    last[column] = text, column | row << 16
    texts.write(b"GSO" + struct.pack("<IQBI", column, row, 130, len(text) + 1) + text + b"\0")
    return column | row << 16
