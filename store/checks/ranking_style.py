"""Dense against competition ranking: a table that counts on after one tie (1, 2, 2, 3) and skips after another (1, 2, 2, 4)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, named, where
from store.checks.scope import ask
from store.checks.steps import EDITION, STEPS
from store.parts import quoted

RULE = "ranking_style"


def check(connection: Connection) -> Iterable[Found]:
    """Tables with both kinds of steps after a tie; the two first ones are shown."""
    names = quoted(EDITION)
    dense, skips = "rank = before + 1", "rank = before + before_tied"

    def first(which: str, what: str) -> str:
        return f"min(CASE WHEN before_tied > 1 AND {which} THEN {what} END)"

    query = (
        f"SELECT {names}, {first(dense, 'before')} AS dense, {first(skips, 'before')} AS skips, {first(dense, 'rank_id')} AS dense_id, "
        f"{first(skips, 'rank_id')} AS skips_id FROM ({STEPS}) AS steps GROUP BY {names} "
        f"HAVING {first(dense, '1')} = 1 AND {first(skips, '1')} = 1"
    )
    for r in ask(connection, query):
        about = named(r["criterion"])
        yield Found(
            RULE,
            WARNING,
            0.7,
            f"Bảng{about} xếp hạng theo hai cách: sau các đơn vị đồng hạng {r['dense']:.0f} đếm tiếp, sau hạng {r['skips']:.0f} bỏ cách",
            f"The table{about} ranks in two ways: it counts on after the tie at rank {r['dense']:.0f} and skips after that at {r['skips']:.0f}",
            (r["dense_id"], r["skips_id"]),
            about=f"{r['among']}|{r['criterion']}",
            **where(r, subject=False),
        )
