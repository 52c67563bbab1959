"""The printed spread of a group against its highest and lowest score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, Found, Seen, seen, where

RULE = "spread"


def check(connection: Connection) -> Iterable[Found]:
    """Spreads that no pair of the nearest preceding scores of their block makes, where the block gives at least two scores."""
    blocks: dict[tuple[Any, ...], list[Seen]] = defaultdict(list)
    for row in seen(connection, "score", "percent", "spread"):
        if not row.criterion:
            blocks[(row.document, row.index, row.level, row.year)].append(row)
    for rows in blocks.values():
        previous = 0
        for printed in (r for r in rows if r.measure == "spread" and r.number is not None):
            scores = [
                r
                for r in rows
                if r.measure == "score" and previous <= r.start <= printed.start and r.kind != "group" and r.number is not None
            ]
            previous = printed.start
            if len(scores) < 2:
                continue
            high, low = max(scores, key=_value), min(scores, key=_value)
            true = round(_value(high) - _value(low), 6)
            if abs(true - _value(printed)) < 1e-6 or true < _value(printed):
                continue  # a smaller range only means that the text does not name both ends
            yield Found(
                RULE,
                ERROR,
                0.9,
                f"Chênh lệch ghi {number(_value(printed), 'vi')} nhưng {high.subject} ({number(_value(high), 'vi')}) trừ {low.subject} "
                f"({number(_value(low), 'vi')}) là {number(true, 'vi')}",
                f"The spread is printed as {number(_value(printed), 'en')}, but {high.subject} ({number(_value(high), 'en')}) minus {low.subject} "
                f"({number(_value(low), 'en')}) is {number(true, 'en')}",
                (printed.id, high.id, low.id),
                **where(printed),
            )


def _value(row: Seen) -> float:
    return row.number or 0.0
