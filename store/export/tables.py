"""The tables of a release: their columns with types and titles (``codebook.yaml``), and their rows, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection, and_, or_, select
from sqlmodel import col

from store.models import Capture, Document, Finding, FindingObservation, Observation, Result, Source

BATCH = 5000
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is string, integer, number, boolean, date or datetime (Frictionless' types)."""

    name: str
    kind: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the release."""

    name: str
    vi: str
    en: str
    columns: tuple[Column, ...]


@cache
def _codebook() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("codebook.yaml").read_text("utf-8"))
    return made


def _table(name: str) -> Table:
    entry = _codebook()[name]
    columns = tuple(Column(key, c["type"], c["vi"], c["en"]) for key, c in entry["columns"].items())
    return Table(name, entry["vi"], entry["en"], columns)


TABLES = tuple(_table(name) for name in ("panel", "observations", "findings"))


def rows(connection: Connection, table: Table, as_of: datetime | None = None) -> Iterator[Values]:
    """The rows of ``table`` in the order of their dimensions, in the order of its columns; bounded memory."""
    query = {"panel": _panel, "observations": _observations, "findings": _findings}[table.name](as_of)
    for row in connection.execution_options(yield_per=BATCH, stream_results=True).execute(query):
        yield tuple(row)


def _known(model: type[Result] | type[Finding], as_of: datetime | None) -> Any:
    """Rows that stand now, or that stood on a past day."""
    if as_of is None:
        return col(model.closed_at).is_(None)
    return and_(col(model.since) <= as_of, or_(col(model.closed_at).is_(None), col(model.closed_at) > as_of))


def _panel(as_of: datetime | None) -> Any:
    r, o, d, c = Result, Observation, Document, Capture
    return (
        select(
            r.index, r.level, r.province, r.year, r.among, r.subject, r.subject_kind, r.criterion, r.measure, r.number, r.label, r.state,
            r.support, r.dissent, r.grade, r.reason, r.observation_id, c.url, d.published,
        )
        .join(o, col(o.id) == r.observation_id).join(d, col(d.id) == o.document_id).join(c, col(c.id) == d.capture_id)
        .where(_known(Result, as_of))
        .order_by(r.index, r.level, r.province, r.year, r.subject_kind, r.subject, r.criterion, r.among, r.measure)
    )  # fmt: skip


def _observations(as_of: datetime | None) -> Any:
    o, d, c, s = Observation, Document, Capture, Source
    query = (
        select(
            o.id, o.index, o.level, o.province, o.year, o.among, o.subject, o.subject_kind, o.known, o.criterion, o.measure, o.number, o.label,
            o.raw, o.grade, o.quote, o.value_start, o.value_end, o.page, o.sheet, o.cell, o.in_table, d.title, d.member, d.published, c.url,
            c.sha256, c.fetched_at, s.id, o.extractor, o.version, o.first_seen, o.last_seen,
        )
        .join(d, col(d.id) == o.document_id).join(c, col(c.id) == d.capture_id).join(s, col(s.id) == c.source_id)
        .order_by(o.index, o.level, o.province, o.year, o.subject_kind, o.subject, o.criterion, o.among, o.measure, o.id)
    )  # fmt: skip
    if as_of is None:
        return query.where(col(o.closed_at).is_(None))
    return query.where(col(o.first_seen) <= as_of, or_(col(o.closed_at).is_(None), col(o.closed_at) > as_of))


def _findings(as_of: datetime | None) -> Any:
    f, link = Finding, FindingObservation
    return (
        select(
            f.key, f.rule, f.severity, f.confidence, f.index, f.level, f.province, f.year, f.subject, f.sentence_vi, f.sentence_en,
            link.observation_id, f.since,
        )
        .outerjoin(link, col(link.finding_id) == f.id)
        .where(_known(Finding, as_of))
        .order_by(f.rule, f.severity, f.index, f.year, f.subject, f.key, link.position)
    )  # fmt: skip
