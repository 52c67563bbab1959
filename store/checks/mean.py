"""A printed mean against the rows that it is the mean of."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, WARNING, Found, where
from store.checks.scope import ask

RULE = "mean"
LEAST = 6  # rows with a score
NEAR = 0.02  # of the mean: a table may leave out a few of the group


def check(connection: Connection) -> Iterable[Found]:
    """Means outside what all rows of the document's edition reach (an error: no group of them has it), or far from the mean of the one block
    that the document has (a warning: the group may be a larger one)."""
    query = (
        'SELECT m.id, m.document, m."index", m.level, m.province, m.year, m.subject, m.criterion, m.measure, m.number, s.kind, '
        "count(*) AS rows_, avg(s.number) AS mean, min(s.number) AS low, max(s.number) AS high, min(s.id) AS example, "
        "min(s.in_table) AS in_table FROM seen AS m CROSS JOIN seen AS s "
        "WHERE m.measure IN ('mean_score', 'mean_percent') AND m.number IS NOT NULL AND s.measure = CASE WHEN m.measure = 'mean_score' "
        "THEN 'score' ELSE 'percent' END AND s.\"index\" = m.\"index\" AND s.level = m.level AND s.province = m.province AND s.year = m.year "
        "AND s.criterion = m.criterion AND s.document = m.document AND s.kind <> 'group' AND s.number IS NOT NULL "
        'GROUP BY m.id, m.document, m."index", m.level, m.province, m.year, m.subject, m.criterion, m.measure, m.number, s.kind ORDER BY m.id, s.kind'
    )
    for _, group in groupby(ask(connection, query), key=lambda r: int(r["id"])):
        yield from _held_against(list(group))


def _held_against(blocks: list[Any]) -> Iterable[Found]:
    r, printed = blocks[0], blocks[0]["number"]
    if min(b["rows_"] for b in blocks) < LEAST or not all(b["in_table"] for b in blocks):
        return
    low, high = min(b["low"] for b in blocks), max(b["high"] for b in blocks)
    outside = not low <= printed <= high
    far = all(abs(b["mean"] - printed) > NEAR * abs(b["mean"]) for b in blocks) and len(blocks) == 1
    if not outside and not far:
        return
    (p_vi, m_vi, l_vi, h_vi), (p_en, m_en, l_en, h_en) = (
        [number(round(v, 3), lang) for v in (printed, r["mean"], low, high)] for lang in ("vi", "en")
    )
    yield Found(
        RULE,
        ERROR if outside else WARNING,
        0.8 if outside else 0.6,
        f"{r['subject']}: trung bình ghi {p_vi}, nhưng {r['rows_']} đơn vị trong bảng có trung bình {m_vi} (từ {l_vi} đến {h_vi})",
        f"{r['subject']}: the mean is printed as {p_en}, but the {r['rows_']} rows of the table have a mean of {m_en} (from {l_en} to {h_en})",
        (r["id"], r["example"]),
        **where(r),
    )
