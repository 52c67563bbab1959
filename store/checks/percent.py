"""A percentage against the score and the maximum that stand beside it: 61,2/70 is 87,43 %, not 87,5 %."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, NOTE, Found, where
from store.checks.scope import ask
from store.choice import decimals

RULE = "percent"


def check(connection: Connection) -> Iterable[Found]:
    """Percentages that are not score / maximum, to the decimals printed; one that was cut instead of rounded is a note."""
    query = (
        "SELECT f.*, s.raw FROM figures AS f CROSS JOIN seen AS s WHERE f.score <> 0 AND f.max_score > 0 AND f.percent <> 0 "
        "AND abs(100.0 * f.score / f.max_score - f.percent) > 0.0005 AND s.id = f.percent_id"
    )
    for r in ask(connection, query):
        true, share = 100 * r["score"] / r["max_score"], r["percent"]
        scale = 10 ** decimals(r["raw"])
        if abs(true - share) <= 0.5 / scale + 1e-9:
            continue
        cut = math.isclose(math.floor(true * scale + 1e-9) / scale, share, abs_tol=1e-9)
        (s_vi, m_vi, p_vi), (s_en, m_en, p_en) = (
            [number(v, lang) for v in (r["score"], r["max_score"], share)] for lang in ("vi", "en")
        )
        yield Found(
            RULE,
            NOTE if cut else ERROR,
            0.99,
            f"{r['subject']}: {s_vi}/{m_vi} điểm là {number(true, 'vi', 2)} %, nhưng văn bản ghi {p_vi} %"
            + (" (cắt bớt, không làm tròn)" if cut else ""),
            f"{r['subject']}: {s_en}/{m_en} points are {number(true, 'en', 2)} %, but the text prints {p_en} %"
            + (" (cut, not rounded)" if cut else ""),
            (r["percent_id"], r["score_id"], r["max_score_id"]),
            **where(r),
        )
