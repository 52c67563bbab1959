"""What a rule hands over, and the query that most rules begin with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import col

from store.models import Document, Observation

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: the observations at odds in the order of its sentence, and the sentence in both languages.

    ``confidence`` is 0-1; ``about`` tells findings of one rule apart that share their observations.
    """

    rule: str
    severity: str
    confidence: float
    sentence_vi: str
    sentence_en: str
    observations: tuple[int, ...] = ()
    index: str = ""
    level: str = ""
    province: str = ""
    year: int = 0
    subject: str = ""
    about: str = ""


class Seen(NamedTuple):
    """A current observation as rules look at it. ``text`` is its document, or the first copy of the same text."""

    id: int
    document: int
    text: int
    index: str  # type: ignore[assignment]  # the field hides tuple.index, which nobody needs here
    level: str
    province: str
    year: int
    subject: str
    kind: str
    among: str
    criterion: str
    measure: str
    number: float | None
    label: str | None
    raw: str
    grade: str
    start: int
    quote_start: int
    in_table: bool
    published: date | None
    title: str


def seen(connection: Connection, *measures: str, copies: bool = False) -> Iterator[Seen]:
    """Current observations of ``measures`` (all by default) in one streamed query; copies of one text only when asked for."""
    query = (
        select(
            Observation.id,
            Document.id,
            Document.twin_of,
            Observation.index,
            Observation.level,
            Observation.province,
            Observation.year,
            Observation.subject,
            Observation.subject_kind,
            Observation.among,
            Observation.criterion,
            Observation.measure,
            Observation.number,
            Observation.label,
            Observation.raw,
            Observation.grade,
            Observation.value_start,
            Observation.start,
            Observation.in_table,
            Document.published,
            Document.title,
        )
        .join(Document, col(Document.id) == Observation.document_id)
        .where(col(Observation.closed_at).is_(None))
        .order_by(col(Document.id), col(Observation.value_start), col(Observation.id))
        .execution_options(yield_per=5000)
    )
    if measures:
        query = query.where(col(Observation.measure).in_(measures))
    if not copies:
        query = query.where(col(Document.twin_of).is_(None))
    for row in connection.execute(query):
        yield Seen(row[0], row[1], row[2] or row[1], *row[3:])


def cells(rows: Iterable[Seen]) -> dict[tuple[Any, ...], list[Seen]]:
    """Observations by document, subject, edition and criterion: the figures that one row or sentence gives together."""
    made: dict[tuple[Any, ...], list[Seen]] = defaultdict(list)
    for row in rows:
        made[(row.document, row.index, row.level, row.province, row.year, row.subject, row.kind, row.criterion)].append(row)
    return made


def where(row: Seen) -> dict[str, Any]:
    """The dimensions of a finding that is about ``row``."""
    return {"index": row.index, "level": row.level, "province": row.province, "year": row.year, "subject": row.subject}
