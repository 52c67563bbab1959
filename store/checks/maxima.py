"""Maxima that differ: rows of one table whose points and percentages imply another maximum than its other rows, or that print another."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import NOTE, WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted, same

RULE = "maxima"
EDITION = ("document", "index", "level", "province", "year", "kind", "among", "criterion")
APART = 0.01  # of the maximum: more than rounding does to figures of some size
LEAST = 3  # rows that agree, before one that does not is called odd


def check(connection: Connection) -> Iterable[Found]:
    """One statement finds the tables whose rows differ; in these, rows that are apart from the median are told.

    A printed maximum goes before an implied one. Fewer rows than four tell only that two differ: a note.
    """
    names = quoted(EDITION)
    value = "CASE WHEN max_score IS NOT NULL THEN max_score WHEN score > 0 AND percent > 0 THEN 100.0 * score / percent END"
    odd = f"SELECT {names} FROM figures WHERE {value} > 0 GROUP BY {names} HAVING max({value}) > min({value}) * (1 + {APART})"
    query = (
        f"SELECT f.*, {value} AS maximum FROM ({odd}) AS e CROSS JOIN figures AS f WHERE {same('f', 'e', EDITION)} AND {value} > 0 "
        f"ORDER BY {quoted(EDITION, 'f')}, f.subject"
    )
    for _, group in groupby(ask(connection, query), key=lambda r: tuple(r[name] for name in EDITION)):
        yield from _odd(list(group))


def _odd(rows: list[Any]) -> Iterable[Found]:
    middle = statistics.median_low([r["maximum"] for r in rows])
    like = [r for r in rows if abs(r["maximum"] - middle) <= APART * middle]
    if len(like) >= LEAST and len(like) <= len(rows) // 2:
        return  # maxima that are each row's own
    for r in (r for r in rows if r not in like):
        sure, example, about = len(like) >= LEAST, like[0], named(r["criterion"])
        (m_vi, o_vi), (m_en, o_en) = ([number(round(v, 2), lang) for v in (r["maximum"], middle)] for lang in ("vi", "en"))
        yield Found(
            RULE,
            WARNING if sure else NOTE,
            0.7 if sure else 0.4,
            f"{r['subject']}{about}: điểm tối đa là {m_vi}, trong khi các dòng khác là {o_vi}",
            f"{r['subject']}{about}: the maximum comes to {m_en}, while other rows have {o_en}",
            tuple(
                dict.fromkeys(
                    i for x in (r, example) for i in (x["max_score_id"], x["score_id"], x["percent_id"]) if i is not None
                )
            ),
            **where(r),
        )
