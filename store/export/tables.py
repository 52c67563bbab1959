"""The tables of a release: their columns with types and titles (``codebook.yaml``), and their rows, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from sqlalchemy import Connection, or_, select
from sqlmodel import col

from store.models import Capture, Document, Finding, FindingObservation, Observation, Result, Source
from store.questions import known
from store.units import Division, division_of, in_division

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


TABLES = tuple(_table(name) for name in ("panel", "wide", "observations", "findings"))
CHANGES = _table("changes")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: as known now or at a past moment, with provinces named in the division of the year, the 63 or the 34.

    ``indexes`` and ``years`` (first and last, inclusive) narrow every table; by default everything.
    """

    as_of: datetime | None = None
    division: Division = "year"
    indexes: tuple[str, ...] = ()
    years: tuple[int, int] | None = None

    def narrow(self, query: Any, model: type[Result] | type[Observation] | type[Finding]) -> Any:
        """``query`` over ``model`` within the asked indexes and years."""
        if self.indexes:
            query = query.where(col(model.index).in_(self.indexes))
        if self.years:
            query = query.where(col(model.year).between(*self.years))
        return query


def rows(connection: Connection, table: Table, scope: Scope) -> Iterator[Values]:
    """The rows of ``table`` in the order of their dimensions, in the order of its columns; bounded memory."""
    if table.name == "wide":
        yield from _wide(table, rows(connection, TABLES[0], scope))
        return
    asked, model = {"panel": (_panel, Result), "observations": (_observations, Observation), "findings": (_findings, Finding)}[
        table.name
    ]
    query = scope.narrow(asked(scope.as_of), model)
    at = next((i for i, column in enumerate(table.columns) if column.name == "address"), None)
    for row in connection.execution_options(yield_per=BATCH, stream_results=True).execute(query):
        values = (*row, *_division(row, scope.division)) if table.name == "panel" else tuple(row)
        if at is not None and values[at].startswith(
            "file:"
        ):  # of a file added by hand the name: its folders are nobody's business
            values = (*values[:at], unquote(values[at].rpartition("/")[2]), *values[at + 1 :])
        yield values


def _division(row: Any, division: Division) -> tuple[str, str]:
    """The division that a panel's row is told in, and the provinces of it that its subject stands for or lies in."""
    name = row.subject if row.subject_kind == "province" else row.province
    if not name:
        return "", ""
    return (division_of(row.year) if division == "year" else division), " + ".join(in_division(name, division, row.year))


def _wide(table: Table, panel: Iterator[Values]) -> Iterator[Values]:
    """The panel's rows with one column a measure: rows of one subject and criterion stand together."""
    names = [column.name for column in TABLES[0].columns]
    own = [column.name for column in table.columns]
    dims = own[: own.index("rank")]
    for key, group in groupby((dict(zip(names, row, strict=True)) for row in panel), key=lambda r: tuple(r[d] for d in dims)):
        made = dict(zip(dims, key, strict=True)) | {"contradicted": 0}
        for row in group:
            made[row["measure"]] = row["label"] if row["measure"] == "band" else row["number"]
            made["contradicted"] += row["state"] == "contradicted"
            made |= {name: row[name] for name in ("division", "division_provinces")}
        yield tuple(made.get(name) for name in own)


def _panel(as_of: datetime | None) -> Any:
    r, o, d, c = Result, Observation, Document, Capture
    return (
        select(
            r.index, r.level, r.province, r.year, r.among, r.subject, r.subject_kind, r.criterion, r.measure, r.number, r.label, r.state,
            r.support, r.dissent, r.grade, r.reason, r.correction_id, r.observation_id, c.url, d.published,
        )
        .join(o, col(o.id) == r.observation_id).join(d, col(d.id) == o.document_id).join(c, col(c.id) == d.capture_id)
        .where(known(Result, as_of))
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
        .where(known(Finding, as_of))
        .order_by(f.rule, f.severity, f.index, f.year, f.subject, f.key, link.position)
    )  # fmt: skip
