"""A printed change of rank against the ranks of both years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from store.checks.found import ERROR, Found, Seen, seen, where

RULE = "change"


def check(connection: Connection) -> Iterable[Found]:
    """Changes that the ranks of the year and of the year before (same subject, index, criterion) do not make.

    Ranks of the change's own document go before those of others; among equals every pair must disagree before it is a finding.
    """
    ranks: dict[tuple[Any, ...], list[Seen]] = defaultdict(list)
    changes: list[Seen] = []
    for row in seen(connection, "rank", "rank_change"):
        if row.number is None:
            continue
        if row.measure == "rank":
            ranks[_cell(row, row.year)].append(row)
        else:
            changes.append(row)
    for row in changes:
        now, before = _nearest(ranks[_cell(row, row.year)], row), _nearest(ranks[_cell(row, row.year - 1)], row)
        pairs = [(n, b) for n in now for b in before]
        if not pairs or any((b.number or 0) - (n.number or 0) == row.number for n, b in pairs):
            continue
        n, b = pairs[0]
        true = (b.number or 0) - (n.number or 0)
        yield Found(
            RULE,
            ERROR,
            0.8 if n.document == b.document == row.document else 0.6,
            f"{row.subject}{_of(row)}: ghi thay đổi {row.number:+.0f} bậc, nhưng hạng {b.number:.0f} (năm {b.year}) và {n.number:.0f} "
            f"(năm {n.year}) là {true:+.0f}",
            f"{row.subject}{_of(row)}: a change of {row.number:+.0f} is printed, but ranks {b.number:.0f} ({b.year}) and {n.number:.0f} "
            f"({n.year}) make {true:+.0f}",
            (row.id, n.id, b.id),
            **where(row),
        )


def _cell(row: Seen, year: int) -> tuple[Any, ...]:
    return (row.index, row.level, row.province, row.subject, row.criterion, row.among, year)


def _nearest(rows: list[Seen], change: Seen) -> list[Seen]:
    return [r for r in rows if r.document == change.document] or rows


def _of(row: Seen) -> str:
    return f" ({row.criterion})" if row.criterion else ""
