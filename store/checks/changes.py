"""Printed changes of rank beside the ranks of both years: what the rules on changes look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from store.checks.scope import ask
from store.parts import same

DIMS = ("index", "level", "province", "subject", "criterion", "among")


@dataclass(frozen=True, slots=True)
class Change:
    """A printed change, the two ranks that come nearest to telling it, and what they make; ``near``: all stand in one
    document, the change beside the newer rank, and no other change is told."""

    row: Any
    now: float
    before: float
    now_id: int
    before_id: int
    near: bool

    @property
    def true(self) -> float:
        """Positive is better."""
        return self.before - self.now


def broken(connection: Connection) -> Iterator[Change]:
    """Changes that no pair of ranks makes. Ranks of the change's own document go before those of others."""
    query = (
        "SELECT c.*, n.number AS now, n.id AS now_id, n.document AS now_document, n.quote_start AS now_quote, b.number AS before, b.id AS before_id, "
        "b.document AS before_document, (SELECT count(DISTINCT x.number) FROM seen AS x WHERE x.measure = 'rank_change' AND "
        f"{same('x', 'c', (*DIMS, 'year', 'document'))}) AS told FROM seen AS c CROSS JOIN seen AS n CROSS JOIN seen AS b "
        f"WHERE c.measure = 'rank_change' AND c.number IS NOT NULL AND n.measure = 'rank' AND {same('n', 'c', DIMS)} AND n.year = c.year "
        f"AND b.measure = 'rank' AND {same('b', 'c', DIMS)} AND b.year = c.year - 1 ORDER BY c.id, n.id, b.id"
    )
    for _, group in groupby(ask(connection, query), key=lambda r: int(r["id"])):
        pairs = list(group)
        for end in ("now", "before"):
            pairs = [p for p in pairs if p[f"{end}_document"] == p["document"]] or pairs
        if any(p["before"] - p["now"] == p["number"] for p in pairs):
            continue
        p = pairs[0]
        near = (
            p["now_document"] == p["before_document"] == p["document"] and p["told"] == 1 and p["now_quote"] == p["quote_start"]
        )
        yield Change(p, p["now"], p["before"], p["now_id"], p["before_id"], near)
