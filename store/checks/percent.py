"""A percentage against the score and the maximum that stand beside it: 61,2/70 is 87,43 %, not 87,5 %."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, NOTE, Found, cells, seen, where
from store.consolidate import decimals

RULE = "percent"


def check(connection: Connection) -> Iterable[Found]:
    """Percentages that are not score / maximum, to the decimals printed; one that was cut instead of rounded is a note."""
    for rows in cells(seen(connection, "percent", "score", "max_score")).values():
        by = {row.measure: row for row in rows}
        score, top, share = by.get("score"), by.get("max_score"), by.get("percent")
        if not (score and top and share and score.number and top.number and share.number):
            continue
        true = 100 * score.number / top.number
        scale = 10 ** decimals(share.raw)
        if abs(true - share.number) <= 0.5 / scale + 1e-9:
            continue
        cut = math.isclose(math.floor(true * scale + 1e-9) / scale, share.number, abs_tol=1e-9)
        figures = {lang: [number(v, lang) for v in (score.number, top.number, share.number)] for lang in ("vi", "en")}
        exact_vi, exact_en = number(true, "vi", 2), number(true, "en", 2)
        (s_vi, m_vi, p_vi), (s_en, m_en, p_en) = figures["vi"], figures["en"]
        yield Found(
            RULE,
            NOTE if cut else ERROR,
            0.99,
            f"{score.subject}: {s_vi}/{m_vi} điểm là {exact_vi} %, nhưng văn bản ghi {p_vi} %"
            + (" (cắt bớt, không làm tròn)" if cut else ""),
            f"{score.subject}: {s_en}/{m_en} points are {exact_en} %, but the text prints {p_en} %"
            + (" (cut, not rounded)" if cut else ""),
            (share.id, score.id, top.id),
            **where(score),
        )
