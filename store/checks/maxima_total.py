"""The parts' maxima against the total's: the maxima of the criteria sum to 600, and 570 is printed as the highest possible total."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from extract.language import LANGS, number
from store.checks.found import ERROR, WARNING, Found, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "maxima_total"
SHARE = 0.8  # of a table's rows whose maxima add up, before a row that does not is called wrong
LEAST = 5  # rows
ROUNDING = 0.011  # points that each part may be rounded away
EDITION = ("document", "index", "level", "province", "year", "kind", "parts")


def check(connection: Connection) -> Iterable[Found]:
    """Rows whose maxima do not add up where those of the others do (an error), and tables whose maxima do not although the scores do.

    Where neither scores nor maxima add up, the index is weighted, or the table prints some of its criteria only.
    """
    row = quoted(("document", "index", "level", "province", "year", "kind", "subject"))
    part = "CASE WHEN criterion <> '' THEN {} END"
    rows = (
        f"SELECT {row}, count({part.format('max_score')}) AS parts, sum({part.format('max_score')}) AS parts_sum, "
        f"count({part.format('score')}) AS scored, sum({part.format('score')}) AS scores, max(CASE WHEN criterion = '' THEN score END) AS score, "
        "max(CASE WHEN criterion = '' THEN max_score END) AS total, max(CASE WHEN criterion = '' THEN max_score_id END) AS total_id, "
        f"min({part.format('max_score_id')}) AS part_id FROM figures WHERE max_score IS NOT NULL AND in_table = 1 AND among = '' GROUP BY {row}"
    )
    wrong = "CASE WHEN abs(parts_sum - total) > :rounding * parts THEN 1 ELSE 0 END"
    whole = "CASE WHEN scored = parts AND abs(scores - score) <= :rounding * parts THEN 1 ELSE 0 END"
    over = f"OVER (PARTITION BY {quoted(EDITION)})"
    query = (
        f"SELECT * FROM (SELECT made.*, {wrong} AS wrong, {whole} AS whole, count(*) {over} AS members, sum({wrong}) {over} AS wrongs "
        f"FROM ({rows}) AS made WHERE parts >= 2 AND total IS NOT NULL) AS told WHERE wrong = 1 "
        "AND (whole = 1 OR (members >= :least AND wrongs <= (1 - :share) * members)) ORDER BY total_id"
    )
    tables = set()
    for r in ask(connection, query, rounding=ROUNDING, least=LEAST, share=SHARE):
        alone = r["members"] >= LEAST and r["wrongs"] <= (1 - SHARE) * r["members"]
        table = tuple(r[name] for name in EDITION)
        if not alone and table in tables:
            continue  # one row tells it for the whole table
        tables.add(table)
        (s_vi, t_vi), (s_en, t_en) = ([number(v, lang) for v in (round(r["parts_sum"], 3), r["total"])] for lang in LANGS)
        yield Found(
            RULE,
            ERROR if alone else WARNING,
            0.9 if alone else 0.8,
            f"{r['subject']}: điểm tối đa của {r['parts']} phần cộng lại {s_vi}, điểm tối đa của tổng ghi {t_vi}",
            f"{r['subject']}: the maxima of the {r['parts']} parts add up to {s_en}, the total's maximum is printed as {t_en}",
            (r["total_id"], r["part_id"]),
            **where(r),
        )
