"""Printed changes beside the values of both years: what the rules on changes and on their sign look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from store.checks.scope import ask
from store.choice import decimals
from store.parts import same

DIMS = ("index", "level", "province", "subject", "among")
TOLD = (*DIMS, "criterion", "year", "document", "measure")
RANK, SCORE = "rank_change", "score_change"
VALUES = {RANK: "'rank'", SCORE: "'score', 'percent'"}  # what changes
MEANS = "'mean_score', 'mean_percent'"  # of a group: its change has "mean" for its criterion


@dataclass(frozen=True, slots=True)
class Change:
    """A printed change with the two values that come nearest to telling it.

    ``true`` is what these make (positive is better), ``turned`` that only its direction is another. ``near``: all stand in one document,
    the change beside the newer value, and no other change is told.
    """

    row: Any
    now: float
    before: float
    now_id: int
    before_id: int
    true: float
    turned: bool
    near: bool


def broken(connection: Connection, measure: str) -> Iterator[Change]:
    """Changes (of rank, or of score) that no pair of values makes. Values of the change's own document go before those of others."""
    asked = [_pairs(measure, VALUES[measure])]
    if measure == SCORE:
        asked.append(_pairs(measure, MEANS, mean=True))
    for query in asked:
        for _, group in groupby(ask(connection, query), key=lambda r: int(r["id"])):
            pairs = list(group)
            for end in ("now", "before"):
                pairs = [p for p in pairs if p[f"{end}_document"] == p["document"]] or pairs
            if not any(_makes(p, p["number"]) for p in pairs):
                yield _change(pairs[0])


def _pairs(measure: str, values: str, *, mean: bool = False) -> str:
    """Every change with every value of its year and of the year that it counts from."""
    own = "c.kind = 'group' AND c.criterion = 'mean' AND {0}.criterion = ''" if mean else "{0}.criterion = c.criterion"
    ends = " AND ".join(
        f"{x}.measure IN ({values}) AND {same(x, 'c', DIMS)} AND {own.format(x)} AND {x}.number IS NOT NULL" for x in "nb"
    )
    return (
        "SELECT c.*, n.number AS now, n.raw AS now_raw, n.id AS now_id, n.document AS now_document, n.quote_start AS now_quote, "
        "b.number AS before, b.raw AS before_raw, b.id AS before_id, b.document AS before_document, "
        f"(SELECT count(DISTINCT x.number) FROM seen AS x WHERE {same('x', 'c', TOLD)}) AS told "
        "FROM seen AS c CROSS JOIN seen AS n CROSS JOIN seen AS b "
        f"WHERE c.measure = '{measure}' AND c.number IS NOT NULL AND n.year = c.year AND b.year = c.base AND b.measure = n.measure "
        f"AND {ends} ORDER BY c.id, n.id, b.id"
    )


def _makes(pair: Any, printed: float) -> bool:
    """Whether two values make a printed change. That of a score may be in points or in per cent of the older one, and all three are rounded."""
    now, before = pair["now"], pair["before"]
    if pair["measure"] == RANK:
        return bool(before - now == printed)
    half, printed_half = (0.5 * 10 ** -decimals(pair[name]) for name in ("now_raw", "raw"))
    near = half + 0.5 * 10 ** -decimals(pair["before_raw"])
    ways = [(now - before, near)]
    if before > 0:
        ways.append((100 * (now - before) / before, 100 * near / before))
    if 0 < max(now, before) <= 1:  # of a scale of 0-1, told in percentage points
        ways.append((100 * (now - before), 100 * near))
    return any(abs(true - printed) <= printed_half + slack + 1e-9 for true, slack in ways)


def _change(p: Any) -> Change:
    made = p["before"] - p["now"] if p["measure"] == RANK else round(p["now"] - p["before"], 6)
    own = p["now_document"] == p["before_document"] == p["document"]
    near = own and p["told"] == 1 and p["now_quote"] == p["quote_start"]
    return Change(p, p["now"], p["before"], p["now_id"], p["before_id"], made, _makes(p, -p["number"]), near)
