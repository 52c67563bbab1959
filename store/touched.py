"""What has changed since the last consolidation, as a temporary table of subjects of editions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Integer, MetaData, Table, Text, func, insert, select, text, union
from sqlmodel import Session, col

from store.models import Document, Observation, Review, Run

COLUMNS = ("index", "level", "province", "year", "subject")
MOST = 500_000  # touched subjects above which looking at everything is faster


@dataclass(frozen=True, slots=True)
class Touched:
    """The temporary table with one row a touched subject of an edition."""

    table: Table


def find_touched(session: Session, digest: str) -> Touched | None:
    """What to look at again; None for everything: the first time, after another ``digest``, or when most was touched.

    Touched are subjects with observations that are new or closed since then, whose document was read again or found to be a copy, or
    on which there is a verdict.
    """
    last = session.execute(
        select(col(Run.started), col(Run.stats))
        .where(col(Run.stage) == "consolidate", col(Run.outcome) == "ok")
        .order_by(col(Run.id).desc())
        .limit(1)
    ).first()
    if last is None or last.stats.get("digest") != digest:
        return None
    o = Observation
    columns = [getattr(o, name) for name in COLUMNS]
    documents = select(col(Document.id)).where(col(Document.changed_at) >= last.started)
    reviewed = select(col(Review.target_key)).where(col(Review.target) == "observation")
    changed = union(
        select(*columns).where(col(o.id) > last.stats.get("last", 0)),
        select(*columns).where(col(o.closed_at) >= last.started),
        select(*columns).where(col(o.document_id).in_(documents)),
        select(*columns).where(col(o.key).in_(reviewed)),
    ).subquery()
    kinds = {"year": Integer}
    table = Table(
        "touched",
        MetaData(),
        *(Column(name, kinds.get(name, Text), primary_key=True) for name in COLUMNS),
        prefixes=["TEMPORARY"],
    )
    connection = session.connection()
    connection.execute(text("DROP TABLE IF EXISTS touched"))
    table.create(connection)
    connection.execute(insert(table).from_select(list(COLUMNS), select(*changed.c).limit(MOST + 1)))
    touched = Touched(table)
    if connection.execute(select(func.count()).select_from(table)).scalar_one() > MOST:
        dropped(session, touched)
        return None
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE touched"))
    return touched


def dropped(session: Session, touched: Touched) -> None:
    """Let go of the temporary table."""
    touched.table.drop(session.connection())
