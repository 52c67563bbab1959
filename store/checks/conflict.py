"""Values at odds: one cell of the panel, two values. Rounding and cutting are told apart from contradiction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from extract.language import Lang, number
from extract.text.clean import fold
from store.checks.found import ERROR, NOTE, WARNING, Found, Seen, seen, where
from store.consolidate import same_value

RULE = "conflict"


def check(connection: Connection) -> Iterable[Found]:
    """Cells with different values: an error between documents, a warning inside one; a note where one is the other rounded."""
    cells: dict[tuple[Any, ...], list[Seen]] = defaultdict(list)
    for row in seen(connection):
        if row.year and row.kind != "group" and row.measure not in ("rank_of", "max_score", "score_change", "rank_change"):
            cells[
                (row.index, row.level, row.province, row.year, row.subject, row.among, fold(row.criterion), row.measure)
            ].append(row)
    for rows in cells.values():
        distinct = {_shown(r, "en"): r for r in reversed(rows)}
        if len(distinct) < 2:
            continue
        first, *others = sorted(distinct.values(), key=lambda r: r.id)
        apart = [o for o in others if not same_value(first.number, first.label, first.raw, o.number, o.label, o.raw)]
        second = (apart or others)[0]
        inside = first.document == second.document
        severity = NOTE if not apart else WARNING if inside else ERROR
        about = f" ({first.criterion})" if first.criterion else ""
        kind_vi = "khác cách làm tròn" if not apart else "mâu thuẫn"
        kind_en = "rounded differently" if not apart else "at odds"
        yield Found(
            RULE,
            severity,
            0.9 if apart else 0.5,
            f"{first.subject}{about}, {first.index} {first.year}, {first.measure}: {_shown(first, 'vi')} và {_shown(second, 'vi')} {kind_vi}"
            + (" trong cùng một tài liệu" if inside else ""),
            f"{first.subject}{about}, {first.index} {first.year}, {first.measure}: {_shown(first, 'en')} and {_shown(second, 'en')} are {kind_en}"
            + (" inside one document" if inside else ""),
            tuple(r.id for r in (first, second, *[o for o in others if o is not second])),
            **where(first),
        )


def _shown(row: Seen, lang: Lang) -> str:
    return row.label or number(row.number or 0.0, lang)
