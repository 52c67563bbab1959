"""Consolidation: of all observations of one cell of the panel, the one to believe, with its support and its dissent.

A cell is (index, level, province, year, among, subject, criterion, measure). Rules, in this order: a correction; the approving decision's
document over others; the primary publisher over a retelling; a table over prose; a higher grade over a lower; what more independent
documents say; the later document. Copies of one text count once. A value that is another one rounded or cut agrees with it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple, TypeVar

from sqlalchemy import Engine, Row, and_, exists, insert, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from extract.text.clean import fold
from store.captures import finish_run, start_run, utcnow
from store.models import Capture, Decision, Document, Observation, Result, Source

CELL = ("index", "level", "province", "year", "among", "subject", "criterion", "measure")
GRADES = {"sure": 2, "inherited": 1, "uncertain": 0}
BATCH = 5000  # rows a write
T = TypeVar("T")


@dataclass(slots=True)
class Counts:
    """What a consolidation did, in results."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0


class Candidate(NamedTuple):
    """One observation with what the rules look at."""

    id: int
    cell: tuple[str | int, ...]
    kind: str
    number: float | None
    label: str | None
    raw: str
    grade: str
    in_table: bool
    text: int  # the document, or the first copy of its text
    approving: bool
    primary: bool
    published: date | None


def consolidate(engine: Engine, *, now: datetime | None = None) -> Counts:
    """Bring the results up to the observations: unchanged cells stay as they are, changed ones are closed and opened anew."""
    at = now or utcnow()
    counts = Counts()
    with Session(engine) as session:
        run = start_run(session, "consolidate")
        standing = _standing(session)
        fresh: list[dict[str, object]] = []
        closed: list[int] = []
        seen: set[tuple[str | int, ...]] = set()
        for cell, candidates in _cells(session):
            seen.add(cell)
            made = _result(cell, candidates)
            old = standing.get(cell)
            if old is not None and _same(old, made):
                counts.unchanged += 1
                continue
            if old is not None:
                closed.append(old.id)
                counts.updated += 1
            else:
                counts.inserted += 1
            fresh.append({**made, "since": at})
        closed += [row.id for cell, row in standing.items() if cell not in seen]
        for part in _chunks(closed):
            session.execute(update(Result).where(col(Result.id).in_(part)).values(closed_at=at))
        for rows in _chunks(fresh):
            session.execute(insert(Result), rows)
        session.commit()
        finish_run(session, run, "ok", inserted=counts.inserted, updated=counts.updated, unchanged=counts.unchanged)
    return counts


def _standing(session: Session) -> dict[tuple[str | int, ...], Row[tuple[object, ...]]]:
    columns = [
        getattr(Result, name)
        for name in (*CELL, "id", "observation_id", "support", "dissent", "number", "label", "state", "reason", "grade")
    ]
    rows = session.execute(select(*columns).where(col(Result.closed_at).is_(None)))
    return {tuple(row[: len(CELL)]): row for row in rows}


def _cells(session: Session) -> Iterator[tuple[tuple[str | int, ...], list[Candidate]]]:
    """Every cell with its candidates, streamed in the order of cells; criteria that differ in spelling only are one."""
    approving = exists().where(
        and_(Decision.document_id == Document.id, Decision.approves, or_(Source.kind == "publisher", Document.reader != "html"))
    )
    twin = aliased(Document)
    query = (
        select(Observation, Document.id, Document.published, Document.twin_of, Source.primary_for, approving, twin.published)
        .join(Document, Document.id == Observation.document_id)
        .join(Capture, Capture.id == Document.capture_id)
        .join(Source, Source.id == Capture.source_id)
        .outerjoin(twin, twin.id == Document.twin_of)
        .where(col(Observation.closed_at).is_(None), col(Observation.year) > 0)
        .order_by(*(getattr(Observation, name) for name in CELL if name != "criterion"))
        .execution_options(yield_per=BATCH)
    )
    rows = session.execute(query)
    for _, group in groupby(rows, key=lambda row: tuple(getattr(row[0], name) for name in CELL if name != "criterion")):
        by_criterion: dict[str, list[Candidate]] = defaultdict(list)
        spelled: dict[str, str] = {}
        for o, document_id, published, twin_of, primary_for, approves, _ in group:
            key = fold(o.criterion)
            spelled[key] = min(spelled.get(key, o.criterion), o.criterion)
            by_criterion[key].append(
                Candidate(
                    o.id,
                    (),
                    o.subject_kind,
                    o.number,
                    o.label,
                    o.raw,
                    o.grade,
                    o.in_table,
                    twin_of or document_id,
                    bool(approves),
                    o.index in (primary_for or ()),
                    published,
                )  # fmt: skip
            )
            template = o
        for key, candidates in by_criterion.items():
            cell = tuple(spelled[key] if name == "criterion" else getattr(template, name) for name in CELL)
            yield cell, [c._replace(cell=cell) for c in candidates]


def _result(cell: tuple[str | int, ...], candidates: list[Candidate]) -> dict[str, object]:
    """The row of one cell."""
    documents: dict[int, set[int]] = {i: {o.text for o in candidates if agrees(c, o)} for i, c in enumerate(candidates)}

    def rank(i: int) -> tuple[object, ...]:
        c = candidates[i]
        later = c.published or date.min
        return (c.approving, c.primary, c.in_table, GRADES[c.grade], len(documents[i]), later, -c.id)

    best = max(range(len(candidates)), key=rank)
    chosen = candidates[best]
    against = {o.text for o in candidates if not agrees(chosen, o)}
    support, dissent = len(documents[best]), len(against - documents[best]) or len(against)
    others = [c for c in candidates if not agrees(chosen, c)]
    return {
        **dict(zip(CELL, cell, strict=True)),
        "subject_kind": chosen.kind,
        "number": chosen.number,
        "label": chosen.label,
        "observation_id": chosen.id,
        "support": support,
        "dissent": dissent,
        "grade": chosen.grade,
        "state": "contradicted" if others else "confirmed" if support > 1 else "single",
        "reason": _reason(chosen, others, support),
    }


def _reason(chosen: Candidate, others: list[Candidate], support: int) -> str:
    """The first rule that set the chosen one apart from those that say otherwise."""
    if not others:
        return "only" if support == 1 else "agreement"
    rules: list[tuple[str, bool]] = [
        ("decision", chosen.approving and not all(o.approving for o in others)),
        ("primary", chosen.primary and not all(o.primary for o in others)),
        ("table", chosen.in_table and not all(o.in_table for o in others)),
        ("grade", any(GRADES[o.grade] < GRADES[chosen.grade] for o in others)),
        ("majority", support > 1),
        ("later", any((o.published or date.min) < (chosen.published or date.min) for o in others)),
    ]
    return next((name for name, holds in rules if holds), "first")


def agrees(a: Candidate, b: Candidate) -> bool:
    """Whether two observations say the same."""
    return same_value(a.number, a.label, a.raw, b.number, b.label, b.raw)


def same_value(
    number: float | None, label: str | None, raw: str, other_number: float | None, other_label: str | None, other_raw: str
) -> bool:
    """Whether two values are one, or one is the other rounded or cut to fewer decimals."""
    if label is not None or other_label is not None:
        return label is not None and other_label is not None and fold(label) == fold(other_label)
    if number is None or other_number is None:
        return number == other_number
    if math.isclose(number, other_number, rel_tol=0, abs_tol=1e-9):
        return True
    digits = min(decimals(raw), decimals(other_raw))
    if digits == 0:
        return False
    scale = 10**digits
    fewer = decimals(raw) != decimals(other_raw)  # two values of one precision are two values
    cut = (
        fewer
        and math.floor(abs(number) * scale + 1e-9) == math.floor(abs(other_number) * scale + 1e-9)
        and number * other_number > 0
    )
    return cut or (fewer and abs(number - other_number) <= 0.5 / scale + 1e-9)


def decimals(raw: str) -> int:
    """How many decimals a value as written has."""
    for sign in ",.":
        head, found, tail = raw.strip(" %").rpartition(sign)
        if found and head and tail.isdigit():
            return len(tail)
    return 0


def _same(old: Row[tuple[object, ...]], made: dict[str, object]) -> bool:
    names = ("observation_id", "support", "dissent", "number", "label", "state", "reason", "grade")
    return all(getattr(old, name) == made[name] for name in names)


def _chunks(items: list[T]) -> Iterable[list[T]]:
    for i in range(0, len(items), BATCH):
        yield items[i : i + BATCH]
