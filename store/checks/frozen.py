"""One value copied over years: a score with two decimals that stays the very same three years running."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import LANGS, number
from store.checks.found import NOTE, Found, named, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "frozen"
TWO_DECIMALS = "abs(number * 10 - round(number * 10)) > 0.000001"
DIMS = ("index", "level", "province", "subject", "kind", "criterion", "measure")


def check(connection: Connection) -> Iterable[Found]:
    """Scores and percentages with two decimals or more that equal those of both years before; each year must tell one such value.

    Of a longer run the last three years are told.
    """
    names = quoted(DIMS)
    once = (
        f"SELECT {names}, year, min(number) AS number, min(id) AS id FROM seen WHERE measure IN ('score', 'percent') AND kind <> 'group' "
        f"AND year <> 0 AND {TWO_DECIMALS} GROUP BY {names}, year HAVING min(number) = max(number)"
    )
    over = f"OVER (PARTITION BY {names} ORDER BY year)"
    beside = ", ".join(
        f"lag({what}) {over} AS {what}_1, lag({what}, 2) {over} AS {what}_2, lead({what}) {over} AS {what}_next"
        for what in ("number", "year", "id")
    )
    query = (
        f"SELECT * FROM (SELECT once.*, {beside} FROM ({once}) AS once) AS held WHERE number_1 = number AND number_2 = number "
        "AND year_1 = year - 1 AND year_2 = year - 2 AND NOT coalesce(year_next = year + 1 AND number_next = number, false)"
    )
    for r in ask(connection, query):
        who, (n_vi, n_en) = f"{r['subject']}{named(r['criterion'])}", [number(r["number"], lang) for lang in LANGS]
        yield Found(
            RULE,
            NOTE,
            0.5,
            f"{who}: vẫn là {n_vi} trong các năm {r['year_2']}, {r['year_1']} và {r['year']}",
            f"{who}: the same {n_en} in {r['year_2']}, {r['year_1']} and {r['year']}",
            (r["id_2"], r["id_1"], r["id"]),
            about=r["measure"],
            **where(r),
        )
