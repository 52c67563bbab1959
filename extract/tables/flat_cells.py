"""One cell a line: a heading's lines, then the rows' cells in turn."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extract.document import Block, Document
from extract.mentions.subject import resolve
from extract.observation import Kind
from extract.tables.columns import pattern, role_of
from extract.tables.compose import NUMERAL, leads, unstack
from extract.tables.lines import Line, Slice, table_block
from extract.tables.row_line import is_year

NARROWEST, WIDEST = 2, 16  # columns
LEAST = 3  # rows
FAR = 36  # lines that a heading may take before its first row
AHEAD = 160  # lines looked at to tell how wide the table is


def find(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """A table whose heading begins at line ``i``."""
    if not _cell(lines[i]) or _sort(lines[i]) == "value":
        return None
    run: list[Line] = []
    first: int | None = None
    for k, line in enumerate(lines[i : i + AHEAD]):
        if line is None or not line.cell or (first is None and k >= FAR):
            break
        if first is None and line.sort in ("number", "empty") and not is_year(line.text):
            first = k
        run.append(line)
    if first is None:
        return None
    best: tuple[int, list[list[Slice]], int] | None = None
    for begin in (first, first - 1, first - 2):
        if begin < 1:
            continue
        for width in _widths(run, begin, first):
            rows, used = _rows(lines, i + begin, width)
            if sum(len(row) == width for row in rows) < _least(width) or not _plausible(rows):
                continue
            above = begin - leads([line.text for line in run[:begin]])
            heading = unstack([_slice(line) for line in run[:above]], width, numbered=_sort(run[begin]) == "value")
            if not heading or _opening(run[:above]) > 0:
                continue  # the heading begins further down: found when its own first line is looked at
            rows = [[_slice(line) for line in run[above:begin]], *rows] if above < begin else rows
            if best is None or (-len(heading), used) > (-best[0], best[2]):  # one level is surer than two
                best = (len(heading), [*heading, *rows], used)
    if best is None:
        return None
    headers, grid, end = best
    return [table_block(grid, headers, document.blocks[i], document.blocks[end - 1])], end


def _least(width: int) -> int:
    return LEAST if width < 4 else LEAST - 1


def _cell(line: Line | None) -> bool:
    return line is not None and line.cell


def _sort(line: Line | None) -> str:
    return "none" if line is None else line.says


def _slice(line: Line) -> Slice:
    bare = line.text.strip(" |")
    start = line.start + line.text.index(bare) if bare else line.start
    return bare, start, start + len(bare)


def _opening(heading: list[Line]) -> int:
    """Where the heading begins among the lines above the first row: at the first that heads ordinals, names or years."""
    for k, line in enumerate(heading):
        key = line.key
        role = role_of(line.text)
        if (role in ("ordinal", "rank") and len(line.text) <= 20) or (len(line.text) <= 40 and pattern("heads_rows").search(key)):
            return k
    return 0


def _widths(run: list[Line], begin: int, first: int) -> list[int]:
    """Widths worth trying: how far names (or years that name rows) stand from each other, and how many lines stand above."""
    names = [k for k, line in enumerate(run) if k >= begin and _sort(line) == "text"]
    years = [k for k, line in enumerate(run) if k >= begin and _sort(line) == "year"]
    steps = Counter(b - a for a, b in pairwise(names) if NARROWEST <= b - a <= WIDEST)
    likely = [width for width, _ in steps.most_common(3)]
    likely += [width for width, _ in Counter(b - a for a, b in pairwise(years)).most_common(1)]
    return list(dict.fromkeys(w for w in [*likely, begin, first] if NARROWEST <= w <= WIDEST))


def _rows(lines: list[Line | None], begin: int, width: int) -> tuple[list[list[Slice]], int]:
    """The rows from line ``begin`` on, as long as each has figures where the first has them; and the index behind them."""
    shape = [_sort(line) for line in lines[begin : begin + width]]
    named = shape[0] == "year" or "text" in shape
    if len(shape) < width or "none" in shape or "value" not in shape or not named:
        return [], begin
    rows: list[list[Slice]] = []
    at = begin
    while at < len(lines):
        if _fits(lines, at, shape):
            rows.append([_slice(line) for line in lines[at : at + width] if line])
            at += width
        elif shape[0] == "value" and _short(lines, at, shape):
            row = [_slice(line) for line in lines[at : at + width - 1] if line]
            rows.append([("", row[0][1], row[0][1]), *row])  # a total without an ordinal
            at += width - 1
        elif (ahead := _group(lines, at, shape)) > 0:
            rows.append([_slice(line) for line in lines[at : at + ahead] if line])
            at += ahead
        else:
            break
    return rows, at


def _short(lines: list[Line | None], at: int, shape: list[str]) -> bool:
    """Whether a row that lacks its ordinal stands at line ``at``."""
    named = _cell(lines[at]) and _sort(lines[at]) == "text"
    return named and len(shape) > 2 and _fits(lines, at + 1, shape[2:]) and not _fits(lines, at + 1, shape)


def _fits(lines: list[Line | None], at: int, shape: list[str]) -> bool:
    """Whether a row of ``shape`` stands at line ``at``: its names where names are; one other cell may differ in a wide row."""
    row = lines[at : at + len(shape)]
    if len(row) < len(shape):
        return False
    sorts = [line.says for line in row if line is not None and line.cell]
    if len(sorts) < len(shape):
        return False
    apart = sum(a != b for a, b in zip(shape, sorts, strict=True))
    name = shape.index("text") if "text" in shape else 0
    return apart <= (1 if len(shape) > 3 else 0) and (not shape or sorts[name] == shape[name])


def _group(lines: list[Line | None], at: int, shape: list[str]) -> int:
    """How many lines at ``at`` name a group of rows: a line of words, perhaps behind a numeral, with a row right behind; else 0."""
    for ahead in (1, 2):
        head = lines[at : at + ahead]
        if len(head) == ahead and all(_sort(line) == "text" for line in head) and _fits(lines, at + ahead, shape):
            return ahead if ahead == 1 or NUMERAL.fullmatch(head[0].text.strip(". )")) else 0  # type: ignore[union-attr]
    return 0


def _plausible(rows: list[list[Slice]]) -> bool:
    """Whether the words' column names subjects, groups, criteria or years rather than sentences."""
    width = max(len(row) for row in rows)
    body = [row for row in rows if len(row) == width]
    at = next((c for c, (text, _, _) in enumerate(body[0]) if re.search(r"[^\W\d]", text)), 0)
    names = [row[at][0] for row in body]
    known = sum(resolve(name).kind is not Kind.OTHER for name in names)
    return known >= 0.4 * len(names) or len(set(names)) == len(names)
