"""Questions to the panel, as it is known now or was known on a past day, in a division of the provinces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from store.models import Finding, Result
from store.units import Division, division_of, edition_size, in_division


@dataclass(frozen=True, slots=True)
class Row:
    """A result of an edition, and the provinces of the asked division that its subject stands for (empty: it stands for none)."""

    result: Result
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition's results; ``division`` is the one of ``provinces``, ``size`` how many provinces the edition ranks in its own, if known."""

    division: Literal["63", "34"]
    size: int | None
    rows: tuple[Row, ...]


def known(model: type[Result] | type[Finding], as_of: datetime | None = None) -> ColumnElement[bool]:
    """The condition for rows that stand now, or stood on a past day."""
    if as_of is None:
        return col(model.closed_at).is_(None)
    return and_(col(model.since) <= as_of, or_(col(model.closed_at).is_(None), col(model.closed_at) > as_of))


def edition(
    session: Session, index: str, year: int, *, criterion: str = "", division: Division = "year", as_of: datetime | None = None
) -> Edition:
    """One edition of a national index over provinces. Values stay those of the provinces that were ranked: none is carried over a merger."""
    query = (
        select(Result)
        .where(
            Result.index == index,
            Result.level == "national",
            Result.province == "",
            Result.year == year,
            Result.criterion == criterion,
        )
        .where(Result.among == "", Result.subject_kind == "province", known(Result, as_of))
        .order_by(Result.subject, Result.measure)
    )
    rows = tuple(Row(result, in_division(result.subject, division, year)) for result in session.exec(query))
    shown = division_of(year) if division == "year" else division
    return Edition(shown, edition_size(index, year), rows)


def findings(
    session: Session, *, division: Division = "year", as_of: datetime | None = None, limit: int | None = None
) -> tuple[tuple[Finding, tuple[str, ...]], ...]:
    """The findings that stand now, or stood on a past day, gravest first; each with the provinces of the division that it is about.

    A finding about a unit inside a province is about that province; one about neither has no provinces.
    """
    query = select(Finding).where(known(Finding, as_of)).order_by(col(Finding.weight), col(Finding.id)).limit(limit)
    return tuple((f, in_division(f.province or f.subject, division, f.year)) for f in session.exec(query))


def counted(session: Session, as_of: datetime | None = None) -> dict[str, int]:
    """How many findings of each severity stand now, or stood on a past day."""
    made: dict[str, int] = {}
    query = select(Finding.severity, func.count()).where(known(Finding, as_of))
    for severity, n in session.exec(query.group_by(Finding.rule, Finding.severity)):  # as the index has them
        made[severity] = made.get(severity, 0) + n
    return made
