"""Parts against total: where the criteria of a table add up to its totals, a row whose criteria do not."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import number
from store.checks.found import ERROR, Found, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "parts_total"
SHARE = 0.8  # of an edition's rows whose parts add up, before a row that does not is called wrong
LEAST = 5  # rows
ROUNDING = 0.011  # points that each part may be rounded away
EDITION = ("document", "index", "level", "province", "year", "kind", "parts")


def check(connection: Connection) -> Iterable[Found]:
    """One statement sums the parts of every row and counts the rows of its table that add up: only where the others do is one accused.

    Weighted indexes (PCI) and tables that print some of their criteria only never add up, and are left alone by that.
    """
    row = quoted(("document", "index", "level", "province", "year", "kind", "subject"))
    rows = (
        f"SELECT {row}, count(CASE WHEN criterion <> '' THEN score END) AS parts, sum(CASE WHEN criterion <> '' THEN score ELSE 0 END) AS parts_sum, "
        "max(CASE WHEN criterion = '' THEN score END) AS total, max(CASE WHEN criterion = '' THEN score_id END) AS total_id "
        f"FROM figures WHERE score IS NOT NULL AND in_table = 1 AND among = '' GROUP BY {row}"
    )
    wrong = "CASE WHEN abs(parts_sum - total) > :rounding * parts THEN 1 ELSE 0 END"
    over = f"OVER (PARTITION BY {quoted(EDITION)})"
    query = (
        f"SELECT * FROM (SELECT made.*, {wrong} AS wrong, count(*) {over} AS members, sum({wrong}) {over} AS wrongs FROM ({rows}) AS made "
        "WHERE parts >= 2 AND total IS NOT NULL) AS told WHERE wrong = 1 AND members >= :least AND wrongs <= (1 - :share) * members"
    )
    for r in ask(connection, query, rounding=ROUNDING, least=LEAST, share=SHARE):
        (p_vi, t_vi), (p_en, t_en) = ([number(v, lang) for v in (round(r["parts_sum"], 3), r["total"])] for lang in ("vi", "en"))
        yield Found(
            RULE,
            ERROR,
            0.9,
            f"{r['subject']}: {r['parts']} phần cộng lại {p_vi} điểm, tổng điểm ghi {t_vi}",
            f"{r['subject']}: the {r['parts']} parts add up to {p_en}, the total says {t_en}",
            (r["total_id"],),
            **where(r),
        )
