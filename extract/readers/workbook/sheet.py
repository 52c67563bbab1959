"""A sheet as its readers give it, and its layout: titles above, tables, notes below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from extract.document import BlockKind, Place, TextBuilder
from extract.errors import LimitError
from extract.text.clean import nfc, squeeze

MAX_CELLS = 2_000_000
MAX_COLUMNS = 1024
_LONG = 160  # characters: a line alone in its row that is longer is prose

Area = tuple[int, int, int, int]  # first row, first column, last row, last column; 0-based, all inside


@dataclass
class Sheet:
    """The filled cells of one sheet as shown, by (row, column), and its merged areas."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a cell's text, cleaned; empty ones are not kept.

        Raises:
            LimitError: the sheet has more filled cells than any ranking.
        """
        text = squeeze(nfc(text))
        if text and column < MAX_COLUMNS:
            self.cells[row, column] = text
            if len(self.cells) > MAX_CELLS:
                raise LimitError(f"Bảng tính {self.name} có quá nhiều ô", f"Sheet {self.name} has too many cells")

    def spread(self) -> None:
        """Repeat merged cells at every position that they cover."""
        budget = MAX_CELLS
        for top, left, bottom, right in self.merged:
            text = self.cells.get((top, left))
            budget -= (bottom - top + 1) * (right - left + 1)
            if text is None or budget < 0:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, min(right, MAX_COLUMNS) + 1):
                    self.cells[row, column] = text


def address(row: int, column: int) -> str:
    """The name of a cell by its 0-based row and column: (6, 1) is ``B7``."""
    letters, n = "", column + 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def write(sheet: Sheet, out: TextBuilder, page: int) -> None:
    """Append the sheet's blocks to ``out``; ``page`` is the sheet's 1-based number."""
    sheet.spread()
    rows: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        rows.setdefault(row, []).append(column)
    for run in _runs(rows):
        _write_run(sheet, run, rows, out, page)


def _runs(rows: dict[int, list[int]]) -> Iterable[list[int]]:
    """Rows that belong together: an empty row divides, unless what follows goes on like the table before it."""
    run: list[int] = []
    for row in sorted(rows):
        if run and row > run[-1] + 1 and not _goes_on(rows[run[-1]], rows[row]):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _goes_on(above: list[int], below: list[int]) -> bool:
    return len(above) > 2 and above == below


def _write_run(sheet: Sheet, run: list[int], rows: dict[int, list[int]], out: TextBuilder, page: int) -> None:
    several = [row for row in run if len({sheet.cells[row, c] for c in rows[row]}) > 1 and not _letterhead(sheet, row, rows[row])]
    if len(several) < 2:
        _lines(sheet, run, rows, out, page)
        return
    first, last = several[0], several[-1]
    width = len(rows[last])
    while last + 1 in rows and last < run[-1] and 1 < len(rows[last + 1]) < width:  # a remark in merged cells at the foot
        last += 1
    caption = _lines(sheet, [r for r in run if r < first], rows, out, page)
    body = [r for r in run if first <= r <= last]
    columns = sorted({c for r in body for c in rows[r]})
    grid = [
        [(sheet.cells.get((r, c), ""), Place(page=page, sheet=sheet.name, cell=address(r, c))) for c in columns] for r in body
    ]
    out.table(grid, caption, Place(page=page, sheet=sheet.name, cell=address(first, columns[0])))
    _lines(sheet, [r for r in run if r > last], rows, out, page)


def _letterhead(sheet: Sheet, row: int, columns: list[int]) -> bool:
    """Two names side by side above everything: the office on the left, the state's motto on the right."""
    texts = [sheet.cells[row, c] for c in columns]
    distinct = [t for t, n in pairwise([*texts, ""]) if t != n]
    return len(distinct) == 2 and row < 4 and any("CỘNG H" in t.upper() or "ĐỘC LẬP" in t.upper() for t in distinct)


def _lines(sheet: Sheet, run: list[int], rows: dict[int, list[int]], out: TextBuilder, page: int) -> str:
    caption = ""
    for row in run:
        texts = list(dict.fromkeys(sheet.cells[row, c] for c in rows[row]))
        caption = " ".join(texts)
        kind = BlockKind.PARAGRAPH if len(caption) > _LONG or caption.endswith(".") else BlockKind.HEADING
        place = Place(page=page, sheet=sheet.name, cell=address(row, rows[row][0]))
        out.block(kind, caption, 2 if kind is BlockKind.HEADING else 0, place)
    return caption
