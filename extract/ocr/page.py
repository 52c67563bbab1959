"""A picture of a page into lines and tables; each picture is read once where a cache folder is given (``XEPHANG_CACHE``)."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from extract.errors import UnreadableError
from extract.ocr.cells import read_cells
from extract.ocr.clean import Cleaned, Grey, as_grey, clean
from extract.ocr.doubt import mark_doubts
from extract.ocr.grid import tables
from extract.ocr.loose import loose_tables
from extract.ocr.readers import tesseract, trueocr
from extract.ocr.upright import turn_of, turned
from extract.readers.gaps import find_gap_tables, text_lines
from extract.readers.lattice import lattice
from extract.readers.pages import Box, Line, Page, PageTable, Spot
from extract.readers.words import Word
from extract.text.clean import nfc

VERSION = "3"  # raise when the same picture would be read differently
_NEAR = 14.0  # pixels: edges of cells closer than this are one


class NotInstalledError(UnreadableError):
    """Raised when no recogniser is installed."""

    def __init__(self) -> None:
        super().__init__(
            "cần nhận dạng chữ (OCR): apt-get install tesseract-ocr tesseract-ocr-vie",
            "needs OCR: apt-get install tesseract-ocr tesseract-ocr-vie",
        )


def read_picture(
    picture: np.ndarray[Any, np.dtype[np.uint8]], number: int, width: float, height: float, enlarge: bool = False
) -> Page:
    """What stands on ``picture`` (height x width x 3, red first), a page of ``width`` x ``height`` points.

    ``enlarge`` lets pictures of unknown resolution grow until their letters have the height that recognisers expect.

    Raises:
        NotInstalledError: no recogniser is installed.
    """
    place = _cache_place(picture)
    if place is not None and place.is_file():
        return replace(_load(place, width, height), number=number)
    if tesseract() is None and trueocr() is None:
        raise NotInstalledError
    page = _read(picture, number, width, height, enlarge)
    if place is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(asdict(page), ensure_ascii=False), "utf-8")
        draft.replace(place)
    return page


def _read(picture: np.ndarray[Any, np.dtype[np.uint8]], number: int, width: float, height: float, enlarge: bool) -> Page:
    turn = turn_of(as_grey(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)))
    if turn in (90, 270):
        width, height = height, width
    picture = turned(picture, turn)
    cleaned = clean(picture, enlarge)
    unit = width / picture.shape[1]
    page = Page(number, width, height, turn=turn)
    nets, mask = tables(cleaned.grey)
    rest = cleaned.grey.copy()
    for cells in nets:
        read = dict(zip(cells, read_cells(cleaned.grey, mask, cells), strict=True))
        table = lattice(cells, lambda cell, read=read: Spot(read[cell][0], cell, read[cell][1]), _NEAR)  # type: ignore[misc]
        if table is not None:
            page.tables.append(_to_points(table, cleaned, unit))
            _wipe(rest, table.box)
    if enlarge:  # a drawn picture: its lists have no lines, and page analysis loses their lone digits
        for table in loose_tables(rest, mask, []):
            _wipe(rest, table.box)
            page.tables.append(_to_points(_second_look(table, cleaned), cleaned, unit))
    loose, words = find_gap_tables([Word(nfc(text), box) for text, box in _words(rest, mask)], [])
    page.tables += [_to_points(_second_look(table, cleaned), cleaned, unit) for table in loose]
    words = [Word(word.text, cleaned.back(word.box, unit)) for word in words]
    page.lines = text_lines(words)
    for table in page.tables:
        mark_doubts(table)
    return page


def _words(grey: Grey, mask: Grey) -> list[tuple[str, Box]]:
    grey = grey.copy()
    grey[mask > 0] = 255
    reader = tesseract() or trueocr()
    return reader.read_words(grey) if reader else []


def _wipe(grey: Grey, box: Box) -> None:
    left, top, right, bottom = (int(v) for v in box)
    grey[max(0, top - 6) : bottom + 6, max(0, left - 6) : right + 6] = 255


def _to_points(table: PageTable, cleaned: Cleaned, unit: float) -> PageTable:
    rows = [[replace(spot, box=cleaned.back(spot.box, unit)) for spot in row] for row in table.rows]
    return PageTable(rows, cleaned.back(table.box, unit), [edge / cleaned.scale * unit for edge in table.edges])


def _second_look(table: PageTable, cleaned: Cleaned) -> PageTable:
    """The cells of a borderless table, in pixels, read one by one by both readers."""
    boxes = list(dict.fromkeys(spot.box for row in table.rows for spot in row if spot.text))
    grown = [(max(0.0, b[0] - 6), max(0.0, b[1] - 3), b[2] + 6, b[3] + 3) for b in boxes]
    read = dict(zip(boxes, read_cells(cleaned.grey, np.zeros_like(cleaned.grey), grown), strict=True))
    rows = [[Spot(read[s.box][0], s.box, read[s.box][1]) if s.text else s for s in row] for row in table.rows]
    return PageTable(rows, table.box, table.edges)


def _cache_place(picture: np.ndarray[Any, np.dtype[np.uint8]]) -> Path | None:
    folder = os.environ.get("XEPHANG_CACHE")
    if not folder:
        return None
    present = "-".join(reader.name for reader in (tesseract(), trueocr()) if reader)
    key = hashlib.sha256(f"{VERSION} {present} {picture.shape}".encode())
    key.update(np.ascontiguousarray(picture).data)
    return Path(folder) / "ocr" / f"{key.hexdigest()}.json"


def _load(place: Path, width: float, height: float) -> Page:
    held = json.loads(place.read_text("utf-8"))
    if held["turn"] in (90, 270):
        width, height = height, width
    lines = [Line(x["text"], tuple(x["box"])) for x in held["lines"]]
    grids = [
        PageTable(
            [[Spot(s["text"], tuple(s["box"]), s["uncertain"]) for s in row] for row in t["rows"]], tuple(t["box"]), t["edges"]
        )
        for t in held["tables"]
    ]
    return Page(held["number"], width, height, lines, grids, held["turn"])
