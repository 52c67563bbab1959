"""What a value inherits when its own sentence or row does not say it: index, level, province, year, criterion, decision."""

from __future__ import annotations

from dataclasses import dataclass

from extract.observation import Index, Kind, Level


@dataclass(frozen=True, slots=True)
class Context:
    """Dimensions known at some point of a document, nearest first: sentence, list lead, heading, title, decision.

    ``host`` is the province whose portal or decision speaks ("our province"); ``kind`` the kind of subject of the section
    (departments, districts); ``among`` the block inside which ranks hold.
    """

    index: Index | None = None
    level: Level | None = None
    province: str | None = None
    host: str | None = None
    year: int | None = None
    published_year: int | None = None
    criterion: str | None = None
    kind: Kind | None = None
    among: str | None = None
    subject: str | None = None
    decision: str | None = None
