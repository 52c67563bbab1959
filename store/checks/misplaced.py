"""A subject in a section of another kind: a department among the districts, where it has other points than in its own section."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, Found, where
from store.checks.scope import ask

RULE = "misplaced"
NEIGHBOURS = 6  # observations on either side that tell a section's kind
CELL = ("index", "year", "subject", "criterion", "measure")


def check(connection: Connection) -> Iterable[Found]:
    """Subjects that have two different scores in one document, one of them amid subjects of another kind.

    One statement finds the documents with several kinds of subjects and such a subject; these alone are looked at in their order.
    """
    held = "measure = 'score' AND level = 'provincial' AND kind <> 'group'"
    twice = (
        f"SELECT document FROM (SELECT document FROM seen WHERE {held} "
        'GROUP BY document, "index", year, subject, criterion, measure HAVING min(number) <> max(number)) AS twice '
        f"INTERSECT SELECT document FROM seen WHERE {held} GROUP BY document HAVING count(DISTINCT kind) > 1"
    )
    query = (
        f"SELECT s.* FROM ({twice}) AS d CROSS JOIN seen AS s WHERE s.document = d.document AND s.measure = 'score' "
        "AND s.level = 'provincial' AND s.kind <> 'group' ORDER BY s.document, s.start, s.id"
    )
    for _, group in groupby(ask(connection, query), key=lambda r: int(r["document"])):
        yield from _amid(list(group))


def _amid(rows: list[Any]) -> Iterable[Found]:
    cells: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        cells[tuple(row[name] for name in CELL)].append(i)
    for places in cells.values():
        if len({rows[i]["number"] for i in places}) < 2:
            continue
        for i in places:
            row, kinds = rows[i], _around(rows, i)
            kind, times = Counter(kinds).most_common(1)[0] if kinds else (row["kind"], 0)
            own = next((rows[j] for j in places if j != i), None)
            if kind == row["kind"] or times < 0.75 * len(kinds) or own is None or None in (own["number"], row["number"]):
                continue
            what_vi, what_en = f"điểm {row['criterion'] or 'tổng hợp'}", f"score, {row['criterion'] or 'overall'}"
            yield Found(
                RULE,
                ERROR,
                0.85,
                f"{row['subject']} đứng giữa các đơn vị thuộc khối khác ({what_vi}: {number(row['number'], 'vi')}), trong khi ở khối của mình là "
                f"{number(own['number'], 'vi')}",
                f"{row['subject']} stands among units of another block ({what_en}: {number(row['number'], 'en')}), while in its own block it has "
                f"{number(own['number'], 'en')}",
                (row["id"], own["id"]),
                **where(row),
            )


def _around(rows: list[Any], i: int) -> list[str]:
    near = rows[max(0, i - NEIGHBOURS) : i] + rows[i + 1 : i + 1 + NEIGHBOURS]
    return [r["kind"] for r in near if r["subject"] != rows[i]["subject"]]
