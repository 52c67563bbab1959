"""The year of the title against that of the body, and both against the decision's date: nobody evaluates a year before it has begun."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlmodel import col

from extract.mentions.year import find_years
from store.checks.found import ERROR, WARNING, Found, Seen, seen, where
from store.models import Decision, Document

RULE = "years"


def check(connection: Connection) -> Iterable[Found]:
    """Titles that name another year than the results, and years that the approving decision cannot have evaluated."""
    by_document: dict[int, list[Seen]] = defaultdict(list)
    for row in seen(connection):
        if row.year:
            by_document[row.document].append(row)
    decisions = defaultdict(list)
    query = select(Decision.document_id, Decision.number, Decision.date).where(Decision.approves, col(Decision.date).is_not(None))
    for document, number, day in connection.execute(
        query.join(Document, col(Document.id) == Decision.document_id).where(Document.current)
    ):
        decisions[document].append((number, day))
    for document, rows in by_document.items():
        years = Counter(r.year for r in rows)
        main, _ = years.most_common(1)[0]
        first = next(r for r in rows if r.year == main)
        titled = [y.year for y in find_years(first.title)]
        if len(set(titled)) == 1 and titled[0] not in years:
            yield Found(
                RULE,
                WARNING,
                0.95,
                f"Tiêu đề ghi năm {titled[0]} nhưng kết quả trong bài là của năm {main}",
                f"The title says {titled[0]}, but the results in the text are of {main}",
                (first.id,),
                **where(first),
            )
        for number, day in decisions[document]:
            for year in sorted({main, *titled}):
                if year > day.year or (year == day.year and year in titled and year not in years):
                    row = next((r for r in rows if r.year == year), first)
                    yield Found(
                        RULE,
                        ERROR,
                        0.98,
                        f"{number} ký ngày {day:%d/%m/%Y} không thể phê duyệt kết quả của năm {year}",
                        f"{number}, signed on {day:%Y-%m-%d}, cannot approve results of {year}",
                        (row.id,),
                        about=f"{number} {year}",
                        **{**where(row), "year": year},
                    )
