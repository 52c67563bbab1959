"""Rows of cells cut out of running text made one grid: a heading of one or two levels, rows that lack a cell put in line."""

from __future__ import annotations

import re
from collections import Counter

from extract.frames.context import group_kind
from extract.mentions.year import find_years
from extract.tables.columns import pattern, role_of
from extract.tables.lines import Slice, sort_of
from extract.tables.row_line import is_year
from extract.text.clean import squeeze, tone_key

_GROUP = re.compile(r"thành phần|tiêu chí|chỉ số|nội dung|lĩnh vực|trụ cột|trong đó|điểm các|nhóm|kết quả|đánh giá|năm")
_LEAF = ("ordinal", "rank", "band", "skip", "rank_change", "score_change", "max_score")
NUMERAL = re.compile(r"[IVX]{1,4}|[A-E]")
_NUMBERED = re.compile(r"(?:[IVX]{1,4}|[A-E])[.)/]\s+\S")
LEVELS = 2  # lines of a heading that are told apart


def compose(rows: list[list[Slice]]) -> tuple[list[list[Slice]], int]:
    """A grid of ``rows`` and how many of its rows head it; a heading that fits no columns is left out."""
    first = next((k for k, row in enumerate(rows) if is_body(row)), len(rows))
    if first == len(rows):
        return rows, 0
    while first > 1 and len(rows[first - 1]) == 1:
        first -= 1  # a group's name right under the heading
    body = rows[first:]
    width = Counter(len(row) for row in body if is_body(row)).most_common(1)[0][0]
    heading = headed(rows[:first], width)
    return [*heading, *(align(row, body, width) for row in body)], len(heading)


def is_body(row: list[Slice]) -> bool:
    """Whether a row holds a value beside its name."""
    sorts = [sort_of(text) for text, _, _ in row]
    values = [s for s, (text, _, _) in zip(sorts, row, strict=True) if s in ("number", "band") and not is_year(text)]
    return len(row) > 1 and (bool(values) and ("text" in sorts or is_year(row[0][0])))


def leads(above: list[str]) -> int:
    """How many of the lines right above a row name a group of rows rather than columns: "I. Sở, ban, ngành", "I" and "Sở, ban, ngành"."""
    last = above[-1].strip() if above else ""
    if not last or role_of(last) is not None or (group_kind(tone_key(last)) is None and not _NUMBERED.match(last)):
        return 0
    if re.search(r"\d", last) or (not _NUMBERED.match(last) and len(last) > 60):
        return 0
    return 2 if len(above) > 1 and NUMERAL.fullmatch(above[-2].strip(". )")) else 1


def align(row: list[Slice], body: list[list[Slice]], width: int) -> list[Slice]:
    """``row`` with an empty cell in front where the others begin with a number and it does not: a total, an overall score."""
    if len(row) != width - 1 or sort_of(row[0][0]) != "text":
        return row
    numbered = sum(len(other) == width and sort_of(other[0][0]) == "number" for other in body)
    return [("", row[0][1], row[0][1]), *row] if numbered * 2 > len(body) else row


def headed(lines: list[list[Slice]], width: int) -> list[list[Slice]]:
    """The heading's rows over ``width`` columns out of the lines above the first row; [] where they do not fit."""
    lines = [line for line in lines[-LEVELS:] if line]
    if not lines:
        return []
    last = lines[-1]
    if len(lines) == LEVELS and len(lines[0]) + len(last) > width > len(last) - 1:
        stacked = stack(lines[0], last, width)
        if stacked:
            return stacked
    if len(last) == width:
        return [last]
    if len(last) == width - 1 and role_of(last[0][0]) != "ordinal":
        return [[("", last[0][1], last[0][1]), *last]]  # nothing stands above the ordinals
    return []


def stack(top: list[Slice], below: list[Slice], width: int) -> list[list[Slice]]:
    """Two levels: cells of ``top`` that stand over several of ``below`` repeated, the others carried down; [] where they do not fit."""
    groups = len(top) + len(below) - width
    if groups < 1 or groups > len(top) or len(below) % groups:
        return []
    span = len(below) // groups
    if span < 2 or not _repeats(below, span):
        return []
    at = max(range(len(top) - groups + 1), key=lambda s: _fits(top, s, groups))
    if _fits(top, at, groups) < 0:
        return []
    upper: list[Slice] = []
    lower: list[Slice] = []
    for k, cell in enumerate(top):
        if at <= k < at + groups:
            upper += [cell] * span
            lower += below[(k - at) * span : (k - at + 1) * span]
        else:
            upper.append(cell)
            lower.append(cell)
    return [upper, lower]


def unstack(cells: list[Slice], width: int, numbered: bool) -> list[list[Slice]]:
    """A heading that came one cell a line, of one level or of two; [] where it does not fit ``width`` columns.

    Nothing may stand above the ordinals where the rows are ``numbered``.
    """
    if len(cells) == width:
        return [cells]
    if numbered and cells and len(cells) == width - 1 and role_of(cells[0][0]) != "ordinal":
        return [[("", cells[0][1], cells[0][1]), *cells]]
    groups = len(cells) - width
    if groups < 1:
        return []
    found = [made for span in range(2, width + 1) if (made := _cut(cells, groups, span, width))]
    return found[0] if found else []


def _cut(cells: list[Slice], groups: int, span: int, width: int) -> list[list[Slice]]:
    at = len(cells) - groups * span
    if at < groups or (groups == 1 and (role_of(cells[at][0]) in _LEAF or role_of(cells[at - 1][0]) not in (*_LEAF, "score"))):
        return []
    return stack(cells[:at], cells[at:], width)


def _repeats(below: list[Slice], span: int) -> bool:
    """Whether the lower level says the same under each group, years apart."""
    names = [re.sub(r"20\d\d", "", tone_key(squeeze(text))) for text, _, _ in below]
    return all(name == names[k % span] for k, name in enumerate(names))


def _fits(top: list[Slice], at: int, groups: int) -> int:
    """How well the ``groups`` cells from ``at`` on suit as groups: cells that hold values or names of their own do not."""
    score = 0
    names = next((k for k, (text, _, _) in enumerate(top) if pattern("heads_rows").search(tone_key(squeeze(text)))), -1)
    for k, (text, _, _) in enumerate(top):
        key = tone_key(squeeze(text))
        leaf = k == names or role_of(text) in _LEAF
        inside = at <= k < at + groups
        score += (-2 if leaf else 1 if _GROUP.search(key) or find_years(text) else 0) * (1 if inside else -1)
    return score
