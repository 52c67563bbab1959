"""Consolidation: brings the results up to the observations; how one is chosen is told in ``store.choice``.

A cell is (index, level, province, year, subject, criterion, among, measure); criteria that differ in spelling only are one. Cells with one
observation are brought up in sets (``store.lone``), the others are chosen one by one (``store.several``). What has not changed since the
last consolidation is not looked at, and a result that stays the same is not rewritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from store import lone, several
from store.alone import alone
from store.captures import finish_run, start_run
from store.choice import agrees, decimals, same_value
from store.clock import clock
from store.corrections import Correction, match
from store.counted import count, uncounted
from store.models import CELL, Observation, Source
from store.parts import EDITION, SUBJECT, all_editions, make_part
from store.reviews import reopen, verdicts
from store.said import Said
from store.touched import find_touched

__all__ = ["CELL", "Counts", "agrees", "consolidate", "decimals", "same_value"]

RULES = "3"  # of this version's rules: another one looks at everything anew


@dataclass(slots=True)
class Counts:
    """What a consolidation did, in results; one whose criterion is spelled otherwise than before is a new one."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0


def consolidate(
    engine: Engine,
    *,
    corrections: Sequence[Correction] = (),
    everything: bool = False,
    now: datetime | None = None,
    wait: float = 0,
) -> Counts:
    """Bring the results up to the observations: unchanged cells stay as they are, changed ones are closed and opened anew.

    What was touched is one transaction. Looking at everything (``everything``, or the first time) is one transaction a part: when it is
    killed, the parts that were done are right, and the next run does the rest. ``wait``: seconds for which others may go on reading before
    it gives up.

    Raises:
        CorrectionError: a correction's ``expect`` no longer holds.
        StoreError: another process is reading or consolidating.
    """
    counts = Counts()
    with alone(engine, "observations", seconds=wait), engine.connect() as connection, Session(connection) as session:
        at = now or clock(session)
        reopen(session, at)
        said = Said(at, match(session, corrections), verdicts(session, "observation"), _primary(session))
        digest = _digest(session, corrections)
        run = start_run(session, "consolidate", version=RULES)
        stats = {"digest": digest, "last": _last(session)}
        if not everything and not uncounted(connection) and find_touched(session, digest):
            _bring_up(session, said, SUBJECT, counts)
        else:
            for editions in list(all_editions(session.connection())):
                make_part(session.connection(), EDITION, editions)
                _bring_up(session, said, EDITION, counts)
                session.commit()
        run.stats = stats
        finish_run(session, run, "ok", inserted=counts.inserted, updated=counts.updated, unchanged=counts.unchanged)
    return counts


def _bring_up(session: Session, said: Said, part: Sequence[str], counts: Counts) -> None:
    """The cells of ``part``: what stands and no longer holds is closed, what holds and does not stand is opened."""
    connection = session.connection()
    lone.find(connection, said, part)
    fresh = several.choose_all(connection, said, part)
    closed, stayed = lone.close(connection, said, part)
    opened = lone.open_all(connection, said) + several.open_all(connection, said, fresh)
    updated = lone.reopened(connection) if closed and opened else 0
    counts.inserted += opened - updated
    counts.updated += updated
    counts.unchanged += stayed
    count(connection, part)


def _digest(session: Session, corrections: Sequence[Correction]) -> str:
    """Of everything but observations that a choice depends on: when it changes, all cells are looked at."""
    primary = session.execute(select(Source.id, Source.kind, Source.primary_for).order_by(Source.id)).all()
    said = [repr(corrections), repr([tuple(row) for row in primary]), RULES]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def _primary(session: Session) -> dict[str, list[str]]:
    return {key: indexes for key, indexes in session.execute(select(col(Source.id), col(Source.primary_for))) if indexes}


def _last(session: Session) -> int:
    """The number of the newest observation."""
    return session.execute(select(Observation.id).order_by(col(Observation.id).desc()).limit(1)).scalar_one_or_none() or 0
