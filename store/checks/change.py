"""A printed change of rank against the ranks of both years."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.changes import RANK, broken
from store.checks.found import ERROR, WARNING, Found, named, where

RULE = "change"


def check(connection: Connection) -> Iterable[Found]:
    """Changes that the ranks of the year and of the year before (same subject, index, criterion) do not make.

    Where all three stand together in one document it is an error; where the ranks are told elsewhere, another text may simply count otherwise.
    """
    for c in broken(connection, RANK):
        row = c.row
        if c.turned:
            continue  # the rule on signs
        year, base, who = row["year"], row["base"], f"{row['subject']}{named(row['criterion'])}"
        yield Found(
            RULE,
            ERROR if c.near else WARNING,
            0.8 if c.near else 0.6,
            f"{who}: ghi thay đổi {row['number']:+.0f} bậc, nhưng hạng {c.before:.0f} (năm {base}) và {c.now:.0f} (năm {year}) là {c.true:+.0f}",
            f"{who}: a change of {row['number']:+.0f} is printed, but ranks {c.before:.0f} ({base}) and {c.now:.0f} ({year}) make {c.true:+.0f}",
            (row["id"], c.now_id, c.before_id),
            **where(row),
        )
