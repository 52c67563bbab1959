"""Highest and lowest: a text calls one the first or the last, and its table has a higher or a lower score, of somebody without a rank."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import LANGS, number
from store.checks.found import WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted, same

RULE = "extremes"
LEAST = 6  # rows with a score
EDITION = ("document", "index", "level", "province", "year", "kind", "criterion")
ENDS = {  # the condition of the end, the score beyond it, and the words
    "first": ("rank = 1", "max", ">", ("được xếp thứ nhất", "cao hơn"), ("is called the first", "more")),
    "last": ("rank = rank_of AND rank > 1", "min", "<", ("được xếp cuối cùng", "thấp hơn"), ("is called the last", "less")),
}


def check(connection: Connection) -> Iterable[Found]:
    """Where all have ranks, the order of ranks and scores is looked at by a rule of its own."""
    names = quoted(EDITION)
    for condition, extreme, beyond, said_vi, said_en in ENDS.values():
        held = (
            f"SELECT {names}, {extreme}(score) AS extreme FROM figures WHERE score IS NOT NULL AND rank IS NULL AND in_table = 1 "
            f"GROUP BY {names} HAVING count(*) >= :least"
        )
        query = (
            "SELECT f.*, h.extreme, o.subject AS other, o.score_id AS other_id FROM "
            f"(SELECT * FROM figures WHERE {condition} AND among = '' AND score IS NOT NULL) AS f CROSS JOIN ({held}) AS h "
            f"CROSS JOIN figures AS o WHERE {same('h', 'f', EDITION)} AND h.extreme {beyond} f.score AND {same('o', 'f', EDITION)} "
            "AND o.rank IS NULL AND o.score = h.extreme ORDER BY f.rank_id, o.score_id"
        )
        seen = set()
        for r in ask(connection, query, least=LEAST):
            if r["rank_id"] in seen:
                continue
            seen.add(r["rank_id"])
            who, (own_vi, other_vi), (own_en, other_en) = (
                f"{r['subject']}{named(r['criterion'])}",
                *([number(v, lang) for v in (r["score"], r["extreme"])] for lang in LANGS),
            )
            yield Found(
                RULE,
                WARNING,
                0.7,
                f"{who} {said_vi[0]} với {own_vi} điểm, nhưng {r['other']} có điểm {said_vi[1]}: {other_vi}",
                f"{who} {said_en[0]} with a score of {own_en}, but {r['other']} has {said_en[1]}: {other_en}",
                (r["rank_id"], r["score_id"], r["other_id"]),
                **where(r),
            )
