"""How many were ranked: a rank beyond it, or one total unlike its siblings in the same document (8/62 among 17/63, 1/63)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from store.checks.found import ERROR, WARNING, Found, Seen, seen, where

RULE = "rank_of"


def check(connection: Connection) -> Iterable[Found]:
    """Ranks above their total, and totals that differ from what the same document says elsewhere of the same edition."""
    siblings: dict[tuple[Any, ...], list[Seen]] = defaultdict(list)
    ranks: dict[tuple[Any, ...], Seen] = {}
    for row in seen(connection, "rank", "rank_of"):
        if row.number is None:
            continue
        cell = (row.document, row.index, row.level, row.province, row.year, row.subject, row.criterion, row.among)
        if row.measure == "rank":
            ranks[cell] = row
            continue
        siblings[(row.document, row.index, row.level, row.province, row.kind, row.among)].append(row)
        rank = ranks.get(cell)
        if rank is not None and (rank.number or 0) > row.number:
            yield Found(
                RULE,
                ERROR,
                1.0,
                f"{row.subject} xếp hạng {rank.number:.0f} trong khi chỉ có {row.number:.0f} đơn vị được xếp hạng",
                f"{row.subject} is ranked {rank.number:.0f}, but only {row.number:.0f} were ranked",
                (rank.id, row.id),
                **where(row),
            )
    for rows in siblings.values():
        totals = Counter(r.number for r in rows)
        (common, times), *rest = totals.most_common()
        if not rest or times < 3:
            continue
        for row in rows:
            if row.number == common or totals[row.number] > times // 3:
                continue
            rank = ranks.get((row.document, row.index, row.level, row.province, row.year, row.subject, row.criterion, row.among))
            written = f"{rank.number:.0f}/{row.number:.0f}" if rank and rank.number else f"{row.number:.0f}"
            example = next(r for r in rows if r.number == common)
            what_vi, what_en = (f" ({row.criterion})", f" ({row.criterion})") if row.criterion else ("", "")
            yield Found(
                RULE,
                WARNING,
                0.9,
                f"{row.subject}{what_vi}: ghi {written}, trong khi {times} chỗ khác của cùng tài liệu ghi trên {common:.0f}",
                f"{row.subject}{what_en}: printed {written}, while {times} other places of the same document say out of {common:.0f}",
                tuple(r.id for r in (row, rank, example) if r is not None),
                **where(row),
            )
