"""Pages as PDF readers and recognisers give them (lines and tables with boxes), assembled into one document in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio

from extract.document import BlockKind, Place, TextBuilder
from extract.readers.layout import caption_above, is_layout
from extract.readers.wrap import joined
from extract.text.clean import nfc, squeeze

Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the page's upper left corner

_ITEM = re.compile(r"(?:[-+*•·–‣▪○]\s|\(?[a-zđ]\)\s|\(\d{1,2}\)\s)")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s|[IVX]{1,5}[.)]\s|[A-H][.)]\s|Điều \d|Phụ lục|PHỤ LỤC|Phần [IVX])")
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–]?", re.I)
_LONGEST_HEADING = 160
_NEAR = 12  # points between the edges of one column on two pages
_ALIKE = 85  # of 100: recognised headers differ in a letter


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Spot:
    """One position of a table's grid; a merged cell stands at each position that it covers."""

    text: str
    box: Box
    uncertain: bool = False
    page: int = 0  # where it is another than the table's first


@dataclass(slots=True)
class PageTable:
    """A table on one page: a rectangle of spots, and the x positions that divide its columns."""

    rows: list[list[Spot]]
    box: Box
    edges: list[float] = field(default_factory=list)
    page: int = 0


@dataclass(slots=True)
class Page:
    """What was read on one page. ``number`` is 1-based; sizes in points.

    ``turn``: by how many degrees the page was turned clockwise before it was read; sizes and boxes are those of the turned page.
    """

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    turn: int = 0

    def shown(self, box: Box) -> Box:
        """``box`` where the page as it is shown, unturned, has it; rounded."""
        left, top, right, bottom = box
        if self.turn == 90:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        elif self.turn == 180:
            left, top, right, bottom = self.width - right, self.height - bottom, self.width - left, self.height - top
        elif self.turn == 270:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all."""
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def side_by_side(table: PageTable) -> list[PageTable]:
    """A list set in two or three columns to save paper, taken apart: its header repeats, or its numbers go on in the next part."""
    total = len(table.rows[0])
    for parts in (2, 3, 4):
        width = total // parts
        if total % parts == 0 and width >= 2 and (_same_heads(table, parts, width) or _counts_on(table, parts, width)):
            return [_part(table, i * width, (i + 1) * width) for i in range(parts)]
    return [table]


def _same_heads(table: PageTable, parts: int, width: int) -> bool:
    heads = [spot.text.lower() for spot in table.rows[0]]
    chunks = [" ".join(heads[i * width : (i + 1) * width]) for i in range(parts)]
    return len(set(heads[:width])) > 1 and all(ratio(chunks[0], chunk) > _ALIKE for chunk in chunks[1:])


def _counts_on(table: PageTable, parts: int, width: int) -> bool:
    """Whether the first column counts up and each part's first column goes on where the part before ended."""
    last = 0
    for i in range(parts):
        numbers = [int(row[i * width].text) for row in table.rows if row[i * width].text.isdecimal()]
        if len(numbers) < 5 or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or (i and numbers[0] != last + 1):
            return False
        last = numbers[-1]
    return True


def _part(table: PageTable, first: int, end: int) -> PageTable:
    rows = [row[first:end] for row in table.rows]
    kept = [row for row in rows if any(spot.text for spot in row)]
    return PageTable(kept, union([spot.box for row in kept for spot in row]), table.edges[first:end], table.page)


def assemble(pages: Sequence[Page]) -> tuple[TextBuilder, str]:
    """The blocks of all pages and the document's title. Tables that go on over a page's end become one."""
    out = TextBuilder()
    title = ""
    for page in _joined(pages):
        flow: list[tuple[float, float, Line | PageTable]] = [(line.box[1], line.box[0], line) for line in page.lines]
        flow += [(table.box[1], table.box[0], table) for table in page.tables]
        run: list[Line] = []
        for _, _, item in sorted(flow, key=lambda entry: (round(entry[0]), entry[1])):
            if isinstance(item, Line):
                run.append(item)
                continue
            title = _paragraphs(run, page, out, title)
            run = []
            _table(item, page, out)
        title = _paragraphs(run, page, out, title)
    return out, title


def _joined(pages: Sequence[Page]) -> list[Page]:
    last: PageTable | None = None
    for page in pages:
        page.tables = [part for table in page.tables for part in side_by_side(table)]
        for table in page.tables:
            table.page = page.number
        body = [line for line in page.lines if not is_page_number(line, page)]
        first = min(page.tables, key=lambda t: t.box[1], default=None)
        if (
            last is not None
            and first is not None
            and all(line.box[1] > first.box[1] for line in body)
            and (_same_columns(last, first) or _fit_columns(last, first))
        ):
            if _repeats(last, first):
                last = first if len(page.tables) == 1 else None
            else:
                _append(last, first, page.number)
                page.tables.remove(first)
        end = max(page.tables, key=lambda t: t.box[3], default=None)
        if end is not None:
            last = end if all(line.box[3] < end.box[3] for line in body) else None
        elif body or first is None:
            last = None
    return list(pages)


def is_page_number(line: Line, page: Page) -> bool:
    """Whether a line is only the page's number, near its upper or lower edge."""
    edge = line.box[3] < 0.1 * page.height or line.box[1] > 0.9 * page.height
    return edge and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _same_columns(a: PageTable, b: PageTable) -> bool:
    if len(a.rows[0]) != len(b.rows[0]):
        return False
    return not a.edges or not b.edges or all(abs(x - y) < _NEAR for x, y in zip(a.edges, b.edges, strict=False))


def _fit_columns(a: PageTable, b: PageTable) -> bool:
    """Give ``b`` the columns of ``a`` where all its edges are edges of ``a``: each of its rows merges some cells."""
    if not b.edges or len(b.edges) >= len(a.edges) or len(b.edges) < 2 or abs(a.box[2] - b.box[2]) > _NEAR:
        return False
    if not all(any(abs(x - y) < _NEAR for y in a.edges) for x in b.edges) or abs(a.edges[0] - b.edges[0]) > _NEAR:
        return False
    under = [max(i for i, x in enumerate(b.edges) if x < edge + _NEAR) for edge in a.edges]
    b.rows = [[row[i] for i in under] for row in b.rows]
    b.edges = list(a.edges)
    return True


def _repeats(a: PageTable, b: PageTable) -> bool:
    return [s.text for s in a.rows[0]] == [s.text for s in b.rows[0]]


def _append(table: PageTable, more: PageTable, page: int) -> None:
    rows = [[replace(s, page=page) for s in row] for row in more.rows]
    if _goes_on_in(table.rows[-1], rows[0]):
        table.rows[-1] = [_mended(a, b) for a, b in zip(table.rows[-1], rows[0], strict=True)]
        rows = rows[1:]
    table.rows.extend(rows)


def _goes_on_in(above: list[Spot], below: list[Spot]) -> bool:
    """Whether the page's end cut a row in two: what follows has no number, and few cells, each under one that has begun."""
    filled = [(a, b) for a, b in zip(above, below, strict=True) if b.text]
    if below[0].text or not filled or not all(a.text for a, _ in filled):
        return False
    return 3 * len(filled) <= len(below) or not any(c.isdigit() for _, b in filled for c in b.text)


def _mended(above: Spot, below: Spot) -> Spot:
    left, right = above.box[0], above.box[2]
    parts = [(spot.text, left, right) for spot in (above, below) if spot.text]
    return replace(above, text=joined(parts, left, right, 1.0))


def _table(table: PageTable, page: Page, out: TextBuilder) -> None:
    texts = [[spot.text for spot in row] for row in table.rows]
    if is_layout(texts):
        for row in table.rows:
            for spot in {spot.box: spot for spot in row if spot.text}.values():
                out.block(BlockKind.PARAGRAPH, spot.text, 0, Place(page=page.number, bbox=page.shown(spot.box)))
        return
    rows = [[(s.text, Place(page=s.page or page.number, bbox=page.shown(s.box))) for s in row] for row in table.rows]
    doubtful = frozenset((r, c) for r, row in enumerate(table.rows) for c, spot in enumerate(row) if spot.uncertain)
    out.table(rows, caption_above(out), Place(page=page.number, bbox=page.shown(table.box)), uncertain=doubtful)


def _paragraphs(lines: list[Line], page: Page, out: TextBuilder, title: str) -> str:
    right = max((line.box[2] for line in lines), default=0.0)
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and run and _goes_on(run[-1], line, right):
            run.append(line)
            continue
        if run:
            text = squeeze(nfc(" ".join(x.text for x in run)))
            kind, level = _kind(text, run[0], page, title)
            if text:
                out.block(kind, text, level, Place(page=page.number, bbox=page.shown(union([x.box for x in run]))))
            if kind is BlockKind.TITLE:
                title = text
        run = [line] if line is not None else []
    return title


def _goes_on(above: Line, below: Line, right: float) -> bool:
    """Whether ``below`` continues the paragraph of ``above``."""
    height = above.box[3] - above.box[1]
    text = below.text.lstrip()
    if below.box[1] - above.box[3] > 1.1 * max(height, 8) or below.box[1] < above.box[1] or below.box[0] >= above.box[2]:
        return False
    if _ITEM.match(text) or _NUMBERED.match(text):
        return False
    centred = abs((below.box[0] + below.box[2]) - (above.box[0] + above.box[2])) < 10 and below.box[0] > 1.2 * 72
    reaches = above.box[2] > right - 60
    ended = above.text.rstrip().endswith((".", ";", ":"))
    indented = below.box[0] > above.box[0] + 12
    if centred and not ended:
        return above.text.isupper() == below.text.isupper()
    return reaches and not (ended and indented) and not (above.text.isupper() and not below.text.isupper())


def _kind(text: str, line: Line, page: Page, title: str) -> tuple[BlockKind, int]:
    if is_page_number(line, page):
        return BlockKind.NOISE, 0
    short = len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ","))
    if short and (_NUMBERED.match(text) or (text.isupper() and len(text) > 8)):
        return BlockKind.HEADING, 2
    return (BlockKind.LIST_ITEM, 1) if _ITEM.match(text) else (BlockKind.PARAGRAPH, 0)
