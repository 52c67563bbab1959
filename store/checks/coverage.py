"""Who is missing from an edition: a national ranking that has nearly all provinces, and not all that it ranks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from sqlalchemy import Connection

from extract.text.clean import fold
from store.checks.found import NOTE, Found, where
from store.checks.scope import ask
from store.units import division_of, edition_size, provinces

RULE = "coverage"
NEARLY = 0.9  # of the edition's provinces: fewer are an excerpt, and no table is missing anybody
NAMED = 5  # provinces that the sentence names
OTHER = {"hue": "thua thien hue", "thua thien hue": "hue"}


def check(connection: Connection) -> Iterable[Found]:
    """Editions of all documents together; a note with the names."""
    query = (
        "SELECT \"index\", level, province, year, subject, min(id) AS id FROM seen WHERE level = 'national' AND kind = 'province' "
        "AND criterion = '' AND among = '' AND measure IN ('rank', 'score', 'percent') AND year <> 0 "
        'GROUP BY "index", level, province, year, subject ORDER BY "index", level, province, year, subject'
    )
    for (index, year), group in groupby(ask(connection, query), key=lambda r: (r["index"], r["year"])):
        rows = list(group)
        there = {fold(r["subject"]) for r in rows}
        for division in ("63", "34"):
            size = edition_size(index, year, division)
            missing = [p.name for p in provinces(division) if not {fold(p.name), OTHER.get(fold(p.name))} & there]
            if division != division_of(year) or not size or not NEARLY * size <= len(rows) < size or not missing:
                continue
            names = ", ".join(missing[:NAMED]) + (" …" if len(missing) > NAMED else "")
            yield Found(
                RULE,
                NOTE,
                0.6,
                f"có {len(rows)} trong {size} tỉnh; thiếu {names}",
                f"{len(rows)} of {size} provinces are there; missing are {names}",
                (rows[0]["id"],),
                **where(rows[0], subject=False),
            )
