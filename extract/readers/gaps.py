"""Tables without lines: words that keep the same gaps row after row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.readers.gap_rows import TIGHT, Piece, Range, Row, body, heading, middle, nearest, over, pieces, tightness
from extract.readers.pages import Line, PageTable, Spot, union
from extract.readers.words import Segment, Word
from extract.text.clean import squeeze

MOST = 8  # lines of the cells of one row between its line of figures and the next
_YEAR = re.compile(r"(?:năm )?20\d\d", re.I)  # heads columns
_LONGEST_VALUE = 14  # characters of a cell that holds a figure ("Nhóm 25", "10/260", "62,3/70")


def to_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words by line, from the top down, each line from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle[1], w.box[0])):
        if lines and abs(word.middle[1] - lines[-1][0].middle[1]) < 0.5 * max(word.height, 4):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.box[0]) for line in lines]


def segments(line: Sequence[Word], wide: float = 1.5) -> list[Segment]:
    """A line cut where a gap is wider than ``wide`` letters."""
    letters = sum(len(w.text) for w in line)
    letter = sum(w.box[2] - w.box[0] for w in line) / max(1, letters)
    made: list[Segment] = []
    for word in line:
        if made and word.box[0] - made[-1][-1].box[2] < wide * letter:
            made[-1].append(word)
        else:
            made.append([word])
    return made


def text_lines(words: Sequence[Word]) -> list[Line]:
    """Words as lines of text; what stands side by side, as the two halves of a letterhead do, apart."""
    parts = [part for line in to_lines(words) for part in segments(line, 4.0)]
    return [Line(_text(part), union([w.box for w in part])) for part in parts]


def find_gap_tables(words: Sequence[Word], taken: Sequence[PageTable]) -> tuple[list[PageTable], list[Word]]:
    """Tables among ``words``, and the words that belong to none. ``taken`` tables divide the page."""
    lines = [segments(line) for line in to_lines(words)]
    tables: list[PageTable] = []
    rest: list[Word] = []
    i = 0
    while i < len(lines):
        end = _run(lines, i, taken)
        if end is None:
            rest += [w for s in lines[i] for w in s]
            i += 1
            continue
        begin = _headed(lines, i)
        rest = rest[: len(rest) - sum(len(s) for line in lines[begin:i] for s in line)]
        tables.append(_table(lines[begin:end]))
        i = end
    return tables, rest


def _is_row(line: list[Segment]) -> bool:
    texts = [text for s in line if not _YEAR.fullmatch(text := _text(s))]
    return len(line) >= 3 and any(len(t) <= _LONGEST_VALUE and any(map(str.isdigit, t)) for t in texts)


def _is_short_row(line: list[Segment], above: list[Segment]) -> bool:
    """Whether a line is a row whose last cells are empty: its number and its name stand under those of the row above."""
    if len(line) < 2 or len(above) < 2:
        return False
    number = _text(line[0])
    under = all(a[0].box[0] < b[-1].box[2] and b[0].box[0] < a[-1].box[2] for a, b in zip(line[:2], above[:2], strict=True))
    return under and len(number) <= 3 and number.isdecimal() and _text(above[0]).isdecimal()


def _run(lines: list[list[Segment]], start: int, taken: Sequence[PageTable]) -> int | None:
    """Where the table that begins at line ``start`` ends: header lines of several segments, then at least three rows."""
    if len(lines[start]) < 3:
        return None
    rows, last, i = 0, start, start
    while i < len(lines):
        line = lines[i]
        above = union([w.box for s in lines[i - 1] for w in s]) if i > start else None
        box = union([w.box for s in line for w in s])
        if above is not None and (
            box[1] - above[3] > 4 * (box[3] - box[1]) or any(above[3] <= t.box[1] <= box[1] for t in taken)
        ):
            break
        if _is_row(line) or (rows >= 3 and _is_short_row(line, lines[last])):
            rows, last = rows + 1, i
        elif (
            rows
            and (
                i - last > (MOST if above and box[1] - above[3] < TIGHT * (box[3] - box[1]) else 2)
                or (len(line) == 1 and box[2] - box[0] > 350)
            )
        ) or (not rows and i - start > 5):
            break
        i += 1
    return _tail(lines, last + 1) if rows >= 3 else None


def _tail(lines: list[list[Segment]], end: int) -> int:
    """Where the cells of the last row end that are longer than its line of figures: short pieces right under those above."""
    while end < len(lines):
        above, line = lines[end - 1], lines[end]
        box, over = union([w.box for s in line for w in s]), union([w.box for s in above for w in s])
        row = [a for beside in lines[max(0, end - 2) : end] for a in beside]
        under = all(any(s[0].box[0] < a[-1].box[2] and a[0].box[0] < s[-1].box[2] for a in row) for s in line)
        if not under or len(line) >= 3 or box[1] - over[3] > TIGHT * (box[3] - box[1]) or box[2] - box[0] > 350:
            break
        end += 1
    return end


def _headed(lines: list[list[Segment]], start: int) -> int:
    """Where the heading of the table at ``start`` begins: short pieces close above it that fill no row, a heading's first lines."""
    first = start
    while first and start - first < 3 and not _is_row(lines[start]):
        line, below = lines[first - 1], [w for s in lines[first] for w in s]
        words = [w for s in line for w in s]
        box, under = union([w.box for w in words]), union([w.box for w in below])
        near = under[1] - box[3] < 0.6 * (box[3] - box[1])
        narrow = all(s[-1].box[2] - s[0].box[0] < 0.2 * (under[2] - under[0]) for s in line)
        if not near or not narrow or box[0] < under[0] or box[2] > under[2]:
            break
        first -= 1
    return first


def _table(lines: list[list[Segment]]) -> PageTable:
    figures = [line for line in lines if _is_row(line)]
    tight = tightness(figures)
    columns, rows = _spaced(lines, figures, tight) if tight is not None else _dense(lines, figures)
    box = union([w.box for line in lines for s in line for w in s])
    spots = [[Spot(cell.text, union([w.box for w in cell.words]) if cell.lines else box) for cell in row] for row in rows]
    return PageTable(spots, box, [c[0] for c in columns])


def _spaced(lines: list[list[Segment]], figures: list[list[Segment]], tight: float) -> tuple[list[Range], list[Row]]:
    """The columns and the rows where the lines of a cell stand closer together than rows do."""
    found = pieces(lines, tight)
    begins = {id(piece.lines[0]) for piece in found}
    heights = [middle(line) for line in figures if 2 * sum(id(s) in begins for s in line) > len(line)]
    beside = [[p for p in found if p.reaches(y)] for y in heights]
    most = max(map(len, beside), default=0)
    columns = _columns([p.across for row in beside if len(row) >= most - 1 for p in row])
    head = [p for p in found if p.bottom < heights[0] - p.lines[0][0].height / 2] if heights else []
    last = max((p.middle for p in head), default=0.0)
    lowest = [p for p in head if p.middle > last - p.lines[0][0].height / 2]
    if len(lowest) <= 2 and len(head) - len(lowest) >= 3:
        head = [p for p in head if not any(p is q for q in lowest)]  # a group's name right under the heading
    return columns, heading(head, columns) + body([p for p in found if not any(p is q for q in head)], heights, columns)


def _dense(lines: list[list[Segment]], figures: list[list[Segment]]) -> tuple[list[Range], list[Row]]:
    """The columns and the rows where lines tell nothing by their distance: what is no row goes on with the one above it."""
    most = max(len(line) for line in figures)
    columns = _columns([(s[0].box[0], s[-1].box[2]) for line in figures if len(line) >= most - 1 for s in line])
    first = next(i for i, line in enumerate(lines) if _is_row(line))
    rows: list[Row] = []
    header: Row = [Piece() for _ in columns]
    for i, line in enumerate(lines):
        if i < first:
            for segment in line:
                for c in over(Piece([segment]), columns):
                    header[c].lines.append(segment)
            continue
        cells: Row = [Piece() for _ in columns]
        for segment in line:
            cells[nearest(Piece([segment]), columns)].lines.append(segment)
        if _is_row(line) or not rows or _is_short_row(line, lines[i - 1]):
            rows.append(cells)
        elif len(line) == 1 and not cells[1].lines and len(_text(line[0])) > 3:
            rows.append([Piece([line[0]])] * len(columns))  # a group's name alone on its line
        else:
            for above, cell in zip(rows[-1], cells, strict=True):
                above.lines += cell.lines
    return columns, [header, *rows] if any(cell.lines for cell in header) else rows


def _columns(parts: list[Range]) -> list[Range]:
    """The x ranges that body cells cover: ranges that overlap are one column."""
    made: list[Range] = []
    for left, right in sorted(parts):
        if made and left < made[-1][1]:
            made[-1] = (made[-1][0], max(right, made[-1][1]))
        else:
            made.append((left, right))
    return made


def _text(words: Segment) -> str:
    return squeeze(" ".join(w.text for w in words))
