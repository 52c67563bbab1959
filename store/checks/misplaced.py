"""A subject in a section of another kind: a department among the districts, where it has other points than in its own section."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, Found, Seen, seen, where

RULE = "misplaced"
NEIGHBOURS = 6  # observations on either side that tell a section's kind


def check(connection: Connection) -> Iterable[Found]:
    """Subjects that have two different scores or ranks in one document, one of them amid subjects of another kind."""
    by_document: dict[int, list[Seen]] = defaultdict(list)
    for row in seen(connection, "score", "rank"):
        if row.level == "provincial" and row.kind != "group":
            by_document[row.document].append(row)
    for rows in by_document.values():
        if len({r.kind for r in rows}) < 2:
            continue
        cells: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for i, row in enumerate(rows):
            cells[(row.index, row.year, row.subject, row.criterion, row.measure)].append(i)
        for places in cells.values():
            if len({rows[i].number for i in places}) < 2:
                continue
            for i in places:
                around = [
                    r.kind
                    for r in rows[max(0, i - NEIGHBOURS) : i] + rows[i + 1 : i + 1 + NEIGHBOURS]
                    if r.subject != rows[i].subject
                ]
                kind, times = Counter(around).most_common(1)[0] if around else (rows[i].kind, 0)
                if kind == rows[i].kind or times < 0.75 * len(around):
                    continue
                own = next((rows[j] for j in places if j != i), None)
                if own is None or own.number is None or rows[i].number is None:
                    continue
                row = rows[i]
                yield Found(
                    RULE,
                    ERROR,
                    0.85,
                    f"{row.subject} đứng giữa các đơn vị thuộc khối khác ({row.criterion or 'tổng hợp'}: {number(row.number or 0, 'vi')}), trong "
                    f"khi ở khối của mình là {number(own.number, 'vi')}",
                    f"{row.subject} stands among units of another block ({row.criterion or 'overall'}: {number(row.number or 0, 'en')}), while in "
                    f"its own block it has {number(own.number, 'en')}",
                    (row.id, own.id),
                    **where(row),
                )
