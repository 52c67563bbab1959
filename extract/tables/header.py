"""Which rows head a table, and which rows inside it set a group."""

from __future__ import annotations

import re

from extract.document import Cell, Table
from extract.mentions.subject import resolve
from extract.tables.cells import band_of, is_empty, number_of, pair_of, ranked_of, scored_of
from extract.tables.compound import facts_of
from extract.text.clean import squeeze, tone_key

MOST = 5  # rows that a heading may have
Row = tuple[Cell, ...]


def split(table: Table) -> tuple[list[Row], list[Row]]:
    """(heading rows, body rows); titles merged over the whole width at the top belong to neither and come back as heading rows."""
    rows = [row for row in table.rows if any(not is_empty(cell.text) for cell in row)]
    marked = 0
    while marked < len(rows) and all(cell.header for cell in rows[marked]):
        marked += 1
    cut = 0
    for i, row in enumerate(rows[: MOST + 1]):
        if i >= marked and is_data(row):
            break
        cut = i + 1
    if cut > MOST or cut == len(rows):
        cut = marked or (1 if len(rows) > 1 else 0)
    while cut > 1 and group_of(rows[cut - 1]) is not None and any(_proper(row) for row in rows[: cut - 1]):
        cut -= 1  # a group's name right under the heading is the first row of the body
    head = [row for row in rows[:cut] if not _numbering(row)]
    return head, rows[cut:]


def _proper(row: Row) -> bool:
    """Whether a row heads columns: at least two different texts."""
    return len({squeeze(cell.text) for cell in row if cell.text.strip()}) > 1


def is_data(row: Row) -> bool:
    """Whether a row holds values: a number, a class or a known name that no heading has."""
    texts = [cell for cell in row if not is_empty(cell.text)]
    distinct = {cell.text for cell in texts}
    if len(distinct) < 2:
        return False
    values = [c for c in texts if (_value(c) and not _year(c.text))]
    names = [c for c in texts if len(c.text) > 3 and not _value(c) and resolve(c.text).known]
    if _numbering(row):
        return False
    return bool(values) and (len(names) > 0 or len(values) >= 2 or _value(row[0]) is not None)


def group_of(row: Row) -> str | None:
    """The text of a row that names a group: one text over the row, or a numeral and one text, and no value."""
    texts = list(dict.fromkeys(squeeze(cell.text) for cell in row if not is_empty(cell.text)))
    if not texts or any(_value(cell) and not re.fullmatch(r"[IVXABCDE]+|\d{1,2}", cell.text.strip()) for cell in row):
        return None
    if len(texts) == 1:
        return texts[0] if len(texts[0]) > 2 else None
    if len(texts) == 2 and re.fullmatch(r"[IVX]{1,4}|[A-E]", texts[0].strip(". )")):
        return texts[1]
    return None


def _value(cell: Cell) -> object:
    return (
        number_of(cell)
        or pair_of(cell)
        or ranked_of(cell)
        or scored_of(cell)
        or facts_of(cell)
        or (band_of(cell) if len(cell.text) > 2 else None)
    )


def _year(text: str) -> bool:
    return re.fullmatch(r"(?:năm\s*)?20[0-3]\d", tone_key(text.strip())) is not None


def _numbering(row: Row) -> bool:
    """A row that only numbers the columns: (1) (2) (3) …"""
    texts = [squeeze(cell.text) for cell in row if cell.text.strip()]
    plain = [re.sub(r"[()\s]", "", t) for t in texts]
    first = [re.match(r"\d+", t) for t in plain]
    numbers = [int(m.group()) for m in first if m]
    return (
        len(texts) >= 3
        and len(numbers) == len(texts)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 1
    )
