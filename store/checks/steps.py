"""The ranks of a table as steps: every rank with how many share it and the rank before; what the rules on gaps and ties ask."""

from __future__ import annotations

from store.parts import quoted

EDITION = ("document", "index", "level", "province", "year", "kind", "among", "criterion")
_NAMES = quoted(EDITION)
_OVER = f"PARTITION BY {_NAMES}"
STEPS = (
    f"SELECT held.*, lag(rank) OVER ({_OVER} ORDER BY rank) AS before, lag(tied) OVER ({_OVER} ORDER BY rank) AS before_tied, "  # noqa: RUF100, S608
    f"lag(rank_id) OVER ({_OVER} ORDER BY rank) AS before_id, min(rank) OVER ({_OVER}) AS least, count(*) OVER ({_OVER}) AS ranks "
    f"FROM (SELECT {_NAMES}, rank, count(*) AS tied, min(rank_id) AS rank_id FROM figures WHERE rank IS NOT NULL AND in_table = 1 "
    f"GROUP BY {_NAMES}, rank) AS held"
)
