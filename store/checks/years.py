"""The year of the title against that of the body, and both against the decision's date: nobody evaluates a year before it has begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select, text
from sqlmodel import col

from extract.mentions.year import find_years
from extract.text.clean import fold
from store.checks.found import ERROR, WARNING, Found, where
from store.checks.scope import ask
from store.models import Decision, Document, Observation

RULE = "years"
QD = "/qd"  # of a decision's number
PAPERS = text("SELECT id FROM papers").columns(Observation.id)


def check(connection: Connection) -> Iterable[Found]:
    """Titles that name another year than the results, and years that the approving decision cannot have evaluated."""
    decisions: dict[int, list[tuple[str, date]]] = defaultdict(list)
    query = select(col(Decision.document_id), col(Decision.number), col(Decision.date)).where(
        col(Decision.approves), col(Decision.date).is_not(None), col(Decision.document_id).in_(PAPERS)
    )
    for document, number, day in connection.execute(query):
        if QD in fold(number):  # letters and reports approve nothing
            decisions[document].append((number, day))
    query_titles = select(col(Document.id), col(Document.title)).where(col(Document.id).in_(PAPERS))
    titles = {row.id: row.title for row in connection.execute(query_titles)}
    counted = (
        "SELECT c.n, s.* FROM (SELECT document, year, count(*) AS n, min(id) AS id FROM seen WHERE year <> 0 GROUP BY document, year) AS c "
        "CROSS JOIN seen AS s WHERE s.id = c.id ORDER BY c.document, c.n DESC, c.year"
    )
    for document, group in groupby(ask(connection, counted), key=lambda r: int(r["document"])):
        yield from _document(list(group), titles.get(document, ""), decisions[document])


def _document(rows: list[Any], title: str, decisions: list[tuple[str, date]]) -> Iterable[Found]:
    """``rows``: the first observation of every year, the year with most observations first."""
    first, years = rows[0], {r["year"]: r for r in rows}
    titled = [y.year for y in find_years(title)]
    if len(set(titled)) == 1 and titled[0] not in years:
        yield Found(
            RULE,
            WARNING,
            0.95,
            f"Tiêu đề ghi năm {titled[0]} nhưng kết quả trong bài là của năm {first['year']}",
            f"The title says {titled[0]}, but the results in the text are of {first['year']}",
            (first["id"],),
            **where(first),
        )
    for number, day in decisions:
        for year in sorted({first["year"], *titled}):
            if year > day.year or (year == day.year and year in titled and year not in years):
                row = years.get(year, first)
                yield Found(
                    RULE,
                    ERROR,
                    0.98,
                    f"{number} ký ngày {day:%d/%m/%Y} không thể phê duyệt kết quả của năm {year}",
                    f"{number}, signed on {day:%Y-%m-%d}, cannot approve results of {year}",
                    (row["id"],),
                    about=f"{number} {year}",
                    **{**where(row), "year": year},
                )
