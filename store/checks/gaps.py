"""Gaps in the ranks of a table: neither competition ranking (1, 2, 2, 4) nor dense ranking (1, 2, 2, 3) leaves out a rank."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, named, where
from store.checks.scope import ask
from store.checks.steps import STEPS

RULE = "gaps"
LEAST = 6  # different ranks: shorter tables are excerpts
FEW = 2  # ranks left out; more is an excerpt, too


def check(connection: Connection) -> Iterable[Found]:
    """A gap is a rank above the one before it plus the number of subjects that share that one.

    Only lists that begin at 1 and leave out at most two ranks are looked at: others show a part of the ranking.
    """
    left_out = "rank - before - before_tied"
    query = f"SELECT * FROM ({STEPS}) AS steps WHERE least = 1 AND ranks >= :least AND {left_out} >= 1 AND {left_out} <= :few"
    for r in ask(connection, query, least=LEAST, few=FEW):
        about = named(r["criterion"])
        yield Found(
            RULE,
            WARNING,
            0.6,
            f"Bảng{about} bỏ trống hạng: {r['before_tied']} đơn vị ở hạng {r['before']:.0f}, kế tiếp là hạng {r['rank']:.0f}",
            f"The table{about} leaves out a rank: {r['before_tied']} at rank {r['before']:.0f}, the next at rank {r['rank']:.0f}",
            (r["before_id"], r["rank_id"]),
            about=f"{r['among']}|{r['criterion']}",
            **where(r, subject=False),
        )
