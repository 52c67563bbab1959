"""Values at odds: one cell of the panel, two values. Rounding and cutting are told apart from contradiction."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from extract.language import Lang, number
from store.checks.found import ERROR, NOTE, WARNING, Found, named, where
from store.checks.scope import ask
from store.choice import same_value
from store.parts import quoted, same
from store.words import word

RULE = "conflict"
CELL = ("index", "level", "province", "year", "subject", "among", "criterion", "measure")
NEVER = "'rank_of', 'max_score', 'score_change', 'rank_change'"  # these have rules of their own


def check(connection: Connection) -> Iterable[Found]:
    """Cells with different values: an error between documents, a warning inside one or where prose is at odds; a note where one is the other rounded.

    A document that tells a cell in several ways is no sure witness, and neither is a sentence that nobody else bears out: an error takes two
    values, each told in one way by tables or by several documents.
    """
    cell = quoted(CELL)
    apart = (
        f"SELECT {cell} FROM seen WHERE year <> 0 AND kind <> 'group' AND measure NOT IN ({NEVER}) GROUP BY {cell} "
        "HAVING count(*) > 1 AND (min(number) <> max(number) OR min(label) <> max(label))"
    )
    query = f"SELECT s.* FROM ({apart}) AS c CROSS JOIN seen AS s WHERE {same('s', 'c', CELL)} AND s.kind <> 'group' ORDER BY {quoted(CELL, 's')}, s.id"
    for _, group in groupby(ask(connection, query), key=lambda row: tuple(row[name] for name in CELL)):
        found = _compare(list(group))
        if found is not None:
            yield found


def _compare(rows: list[Any]) -> Found | None:
    distinct = {_shown(r, "en"): r for r in reversed(rows)}
    if len(distinct) < 2:
        return None
    first, *others = sorted(distinct.values(), key=lambda r: int(r["id"]))
    apart = [o for o in others if not same_value(*_value(first), *_value(o))]
    second = (apart or others)[0]
    inside = first["document"] == second["document"]
    severity = NOTE if not apart else ERROR if _two_sure(rows) else WARNING
    kind_vi = "khác cách làm tròn" if not apart else "mâu thuẫn"
    kind_en = "rounded differently" if not apart else "at odds"
    who = f"{first['subject']}{named(first['criterion'])}"
    what_vi, what_en = (f"{who}, {word('measure', first['measure'], lang)}" for lang in ("vi", "en"))
    return Found(
        RULE,
        severity,
        0.9 if apart else 0.5,
        f"{what_vi}: {_shown(first, 'vi')} và {_shown(second, 'vi')} {kind_vi}" + (" trong cùng một tài liệu" if inside else ""),
        f"{what_en}: {_shown(first, 'en')} and {_shown(second, 'en')} are {kind_en}" + (" inside one document" if inside else ""),
        tuple(r["id"] for r in (first, second, *[o for o in others if o is not second])),
        **where(first),
    )


def _two_sure(rows: list[Any]) -> bool:
    """Whether two values at odds are each told by a table or by two documents, which tell the cell in one way."""
    told: dict[int, list[Any]] = {}
    for r in rows:
        told.setdefault(r["document"], []).append(r)
    clear = [own[0] for own in told.values() if all(same_value(*_value(own[0]), *_value(r)) for r in own)]
    sure = [r for r in clear if r["in_table"] or sum(same_value(*_value(r), *_value(other)) for other in clear) > 1]
    return any(not same_value(*_value(sure[0]), *_value(r)) for r in sure[1:])


def _value(row: Any) -> tuple[float | None, str | None, str]:
    return row["number"], row["label"], row["raw"]


def _shown(row: Any, lang: Lang) -> str:
    return row["label"] or number(row["number"] or 0.0, lang)
