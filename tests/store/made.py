"""Small stores made by hand, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from extract.text.clean import fold
from store.archive import Archive
from store.captures import record
from store.checks.scope import all_series, look_at
from store.models import Document, Observation, Source

DAY = datetime(2024, 1, 1, tzinfo=UTC)


def source(session: Session, key: str, **values: Any) -> Source:
    made = Source(id=key, name_vi=key, name_en=key, **values)
    session.add(made)
    session.flush()
    return made


def document(session: Session, archive: Archive, source_id: str, text: str, **values: Any) -> Document:
    """A current document with a capture of its own."""
    capture, _ = record(
        session, archive, source_id=source_id, url=f"https://{source_id}.example/{fold(text)[:40]}", body=text.encode(), now=DAY
    )
    values.setdefault("published", date(2024, 1, 1))
    made = Document(capture_id=capture.id, version="test", text=text, folded=fold(text), relevant=True, read_at=DAY, **values)
    session.add(made)
    session.flush()
    return made


def observation(session: Session, owner: Document, number: float, raw: str | None = None, **values: Any) -> Observation:
    """A score of Yên Bái in the national PAPI of 2022, unless ``values`` say otherwise."""
    known: dict[str, Any] = {
        "index": "papi", "level": "national", "year": 2022, "subject": "Yên Bái", "subject_kind": "province", "measure": "score",
        "quote": owner.text, "start": 0, "end": len(owner.text), "value_start": 0, "value_end": 1, "first_seen": DAY, "last_seen": DAY,
    }  # fmt: skip
    known |= values
    known.setdefault("key", f"{owner.id}-{known['subject']}-{known['measure']}-{known['year']}-{number}")
    made = Observation(document_id=owner.id, number=number, raw=raw or str(number), **known)
    session.add(made)
    session.flush()
    return made


def looked_at(session: Session) -> Connection:
    """The session's connection, with everything in the tables that rules ask."""
    connection = session.connection()
    look_at(connection, [key for group in all_series(connection) for key in group])
    return connection
