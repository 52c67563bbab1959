"""The same figures two years running: scores with decimals that several subjects of one edition share with the edition before."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "stale_copy"
LEAST = 3  # subjects that repeat their score: one alone is chance
SHARE = 0.25  # of the subjects that have a score in both years: with one decimal, every tenth score repeats by chance
DIMS = ("index", "level", "province", "subject", "kind", "criterion", "measure")
EDITION = ("index", "level", "province", "year", "kind", "criterion")


def check(connection: Connection) -> Iterable[Found]:
    """One statement: scores that are no whole numbers, equal in two neighbouring years, counted by edition."""
    over = f"OVER (PARTITION BY {quoted(DIMS)} ORDER BY year, id)"
    pairs = (
        f"SELECT seen.*, lag(number) {over} AS before, lag(year) {over} AS before_year, lag(id) {over} AS before_id FROM seen "
        "WHERE measure IN ('score', 'percent') AND kind <> 'group' AND number <> floor(number)"
    )
    copied = "CASE WHEN before = number THEN {} END"
    query = (
        f"SELECT {quoted(EDITION)}, count(DISTINCT {copied.format('subject')}) AS copied, min({copied.format('id')}) AS id, "
        f"min({copied.format('before_id')}) AS before_id FROM ({pairs}) AS pairs WHERE before_year = year - 1 GROUP BY {quoted(EDITION)} "
        f"HAVING count(DISTINCT {copied.format('subject')}) >= :least AND count(DISTINCT {copied.format('subject')}) >= :share * count(DISTINCT subject)"
    )
    for r in ask(connection, query, least=LEAST, share=SHARE):
        about = named(r["criterion"])
        yield Found(
            RULE,
            WARNING,
            0.7,
            f"{r['copied']} đơn vị{about} có điểm năm {r['year']} giống hệt năm {r['year'] - 1}",
            f"{r['copied']} subjects{about} have the very same scores in {r['year']} as in {r['year'] - 1}",
            (r["before_id"], r["id"]),
            about=f"{r['kind']}|{r['criterion']}",
            **where(r, subject=False),
        )
