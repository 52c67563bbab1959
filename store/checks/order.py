"""Rank order against score order: a better rank with a lower score, inside one document."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "order"
EDITION = ("document", "index", "level", "province", "year", "kind", "among", "criterion")


def check(connection: Connection) -> Iterable[Found]:
    """Neighbours by rank (1 is best) in one edition of one document whose scores stand the other way round; one statement.

    Equal ranks are ties and take no part among themselves: the lowest score of a tie is held against the highest of the next rank.
    A warning only: a page may round its scores, or rank by another figure than the one that it prints.
    """
    over = f"OVER (PARTITION BY {quoted(EDITION)} ORDER BY rank, score DESC, rank_id)"
    fields = ("rank", "score", "subject", "rank_id", "score_id")
    before = ", ".join(f"lag({name}) {over} AS before_{name}" for name in fields)
    query = (
        f"SELECT * FROM (SELECT figures.*, {before} FROM figures WHERE rank IS NOT NULL AND score IS NOT NULL) AS pairs "
        "WHERE before_rank < rank AND before_score < score AND before_subject <> subject"
    )
    for r in ask(connection, query):
        about = named(r["criterion"])
        yield Found(
            RULE,
            WARNING,
            0.7,
            f"{r['before_subject']}{about} xếp hạng {r['before_rank']:.0f} với {number(r['before_score'], 'vi')} điểm, trên {r['subject']} "
            f"hạng {r['rank']:.0f} với {number(r['score'], 'vi')} điểm",
            f"{r['before_subject']}{about} is ranked {r['before_rank']:.0f} with a score of {number(r['before_score'], 'en')}, above "
            f"{r['subject']}, ranked {r['rank']:.0f} with {number(r['score'], 'en')}",
            (r["before_rank_id"], r["before_score_id"], r["rank_id"], r["score_id"]),
            **where(r),
        )
