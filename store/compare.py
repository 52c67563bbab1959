"""The panel against an outside table: how much of it the panel has, and how much of that is the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from sqlmodel import Session, col, select

from extract.text.clean import fold
from store.choice import same_value
from store.models import Observation, Result
from store.outside import Mapping, Value
from store.questions import known

Verdict = Literal["equal", "rounding", "different", "missing"]
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Compared:
    """One value of the outside table and the panel's (None: the panel has none), with the observation that it rests on."""

    value: Value
    number: float | None
    observation: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over one year and measure of an index. ``rounding``: equal to the decimals that the coarser of the two is printed with."""

    year: int
    measure: str
    compared: int
    equal: int
    rounding: int
    different: int
    missing: int

    @property
    def share(self) -> float | None:
        """Of the values that both have, the share that agrees, 0-1; None where they share none."""
        both = self.compared - self.missing
        return (self.equal + self.rounding) / both if both else None


def compare(session: Session, mapping: Mapping, values: Iterable[Value], as_of: datetime | None = None) -> list[Compared]:
    """Every value of an outside table beside the panel's, now or as it was known on a past day; in the order of the table."""
    query = (
        select(
            Result.year, Result.subject, Result.criterion, Result.measure, Result.number, Result.observation_id, Observation.raw
        )
        .join(Observation, col(Observation.id) == Result.observation_id)
        .where(Result.index == mapping.index, Result.level == mapping.level, Result.among == "", known(Result, as_of))
    )
    if mapping.level == "provincial":
        query = query.where(Result.province == mapping.province)
    panel = {
        (year, fold(subject), fold(criterion), measure): (number, observation, raw)
        for year, subject, criterion, measure, number, observation, raw in session.execute(query)
    }
    made = []
    for value in values:
        key = (value.year, fold(value.subject), fold(value.criterion), value.measure)
        number, observation, raw = panel.get(key, (None, None, ""))
        made.append(Compared(value, number, observation, _verdict(value, number, raw)))
    return made


def _verdict(value: Value, number: float | None, raw: str) -> Verdict:
    if number is None:
        return "missing"
    if abs(number - value.number) <= SAME:
        return "equal"
    return "rounding" if same_value(number, None, raw, value.number, None, value.raw) else "different"


def agreement(compared: Sequence[Compared]) -> list[Agreement]:
    """Counts by year and measure, in that order; criteria count with their measure."""

    def group(item: Compared) -> tuple[int, str]:
        return item.value.year, item.value.measure

    made = []
    for (year, measure), items in groupby(sorted(compared, key=group), key=group):
        said = [item.verdict for item in items]
        made.append(Agreement(year, measure, len(said), *(said.count(v) for v in ("equal", "rounding", "different", "missing"))))
    return made
