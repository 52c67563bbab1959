"""The sign of the wording: a text that says "up" where the ranks or scores of both years say "down", by just as much."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sqlalchemy import Connection

from extract.language import LANGS, number
from store.checks.changes import RANK, SCORE, broken
from store.checks.found import ERROR, WARNING, Found, named, where

RULE = "sign"


def check(connection: Connection) -> Iterable[Found]:
    """Printed changes whose size is right and whose direction is not. A rank of a smaller number is better, a score of a larger one."""
    for c in chain(broken(connection, RANK), broken(connection, SCORE)):
        row = c.row
        if not c.turned:
            continue
        ranks = row["measure"] == RANK
        up = row["number"] > 0
        (said_vi, true_vi), (said_en, true_en) = (("tăng", "giảm"), ("up", "down")) if up else (("giảm", "tăng"), ("down", "up"))
        (p_vi, b_vi, n_vi), (p_en, b_en, n_en) = (
            [number(v, lang) for v in (abs(row["number"]), c.before, c.now)] for lang in LANGS
        )
        year, base, who = row["year"], row["base"], f"{row['subject']}{named(row['criterion'])}"
        yield Found(
            RULE,
            ERROR if c.near else WARNING,
            0.9 if c.near else 0.6,
            f"{who}: ghi {said_vi} {p_vi} {'bậc' if ranks else 'điểm'}, nhưng từ {'hạng ' if ranks else ''}{b_vi} (năm {base}) đến {n_vi} "
            f"(năm {year}) là {true_vi}",
            f"{who}: printed as {said_en} {p_en}, but from {'rank ' if ranks else ''}{b_en} ({base}) to {n_en} ({year}) is {true_en}",
            (row["id"], c.now_id, c.before_id),
            **where(row),
        )
