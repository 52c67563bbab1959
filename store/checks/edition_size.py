"""The total of a national ranking against how many provinces the edition ranks: PAPI 2021 out of 63, when 60 were ranked."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import NOTE, WARNING, Found, named, where
from store.checks.scope import ask
from store.units import edition_size

RULE = "edition_size"
OTHER = {"ddci", "other"}  # not over provinces, or not known
DIVISIONS = ("year", "63", "34")


def check(connection: Connection) -> Iterable[Found]:
    """Totals that the edition has in no division, and ranks beyond all of them.

    A total of all provinces where the edition leaves some out is a note: newspapers count that way, and ranks derived from published scores do.
    """
    query = (
        'SELECT document, "index", level, province, year, criterion, measure, number, min(subject) AS subject, min(id) AS id FROM seen '
        "WHERE level = 'national' AND kind = 'province' AND among = '' AND year <> 0 AND (measure = 'rank_of' OR (measure = 'rank' AND number > 34)) "
        'GROUP BY document, "index", level, province, year, criterion, measure, number'
    )
    for r in ask(connection, query):
        if r["index"] in OTHER:
            continue
        sizes = sorted({size for d in DIVISIONS if (size := edition_size(r["index"], r["year"], d))})
        if not sizes or (r["number"] in sizes if r["measure"] == "rank_of" else r["number"] <= sizes[-1]):
            continue
        known, whole = " / ".join(map(str, sizes)), r["number"] <= 63
        what_vi = "trên tổng số" if r["measure"] == "rank_of" else "hạng"
        what_en = "a total of" if r["measure"] == "rank_of" else "rank"
        yield Found(
            RULE,
            NOTE if (r["number"] == 63 or r["measure"] == "rank") and whole else WARNING,
            0.6,
            f"{r['subject']}{named(r['criterion'])}: ghi {what_vi} {r['number']:.0f}, nhưng kỳ đánh giá này xếp hạng {known} tỉnh",
            f"{r['subject']}{named(r['criterion'])}: printed {what_en} {r['number']:.0f}, but this edition ranks {known} provinces",
            (r["id"],),
            about=r["measure"],
            **where(r),
        )
