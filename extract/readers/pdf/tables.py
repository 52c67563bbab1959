"""The costly reading of a PDF's page with pdfplumber: bordered tables by their lines, borderless ones by the gaps between words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pdfplumber

from extract.encodings.convert import by_font, decode, mend
from extract.readers.gaps import find_gap_tables, text_lines, to_lines
from extract.readers.lattice import lattice
from extract.readers.pages import Box, Page, PageTable, Spot
from extract.readers.words import Word
from extract.readers.wrap import joined
from extract.text.clean import nfc

_NEAR = 3.0  # points: edges closer than this are one
_TOUCHING = 0.5  # points between letters of one word
_MARGIN = 10.0  # points that texts keep from a cell's edge at most
_SETTINGS = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 4}


def read_tables(data: bytes, numbers: Sequence[int]) -> dict[int, Page]:
    """The pages ``numbers`` (1-based) with their tables and lines."""
    if not numbers:
        return {}
    pages = {}
    with pdfplumber.open(io.BytesIO(data), pages=list(numbers)) as source:
        for sheet in source.pages:
            pages[sheet.page_number] = _page(sheet)
            sheet.close()
    return pages


def _page(sheet: Any) -> Page:
    words = _words(sheet)
    page = Page(sheet.page_number, float(sheet.width), float(sheet.height))
    used: set[int] = set()
    for found in sheet.find_tables(_SETTINGS):
        table = _bordered(found, words, used)
        if table is not None:
            page.tables.append(table)
    rest = [word for i, word in enumerate(words) if i not in used]
    tables, rest = find_gap_tables(rest, page.tables)
    page.tables += tables
    page.lines = text_lines(rest)
    return page


def _words(sheet: Any) -> list[Word]:
    raw = sheet.extract_words(extra_attrs=["fontname"], keep_blank_chars=False, use_text_flow=False)
    raw = _whole(raw)
    known = any(by_font(w["fontname"]) for w in raw)
    words = []
    for w in raw:
        text = w["text"]
        encoding = by_font(w["fontname"]) if known else None
        if encoding:
            text = decode(text, encoding)
        words.append(Word(nfc(text) if known else text, (float(w["x0"]), float(w["top"]), float(w["x1"]), float(w["bottom"]))))
    if not known and words:
        mended = mend("\n".join(w.text for w in words)).split("\n")
        words = [Word(nfc(text), w.box) for text, w in zip(mended, words, strict=True)]
    return words


def _whole(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Words again whole that change their font within: one letter may come from another subset of the same face."""
    made: list[dict[str, Any]] = []
    for word in raw:
        last = made[-1] if made else None
        if (
            last is not None
            and last["fontname"] != word["fontname"]
            and abs(last["bottom"] - word["bottom"]) < 1
            and -1 < word["x0"] - last["x1"] < _TOUCHING
            and by_font(last["fontname"]) == by_font(word["fontname"])
        ):
            made[-1] = {**word, "text": last["text"] + word["text"], "x0": last["x0"], "top": min(last["top"], word["top"])}
            continue
        made.append(word)
    return made


def _bordered(found: Any, words: list[Word], used: set[int]) -> PageTable | None:
    cells: list[Box] = [(float(a), float(b), float(c), float(d)) for a, b, c, d in found.cells]
    inside: dict[Box, list[Word]] = {cell: [] for cell in cells}
    mine = set()
    for i, word in enumerate(words):
        x, y = word.middle
        cell = next((c for c in cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)
        if cell is not None and i not in used:
            inside[cell].append(word)
            mine.add(i)
    table = lattice(cells, lambda cell: Spot(_text(inside[cell], cell), cell), _NEAR)
    if table is not None:
        used |= mine
    return table


def _text(words: list[Word], cell: Box) -> str:
    lines = [(" ".join(w.text for w in line), line[0].box[0], line[-1].box[2]) for line in to_lines(words)]
    return joined(lines, cell[0], cell[2], _MARGIN)
