"""One rank copied down a column: a province with the very same rank in every criterion of a national index."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "uniform"
LEAST = 5  # criteria
ROW = ("document", "index", "level", "province", "year", "subject")


def check(connection: Connection) -> Iterable[Found]:
    """Rows with ranks in at least five criteria and no two different ones. Inside a province, several may well be first everywhere."""
    names = quoted(ROW)
    query = (
        f"SELECT {names}, count(*) AS parts, min(rank) AS rank, min(rank_id) AS id, max(rank_id) AS last_id FROM figures "
        "WHERE level = 'national' AND kind = 'province' AND criterion <> '' AND rank IS NOT NULL AND among = '' "
        f"GROUP BY {names} HAVING count(*) >= :least AND min(rank) = max(rank)"
    )
    for r in ask(connection, query, least=LEAST):
        yield Found(
            RULE,
            WARNING,
            0.6,
            f"{r['subject']}: cả {r['parts']} chỉ số thành phần đều ghi hạng {r['rank']:.0f}",
            f"{r['subject']}: all {r['parts']} criteria are printed with rank {r['rank']:.0f}",
            (r["id"], r["last_id"]),
            **where(r),
        )
