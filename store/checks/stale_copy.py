"""The same figures two years running: scores with decimals, or whole rankings, that an edition shares with the edition before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, RowMapping

from store.checks.found import WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "stale_copy"
DIMS = ("index", "level", "province", "subject", "kind", "criterion", "among", "measure")
EDITION = ("index", "level", "province", "year", "kind", "criterion", "among")
SCORES = "measure IN ('score', 'percent') AND number <> floor(number)"
RANKS = "measure = 'rank'"
SCORES_LEAST, SCORES_SHARE = (
    3,
    0.25,
)  # one alone is chance; of those with a score in both years, with one decimal every tenth repeats by chance
RANKS_LEAST, RANKS_SHARE = 8, 0.9  # a short ranking may repeat itself, a long one does not


def check(connection: Connection) -> Iterable[Found]:
    """One statement each: figures that are equal in two neighbouring years, counted by edition."""
    for r in _copied(connection, SCORES, SCORES_LEAST, SCORES_SHARE):
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
    for r in _copied(connection, RANKS, RANKS_LEAST, RANKS_SHARE):
        about = named(r["criterion"])
        yield Found(
            RULE,
            WARNING,
            0.7,
            f"{r['copied']} trong {r['both']} đơn vị{about} có hạng năm {r['year']} giống hệt năm {r['year'] - 1}",
            f"{r['copied']} of {r['both']} subjects{about} have the very same ranks in {r['year']} as in {r['year'] - 1}",
            (r["before_id"], r["id"]),
            about=f"{r['kind']}|{r['criterion']}|{r['among']}|rank",
            **where(r, subject=False),
        )


def _copied(connection: Connection, which: str, least: int, share: float) -> Iterator[RowMapping]:
    over = f"OVER (PARTITION BY {quoted(DIMS)} ORDER BY year, id)"
    pairs = (
        f"SELECT seen.*, lag(number) {over} AS before, lag(year) {over} AS before_year, lag(id) {over} AS before_id FROM seen "
        f"WHERE {which} AND kind <> 'group'"
    )
    copied = "CASE WHEN before = number THEN {} END"
    query = (
        f"SELECT {quoted(EDITION)}, count(DISTINCT {copied.format('subject')}) AS copied, count(DISTINCT subject) AS both, "
        f"min({copied.format('id')}) AS id, min({copied.format('before_id')}) AS before_id FROM ({pairs}) AS pairs "
        f"WHERE before_year = year - 1 GROUP BY {quoted(EDITION)} HAVING count(DISTINCT {copied.format('subject')}) >= :least "
        f"AND count(DISTINCT {copied.format('subject')}) >= :share * count(DISTINCT subject)"
    )
    yield from ask(connection, query, least=least, share=share)
