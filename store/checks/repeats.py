"""One national rank that different documents give to different provinces, where no document shows a tie."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import LANGS, number
from store.checks.found import NOTE, WARNING, Found, where
from store.checks.scope import ask
from store.parts import quoted, same
from store.units import edition_size

RULE = "repeats"
EDITION = ("index", "level", "province", "year")


def check(connection: Connection) -> Iterable[Found]:
    """Overall ranks of provinces that are each told in one way. Different scores make a warning, unknown ones a note; equal ones are a tie.

    An edition that is ranked over the 63 and over the 34 has every rank twice, and is left alone.
    """
    names, own = quoted(EDITION), "level = 'national' AND kind = 'province' AND criterion = '' AND among = ''"
    ranks = (
        f"SELECT {names}, subject, min(number) AS rank, min(id) AS id FROM seen WHERE measure = 'rank' AND {own} AND year <> 0 "
        f"GROUP BY {names}, subject HAVING min(number) = max(number)"
    )
    score = (
        "(SELECT {0}(s.number) FROM seen AS s WHERE s.measure = 'score' AND s.criterion = '' AND s.subject = {1}.subject "
        f"AND {same('s', '{1}', EDITION)} AND s.kind = 'province')"
    )
    query = (
        f"SELECT a.*, b.subject AS other, b.id AS other_id, {score.format('max', 'a')} AS score, {score.format('max', 'b')} AS other_score "
        f"FROM ({ranks}) AS a JOIN ({ranks}) AS b ON {same('b', 'a', EDITION)} AND b.rank = a.rank AND b.subject > a.subject "
        "WHERE NOT EXISTS (SELECT 1 FROM seen AS x JOIN seen AS y ON y.document = x.document AND y.measure = 'rank' AND y.subject = b.subject "
        f"AND {same('y', 'x', (*EDITION, 'criterion', 'among'))} AND y.number = x.number "
        f"WHERE x.measure = 'rank' AND x.subject = a.subject AND x.criterion = '' AND x.among = '' AND {same('x', 'a', EDITION)})"
    )
    for r in ask(connection, query):
        scores = (r["score"], r["other_score"])
        twice = edition_size(r["index"], r["year"], "63") and edition_size(r["index"], r["year"], "34")
        if twice or (None not in scores and scores[0] == scores[1]):
            continue
        sure = None not in scores
        (a_vi, b_vi), (a_en, b_en) = ([f" ({number(v, lang)})" if sure else "" for v in scores] for lang in LANGS)
        yield Found(
            RULE,
            WARNING if sure else NOTE,
            0.6 if sure else 0.4,
            f"Hạng {r['rank']:.0f} được ghi cho {r['subject']}{a_vi}, ở tài liệu khác cho {r['other']}{b_vi}",
            f"Rank {r['rank']:.0f} is given to {r['subject']}{a_en}, and by another document to {r['other']}{b_en}",
            (r["id"], r["other_id"]),
            **where(r),
        )
