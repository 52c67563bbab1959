"""A printed change of score against the scores of both years; of a group's mean against its means."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import LANGS, number
from store.checks.changes import SCORE, broken
from store.checks.found import ERROR, WARNING, Found, named, signed, where

RULE = "score_change"


def check(connection: Connection) -> Iterable[Found]:
    """Changes that the scores (or percentages) of both years do not make: neither in points nor in per cent, all figures taken as rounded.

    Where all three stand together in one document it is an error; another text may round, or tell a result that was revised.
    """
    for c in broken(connection, SCORE):
        row = c.row
        if c.turned:
            continue  # the rule on signs
        (s_vi, b_vi, n_vi, t_vi), (s_en, b_en, n_en, t_en) = (
            [signed(row["number"], lang), number(c.before, lang), number(c.now, lang), signed(c.true, lang)] for lang in LANGS
        )
        year, base, who = row["year"], row["base"], f"{row['subject']}{named(row['criterion'])}"
        yield Found(
            RULE,
            ERROR if c.near else WARNING,
            0.8 if c.near else 0.5,
            f"{who}: ghi thay đổi {s_vi}, nhưng {b_vi} (năm {base}) và {n_vi} (năm {year}) là {t_vi}",
            f"{who}: a change of {s_en} is printed, but {b_en} ({base}) and {n_en} ({year}) make {t_en}",
            (row["id"], c.now_id, c.before_id),
            **where(row),
        )
