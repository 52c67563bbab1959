"""Stores what the rules find: a finding that holds on is left alone, one that no longer holds is closed; in sets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from store.checks.found import Found
from store.models import Finding, FindingObservation, Observation

BATCH = 500  # keys a statement
Series = tuple[Any, ...]


def keep(connection: Connection, rule: str, found: Iterable[Found], series: Sequence[Series], at: datetime) -> None:
    """Open what ``rule`` found in ``series`` and does not stand yet, close what stands there and was not found again.

    Findings about other series are left out: a document that names several is looked at with each, and only with its own a series is whole.
    """
    own = set(series)
    made: dict[str, Found] = {}
    for batch in _batches((f for f in found if (f.index, f.level, f.province) in own), BATCH):
        made |= dict(zip(_keys(connection, batch), batch, strict=True))
    standing = _standing(connection, rule, series)
    same = {key for key, (_, *said) in standing.items() if key in made and [made[key].sentence("en"), made[key].severity] == said}
    gone = [number for key, (number, *_) in standing.items() if key not in same]
    for numbers in _batches(gone, BATCH):
        connection.execute(update(Finding).where(col(Finding.id).in_(numbers)).values(closed_at=at))
    for keys in _batches((key for key in made if key not in same), BATCH):
        _open(connection, {key: made[key] for key in keys}, at)


def _batches(items: Iterable[Any], size: int) -> Iterable[list[Any]]:
    iterator = iter(items)
    while part := [item for _, item in zip(range(size), iterator, strict=False)]:
        yield part


def _standing(connection: Connection, rule: str, series: Sequence[Series]) -> dict[str, tuple[int, str, str]]:
    made: dict[str, tuple[int, str, str]] = {}
    for index, level, province in series:
        query = select(col(Finding.key), col(Finding.id), col(Finding.sentence_en), col(Finding.severity)).where(
            col(Finding.rule) == rule,
            col(Finding.index) == index,
            col(Finding.level) == level,
            col(Finding.province) == province,
            col(Finding.closed_at).is_(None),
        )
        made |= {key: (number, sentence, severity) for key, number, sentence, severity in connection.execute(query)}
    return made


def _open(connection: Connection, found: dict[str, Found], at: datetime) -> None:
    rows = [
        {
            "key": key, "rule": f.rule, "severity": f.severity, "confidence": f.confidence, "weight": f.weight, "index": f.index, "level": f.level,
            "province": f.province, "year": f.year, "subject": f.subject, "sentence_vi": f.sentence("vi"), "sentence_en": f.sentence("en"), "since": at,
        }
        for key, f in found.items()
    ]  # fmt: skip
    connection.execute(insert(Finding), rows)
    query = select(col(Finding.key), col(Finding.id)).where(col(Finding.key).in_(found), col(Finding.closed_at).is_(None))
    links = [
        {"finding_id": number, "observation_id": o, "position": p}
        for key, number in connection.execute(query).all()
        for p, o in enumerate(dict.fromkeys(found[key].observations))
    ]
    if links:
        connection.execute(insert(FindingObservation), links)


def _keys(connection: Connection, found: Sequence[Found]) -> list[str]:
    """Stable over runs and re-readings: the rule and the keys of its observations, or its dimensions where it has none."""
    wanted = sorted({o for f in found for o in f.observations})
    names: dict[int, str] = {}
    for part in _batches(wanted, BATCH):
        query = select(col(Observation.id), col(Observation.key)).where(col(Observation.id).in_(part))
        names |= {row.id: row.key for row in connection.execute(query)}
    made = []
    for f in found:
        parts = sorted({names[o] for o in f.observations}) or [f.index, f.level, f.province, str(f.year), f.subject]
        made.append(hashlib.sha256("\x1f".join([f.rule, f.about, *parts]).encode()).hexdigest()[:32])
    return made
