"""Corrections as data: a YAML file of what sources got wrong, checked against its schema and against what the sources say today.

::

    - id: yen-bai-2018-department
      action: override            # drop: leave out the observations; override: put ``value``; mark: show as uncertain
      select: {index: ict-index, year: 2018, subject: Sở Công Thương, measure: rank}
      expect: 8                   # what the source says; fails loudly once it says something else
      value: 18
      reason: The department stands in the section of districts.
      reporter: A. Nguyen
      status: accepted            # reported and rejected ones are kept and not applied
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from extract.errors import CorrectionError
from store.models import Observation


class Selector(BaseModel):
    """Cells of the panel: every field that is given must be equal; ``observation`` names one observation by its key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    index: str | None = None
    level: str | None = None
    province: str | None = None
    year: int | None = None
    among: str | None = None
    subject: str | None = None
    criterion: str | None = None
    measure: str | None = None
    observation: str | None = None

    def where(self) -> list[ColumnElement[bool]]:
        """The conditions on observations."""
        given = self.model_dump(exclude_none=True)
        return [getattr(Observation, "key" if name == "observation" else name) == value for name, value in given.items()]


class Correction(BaseModel):
    """One correction; see the module's example."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    action: Literal["drop", "override", "mark"]
    select: Selector
    expect: float | str
    value: float | str | None = None
    reason: str = Field(min_length=5)
    reporter: str = Field(min_length=1)
    status: Literal["reported", "accepted", "rejected"] = "reported"

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.action == "override") != (self.value is not None):
            raise ValueError("'value' belongs to 'override', and only to it")
        if not self.select.observation and not (self.select.subject and self.select.measure):
            raise ValueError("'select' needs an observation, or at least subject and measure")
        return self


def load(path: Path) -> list[Correction]:
    """The corrections of a file; none where there is no file.

    Raises:
        CorrectionError: the file is no YAML list, an entry fails the schema, or two entries have one id.
    """
    if not path.is_file():
        return []
    try:
        entries = yaml.safe_load(path.read_text("utf-8")) or []
        if not isinstance(entries, list):
            raise ValueError("a list of corrections is expected")
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise CorrectionError(f"Tệp đính chính {path} sai: {error}", f"The corrections file {path} is wrong: {error}") from error
    made = [_entry(path, number, entry) for number, entry in enumerate(entries, 1)]
    twice = {c.id for c in made if sum(other.id == c.id for other in made) > 1}
    if twice:
        names = ", ".join(sorted(twice))
        raise CorrectionError(f"{path}: mã đính chính {names} dùng hai lần", f"{path}: the ids {names} are used twice")
    return made


def _entry(path: Path, number: int, entry: object) -> Correction:
    try:
        return Correction.model_validate(entry)
    except ValidationError as error:
        name = f"{number} ({entry['id']})" if isinstance(entry, dict) and "id" in entry else f"{number}"
        why = "; ".join(": ".join(filter(None, (".".join(map(str, e["loc"])), e["msg"]))) for e in error.errors())
        raise CorrectionError(f"{path}, mục {name} sai: {why}", f"{path}, entry {name} is wrong: {why}") from error


def match(session: Session, corrections: Sequence[Correction]) -> dict[int, Correction]:
    """The accepted corrections by the numbers of the observations that they are about; the first of the file goes first.

    Raises:
        CorrectionError: the sources say something, but no longer what the correction expects.
    """
    found: dict[int, Correction] = {}
    for correction in corrections:
        if correction.status != "accepted":
            continue
        rows = session.exec(
            select(Observation.id, Observation.number, Observation.label).where(
                col(Observation.closed_at).is_(None), *correction.select.where()
            )
        ).all()
        held = [key for key, number, label in rows if correction.expect in (number, label)]
        if rows and not held:
            says = ", ".join(sorted({str(label if number is None else number) for _, number, label in rows})[:5])
            raise CorrectionError(
                f"Đính chính {correction.id} chờ giá trị {correction.expect}, nhưng nguồn nay ghi {says}: hãy xem lại đính chính",
                f"The correction {correction.id} expects {correction.expect}, but the sources now say {says}: review the correction",
            )
        for key in held:
            if key is not None:
                found.setdefault(key, correction)
    return found
