"""The sign of the wording: a text that says "up" where the ranks of both years say "down", by just as many places."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.changes import broken
from store.checks.found import ERROR, WARNING, Found, named, where

RULE = "sign"


def check(connection: Connection) -> Iterable[Found]:
    """Printed changes whose size is right and whose direction is not. A rank of a smaller number is better."""
    for c in broken(connection):
        row = c.row
        if c.true != -row["number"]:
            continue
        said_vi, said_en = ("tăng", "up") if row["number"] > 0 else ("giảm", "down")
        true_vi, true_en = ("tăng", "up") if c.true > 0 else ("giảm", "down")
        year, who, places = row["year"], f"{row['subject']}{named(row['criterion'])}", abs(c.true)
        yield Found(
            RULE,
            ERROR if c.near else WARNING,
            0.9 if c.near else 0.6,
            f"{who}: ghi {said_vi} {places:.0f} bậc, nhưng từ hạng {c.before:.0f} (năm {year - 1}) đến hạng {c.now:.0f} (năm {year}) là {true_vi}",
            f"{who}: printed as {said_en} {places:.0f}, but from rank {c.before:.0f} ({year - 1}) to rank {c.now:.0f} ({year}) is {true_en}",
            (row["id"], c.now_id, c.before_id),
            **where(row),
        )
