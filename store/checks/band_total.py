"""The counts of all bands together against the group's size and its rows: 4 + 10 + 7 are told, and the group has 20."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from extract.frames.context import group_kind
from extract.text.clean import fold, tone_key
from store.checks.found import NOTE, WARNING, Found, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "band_total"
LEAST = 6  # rows of a table
MOST_BANDS = 3  # as many bands told are thought to be all of them, if the sum is near the size
NEAR = 0.8
EDITION = ("document", "index", "level", "province", "year")


def check(connection: Connection) -> Iterable[Found]:
    """Sums that are above both what the ranks are out of and the rows of the table, and sums of (nearly) all bands that are below both.

    A group whose bands are told twice (for several blocks) or whose ranks are told by blocks is left alone.
    """
    names = quoted(EDITION, "s")
    counted = "(SELECT DISTINCT document FROM seen WHERE measure = 'count' AND criterion <> '')"
    sizes: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    query = (
        f"SELECT {names}, s.kind, count(DISTINCT CASE WHEN s.in_table = 1 AND s.measure <> 'rank_of' THEN s.subject END) AS rows_, "
        "min(CASE WHEN s.measure = 'rank_of' THEN s.number END) AS least, max(CASE WHEN s.measure = 'rank_of' THEN s.number END) AS most, "
        f"max(s.among) AS block, min(s.id) AS id FROM {counted} AS d CROSS JOIN seen AS s WHERE s.document = d.document AND s.kind <> 'group' "
        f"AND s.criterion = '' AND s.measure IN ('rank', 'rank_of', 'score', 'percent', 'band') GROUP BY {names}, s.kind"
    )
    for r in ask(connection, query):
        sizes[tuple(r[name] for name in EDITION)][r["kind"]] = r
    query = f"SELECT * FROM seen WHERE measure = 'count' AND criterion <> '' AND number IS NOT NULL ORDER BY {quoted(EDITION)}, subject, id"
    for key, group in groupby(ask(connection, query), key=lambda r: (*(r[name] for name in EDITION), r["subject"])):
        yield from _held_against(list(group), sizes[key[:-1]])


def _held_against(counts: list[Any], sizes: dict[str, Any]) -> Iterable[Found]:
    bands = {fold(r["criterion"]) for r in counts}
    size = sizes.get(group_kind(tone_key(counts[0]["subject"])) or (next(iter(sizes)) if len(sizes) == 1 else ""))
    if size is None or size["block"] or len(bands) < len(counts) or len(bands) < 2:
        return
    total = sum(r["number"] for r in counts)
    ranked = size["most"] if size["least"] == size["most"] else None
    rows = size["rows_"] if size["rows_"] >= LEAST else None
    known = [n for n in (ranked, rows) if n]
    if not known or total in known:
        return
    above, whole = total > max(known), len(bands) >= MOST_BANDS and NEAR * min(known) <= total < min(known)
    if not above and not whole:
        return
    first, sum_ = counts[0], " + ".join(f"{r['number']:.0f}" for r in counts)
    of_vi = f"trong khi tổng số là {ranked:.0f}" if ranked else f"trong khi bảng có {rows} đơn vị"
    of_en = f"while {ranked:.0f} were ranked" if ranked else f"while the table has {rows} rows"
    yield Found(
        RULE,
        WARNING if above else NOTE,
        (0.8 if ranked else 0.6) if above else 0.5,
        f"{first['subject']}: các mức cộng lại {sum_} = {total:.0f} đơn vị, {of_vi}",
        f"{first['subject']}: the bands add up to {sum_} = {total:.0f}, {of_en}",
        (*(r["id"] for r in counts), size["id"]),
        **where(first),
    )
