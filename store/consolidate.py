"""Consolidation: brings the results up to the observations, cell by cell; how one is chosen is told in ``store.choice``.

A cell is (index, level, province, year, among, subject, criterion, measure); criteria that differ in spelling only are one. What has not
changed since the last consolidation is not looked at, and a result that stays the same is not rewritten.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, Table, and_, exists, insert, or_, select, update
from sqlmodel import Session, col

from extract.text.clean import fold
from store.alone import alone
from store.captures import finish_run, start_run, utcnow
from store.choice import Candidate, agrees, choose, decimals, same_value
from store.corrections import Correction, match
from store.models import Capture, Decision, Document, Observation, Result, Review, Source
from store.reviews import reopen, verdicts
from store.touched import Touched, dropped, find_touched

__all__ = ["CELL", "Counts", "agrees", "consolidate", "decimals", "same_value"]

CELL = ("index", "level", "province", "year", "among", "subject", "criterion", "measure")
EDITION = CELL[:4]
SHOWN = ("criterion", "observation_id", "number", "label", "support", "dissent", "grade", "state", "reason", "correction_id")
RULES = "1"  # of this version's rules: another one looks at everything anew
BATCH = 5000  # rows a write
Key = tuple[str | int, ...]
RESULT = cast(Table, Result.__table__)  # type: ignore[attr-defined]
T = TypeVar("T")


@dataclass(slots=True)
class Counts:
    """What a consolidation did, in results."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Work:
    """One consolidation under way: what people said, and the rows to be written."""

    at: datetime
    corrections: dict[int, Correction]
    reviews: dict[str, Review]
    primary: dict[str, list[str]]  # by source, the indexes that it publishes
    counts: Counts = field(default_factory=Counts)
    fresh: list[dict[str, Any]] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)


def consolidate(
    engine: Engine, *, corrections: Sequence[Correction] = (), everything: bool = False, now: datetime | None = None
) -> Counts:
    """Bring the results up to the observations: unchanged cells stay as they are, changed ones are closed and opened anew.

    One transaction: a consolidation that is killed has done nothing. ``everything`` looks at cells that nothing touched too.

    Raises:
        CorrectionError: a correction's ``expect`` no longer holds.
        StoreError: another process is reading or consolidating.
    """
    at = now or utcnow()
    with alone(engine, "observations"), Session(engine) as session:
        reopen(session, at)
        work = Work(at, match(session, corrections), verdicts(session, "observation"), _primary(session))
        digest = _digest(session, corrections)
        run = start_run(session, "consolidate", version=RULES)  # commits: what follows stays on one connection
        touched = None if everything else find_touched(session, digest)
        stats = {"digest": digest, "last": _last(session)}
        if touched is None:
            for edition in _editions(session):
                _bring_up(session, work, edition)
        else:
            _bring_up(session, work, touched)
            dropped(session, touched)
        _write(session, work, 0)
        run.stats = stats
        c = work.counts
        finish_run(session, run, "ok", inserted=c.inserted, updated=c.updated, unchanged=c.unchanged)
    return work.counts


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


def _editions(session: Session) -> list[tuple[Any, ...]]:
    """All editions with observations or results: the unit of a full consolidation, so that memory does not grow with the store."""
    seen = select(*(getattr(Observation, name) for name in EDITION)).where(
        col(Observation.closed_at).is_(None), col(Observation.year) > 0
    )
    standing = select(*(getattr(Result, name) for name in EDITION)).where(col(Result.closed_at).is_(None))
    return [tuple(row) for row in session.execute(seen.union(standing))]


def _scope(query: Any, table: Any, part: tuple[Any, ...] | Touched) -> Any:
    """``query`` over one edition, or over what was touched."""
    if isinstance(part, tuple):
        return query.where(*(getattr(table, name) == value for name, value in zip(EDITION, part, strict=True)))
    return query.join(part.table, and_(*(getattr(table, c.name) == c for c in part.table.c)))


def _bring_up(session: Session, work: Work, part: tuple[Any, ...] | Touched) -> None:
    columns = [getattr(Result, name) for name in (*CELL, "id", *SHOWN[1:])]
    query = _scope(select(*columns).select_from(Result).where(col(Result.closed_at).is_(None)), Result, part)
    standing = {_key(row): row for row in session.connection().execute(query)}
    for key, made in _results(session, work, part):
        old = standing.pop(key, None)
        if old is not None and all(getattr(old, name) == made[name] for name in SHOWN):
            work.counts.unchanged += 1
            continue
        if old is not None:
            work.closed.append(old.id)
            work.counts.updated += 1
        else:
            work.counts.inserted += 1
        work.fresh.append({**made, "since": work.at})
    work.closed += [row.id for row in standing.values()]
    _write(session, work, BATCH)


def _key(row: Sequence[Any]) -> Key:
    """The cell that a row begins with, with the criterion's spelling out of the way."""
    return (*row[:6], _folded(row[6]), row[7])


@lru_cache(maxsize=100_000)
def _folded(criterion: str) -> str:
    return fold(criterion)


def _results(session: Session, work: Work, part: tuple[Any, ...] | Touched) -> Iterator[tuple[Key, dict[str, Any]]]:
    cells: dict[Key, list[Candidate]] = defaultdict(list)
    spelled: dict[Key, str] = {}
    for row in session.connection().execute(_candidates(part)):
        key, criterion = _key(row), row[6]
        number, name, kind, value, label, raw, grade, in_table, document, twin, published, source, approving = row[8:]
        spelled[key] = min(spelled.get(key, criterion), criterion)
        review, correction = work.reviews.get(name), work.corrections.get(number)
        if (review and review.verdict != "right") or (correction and correction.action == "drop"):
            continue
        primary = row[0] in work.primary.get(source, ())
        cells[key].append(
            Candidate(
                number, kind, value, label, raw, "sure" if review else grade, in_table, twin or document, bool(approving), primary, published
            )
        )  # fmt: skip
    for key, candidates in cells.items():
        cell = dict(zip(CELL, key, strict=True)) | {"criterion": spelled[key]}
        yield key, cell | _result(work, candidates)


def _candidates(part: tuple[Any, ...] | Touched) -> Any:
    approving = exists().where(
        and_(Decision.document_id == Document.id, Decision.approves, or_(Source.kind == "publisher", Document.reader != "html"))
    )
    o = Observation
    columns: list[Any] = [
        *(getattr(o, name) for name in CELL), o.id, o.key, o.subject_kind, o.number, o.label, o.raw, o.grade, o.in_table, o.document_id,
        Document.twin_of, Document.published, Capture.source_id, approving.label("approving"),
    ]  # fmt: skip
    query = (
        select(*columns)
        .select_from(o)
        .join(Document, col(Document.id) == o.document_id)
        .join(Capture, col(Capture.id) == Document.capture_id)
        .join(Source, col(Source.id) == Capture.source_id)
        .where(col(o.closed_at).is_(None), col(o.year) > 0)
        .order_by(col(o.id))
    )
    return _scope(query, o, part)


def _result(work: Work, candidates: list[Candidate]) -> dict[str, Any]:
    choice = choose(candidates)
    chosen = choice.chosen
    made: dict[str, Any] = {
        "subject_kind": chosen.kind, "number": chosen.number, "label": chosen.label, "observation_id": chosen.id, "support": choice.support,
        "dissent": choice.dissent, "grade": chosen.grade, "state": choice.state, "reason": choice.reason, "correction_id": None,
    }  # fmt: skip
    correction = next((work.corrections[c.id] for c in candidates if c.id in work.corrections), None)
    if correction is None:
        return made
    made["correction_id"] = correction.id
    if correction.action == "mark":
        return made | {"grade": "uncertain"}
    value = correction.value
    number, label = (None, value) if isinstance(value, str) else (value, None)
    return made | {"number": number, "label": label, "state": "corrected", "reason": "correction"}


def _write(session: Session, work: Work, above: int) -> None:
    """Write what has gathered, once it is more than ``above`` rows."""
    if max(len(work.fresh), len(work.closed)) <= above:
        return
    for part in _chunks(work.closed):
        session.execute(update(Result).where(col(Result.id).in_(part)).values(closed_at=work.at))
    for rows in _chunks(work.fresh):
        session.connection().execute(insert(RESULT), rows)
    work.closed, work.fresh = [], []


def _chunks(items: list[T]) -> Iterable[list[T]]:
    for i in range(0, len(items), BATCH):
        yield items[i : i + BATCH]
