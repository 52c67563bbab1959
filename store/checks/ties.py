"""Ties: one rank given twice to different scores, or two ranks to one and the same score."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import NOTE, WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "ties"
EDITION = ("document", "index", "level", "province", "year", "kind", "among", "criterion")


def check(connection: Connection) -> Iterable[Found]:
    """Neighbours by rank in one table that share the rank and not the score (a warning), or the score and not the rank (a note: the scores
    that were ranked may have had more decimals than are printed)."""
    over = f"OVER (PARTITION BY {quoted(EDITION)} ORDER BY rank, score DESC, rank_id)"
    fields = ("rank", "score", "subject", "rank_id", "score_id")
    before = ", ".join(f"lag({name}) {over} AS before_{name}" for name in fields)
    query = (
        f"SELECT * FROM (SELECT figures.*, {before} FROM figures WHERE rank IS NOT NULL AND score IS NOT NULL AND in_table = 1) AS pairs "
        "WHERE before_subject <> subject AND ((before_rank = rank AND before_score > score) OR (before_rank < rank AND before_score = score))"
    )
    for r in ask(connection, query):
        about, repeat = named(r["criterion"]), r["before_rank"] == r["rank"]
        (b_vi, s_vi), (b_en, s_en) = ([number(r[n], lang) for n in ("before_score", "score")] for lang in ("vi", "en"))
        pair = f"{r['before_subject']}", f"{r['subject']}{about}"
        yield Found(
            RULE,
            WARNING if repeat else NOTE,
            0.7 if repeat else 0.4,
            f"{pair[0]} và {pair[1]} cùng hạng {r['rank']:.0f} nhưng điểm {b_vi} và {s_vi}"
            if repeat
            else f"{pair[0]} và {pair[1]} cùng {s_vi} điểm nhưng hạng {r['before_rank']:.0f} và {r['rank']:.0f}",
            f"{pair[0]} and {pair[1]} share rank {r['rank']:.0f} with scores of {b_en} and {s_en}"
            if repeat
            else f"{pair[0]} and {pair[1]} share a score of {s_en} with ranks {r['before_rank']:.0f} and {r['rank']:.0f}",
            (r["before_rank_id"], r["before_score_id"], r["rank_id"], r["score_id"]),
            **where(r),
        )
