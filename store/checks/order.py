"""Rank order against score order: a better rank with a lower score, inside one document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from extract.language import number
from store.checks.found import WARNING, Found
from store.models import Document, Observation

RULE = "order"


def check(connection: Connection) -> Iterable[Found]:
    """Neighbours by rank (1 is best) in one edition of one document whose scores stand the other way round; one statement.

    Equal ranks are ties and take no part among themselves: the lowest score of a tie is held against the highest of the next rank.
    A warning only: a page may round its scores, or rank by another figure than the one that it prints.
    """
    rank, score = aliased(Observation), aliased(Observation)
    edition: list[Any] = [
        col(getattr(rank, n)) for n in ("document_id", "index", "level", "province", "year", "subject_kind", "among", "criterion")
    ]
    same = [col(getattr(rank, n)) == col(getattr(score, n)) for n in ("document_id", "index", "level", "province", "year")]
    same += [col(getattr(rank, n)) == col(getattr(score, n)) for n in ("subject", "subject_kind", "among", "criterion")]
    over: dict[str, Any] = {"partition_by": edition, "order_by": [col(rank.number), col(score.number).desc(), col(rank.id)]}
    fields: dict[str, Any] = {
        "rank": rank.number,
        "score": score.number,
        "subject": rank.subject,
        "rank_id": rank.id,
        "score_id": score.id,
    }
    pairs = (
        select(
            *(col(v).label(n) for n, v in fields.items()),
            *(func.lag(v).over(**over).label(f"before_{n}") for n, v in fields.items()),
            *(col(getattr(rank, n)).label(n) for n in ("index", "level", "province", "year", "criterion")),
        )
        .join(score, and_(*same))
        .join(Document, col(Document.id) == col(rank.document_id))
        .where(col(rank.measure) == "rank", col(score.measure) == "score", col(Document.twin_of).is_(None))
        .where(col(rank.closed_at).is_(None), col(score.closed_at).is_(None), col(rank.subject_kind) != "group")
        .where(col(rank.number).is_not(None), col(score.number).is_not(None))
        .subquery()
    )
    c = pairs.c
    wrong = select(pairs).where(c.before_rank < c.rank, c.before_score < c.score, c.before_subject != c.subject)
    for r in connection.execute(wrong.execution_options(yield_per=5000)).mappings():
        about = f" ({r['criterion']})" if r["criterion"] else ""
        yield Found(
            RULE,
            WARNING,
            0.7,
            f"{r['before_subject']}{about} xếp hạng {r['before_rank']:.0f} với {number(r['before_score'], 'vi')} điểm, trên {r['subject']} "
            f"hạng {r['rank']:.0f} với {number(r['score'], 'vi')} điểm",
            f"{r['before_subject']}{about} is ranked {r['before_rank']:.0f} with a score of {number(r['before_score'], 'en')}, above "
            f"{r['subject']}, ranked {r['rank']:.0f} with {number(r['score'], 'en')}",
            (r["before_rank_id"], r["before_score_id"], r["rank_id"], r["score_id"]),
            **{n: r[n] for n in ("index", "level", "province", "year", "subject")},
        )
