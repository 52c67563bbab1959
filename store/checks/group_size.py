"""The size of a group against the rows of its table: more subjects than the table says were ranked."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "group_size"
EDITION = ("document", "index", "level", "province", "year", "kind", "among", "criterion")


def check(connection: Connection) -> Iterable[Found]:
    """Tables with more rows that have a rank than their total says. Fewer rows are an excerpt."""
    names = quoted(EDITION)
    query = (
        f"SELECT {names}, count(*) AS rows_, max(rank_of) AS total, min(rank_of_id) AS id, max(rank_id) AS last_id FROM figures "
        f"WHERE rank IS NOT NULL AND in_table = 1 GROUP BY {names} "
        "HAVING min(rank_of) = max(rank_of) AND count(*) > max(rank_of) AND count(rank_of) * 2 > count(*)"
    )
    for r in ask(connection, query):
        about = named(r["criterion"])
        yield Found(
            RULE,
            WARNING,
            0.8,
            f"Bảng{about} có {r['rows_']} đơn vị được xếp hạng, nhưng ghi tổng số là {r['total']:.0f}",
            f"The table{about} ranks {r['rows_']} subjects, but says that {r['total']:.0f} were ranked",
            (r["id"], r["last_id"]),
            about=f"{r['among']}|{r['criterion']}",
            **where(r, subject=False),
        )
