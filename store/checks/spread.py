"""The printed spread of a group against its highest and lowest score."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, WARNING, Found, where
from store.checks.scope import ask

RULE = "spread"


def check(connection: Connection) -> Iterable[Found]:
    """Spreads that no pair of the nearest preceding scores of their block makes, where the block gives at least two scores."""
    query = (
        "SELECT s.* FROM (SELECT DISTINCT document FROM seen WHERE measure = 'spread') AS d CROSS JOIN seen AS s WHERE s.document = d.document "
        "AND s.measure IN ('score', 'spread') AND s.criterion = '' AND s.number IS NOT NULL "
        'ORDER BY s.document, s."index", s.level, s.year, s.start, s.id'
    )
    for _, group in groupby(ask(connection, query), key=lambda r: (r["document"], r["index"], r["level"], r["year"])):
        yield from _block(list(group))


def _block(rows: list[Any]) -> Iterable[Found]:
    previous = 0
    for printed in (r for r in rows if r["measure"] == "spread"):
        scores = [
            r for r in rows if r["measure"] == "score" and previous <= r["start"] <= printed["start"] and r["kind"] != "group"
        ]
        previous = printed["start"]
        if len(scores) < 2:
            continue
        high, low = (choose(scores, key=lambda r: float(r["number"])) for choose in (max, min))
        true = round(high["number"] - low["number"], 6)
        if true < printed["number"] or any(
            abs(a["number"] - b["number"] - printed["number"]) < 1e-6 for a in scores for b in scores
        ):
            continue  # a smaller range only means that the text does not name both ends; a pair that fits, that others are of another year
        (p_vi, h_vi, l_vi, t_vi), (p_en, h_en, l_en, t_en) = (
            [number(v, lang) for v in (printed["number"], high["number"], low["number"], true)] for lang in ("vi", "en")
        )
        yield Found(
            RULE,
            ERROR if high["in_table"] and low["in_table"] else WARNING,  # a text need not name both ends
            0.9,
            f"Chênh lệch ghi {p_vi} nhưng {high['subject']} ({h_vi}) trừ {low['subject']} ({l_vi}) là {t_vi}",
            f"The spread is printed as {p_en}, but {high['subject']} ({h_en}) minus {low['subject']} ({l_en}) is {t_en}",
            (printed["id"], high["id"], low["id"]),
            **where(printed),
        )
