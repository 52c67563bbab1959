"""Outside tables: a CSV or XLSX file with one row a subject and year, and which of its columns holds what."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import python_calamine
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.errors import UsageError
from extract.gazetteer import plain_trie, province_trie, syllables
from extract.observation import Index
from extract.text.clean import fold
from store.units import provinces

HEADINGS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("compare.yaml").read_text("utf-8"))


class Mapping(BaseModel):
    """What a table holds: a YAML file with these keys. Column names are the table's own; what is not given is told by the headings.

    ``year`` is a column's name, or the one year of the whole table. ``criteria`` are columns with the scores of a criterion.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    index: str = Field(min_length=1)
    level: Literal["national", "provincial"] = "national"
    province: str = ""
    year: str | int | None = None
    subject: str | None = None
    code: str | None = None
    measures: dict[str, str] = {}  # by column: rank, score, percent, …
    criteria: dict[str, str] = {}  # by column: the criterion's name


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the outside table, as written and as a number."""

    year: int
    subject: str
    criterion: str
    measure: str
    raw: str
    number: float


def load_mapping(path: Path | None, **given: Any) -> Mapping:
    """The mapping of a file, with ``given`` (what the command line says) over it.

    Raises:
        UsageError: there is no such file, it is not of this form, or nobody says which index it is.
    """
    try:
        said = yaml.safe_load(path.read_text("utf-8")) or {} if path else {}
        if not isinstance(said, dict):
            raise TypeError("key: value")
        said |= {key: value for key, value in given.items() if value is not None}
        if said.get("index") not in set(Index):
            names = ", ".join(Index)
            raise UsageError(
                f"Chưa rõ bảng này là của chỉ số nào: thêm --index, một trong {names}",
                f"Nobody says which index the table is of: add --index, one of {names}",
            )
        return Mapping.model_validate(said)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError, TypeError) as error:
        why = (
            "; ".join(f"{e['loc'][0]}: {e['msg']}" for e in error.errors()) if isinstance(error, ValidationError) else str(error)
        )
        raise UsageError(f"Cách đọc bảng chưa đúng: {why}", f"How to read the table is not right: {why}") from error


def values(path: Path, mapping: Mapping) -> Iterator[Value]:
    """The values of a table, row by row; empty cells and cells without a number are left out.

    Raises:
        UsageError: the file cannot be read, or has no column of subjects, years or values.
    """
    heading, *rows = _rows(path) or [[]]
    places = _places(heading, mapping, path)
    for row in rows:
        cells = [*row, *[""] * (len(heading) - len(row))]
        year = mapping.year if isinstance(mapping.year, int) else _number(cells[places["year"]])
        subject = _subject(cells, places, mapping)
        if year is None or not subject:
            continue
        for place, criterion, measure in places["values"]:
            number = _number(cells[place])
            if number is not None:
                yield Value(int(year), subject, criterion, measure, cells[place].strip(), number)


def _rows(path: Path) -> list[list[str]]:
    try:
        if path.suffix.lower() in (".csv", ".tsv", ".txt"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                first = file.readline()
                file.seek(0)
                return list(csv.reader(file, delimiter=max(",;\t", key=first.count)))
        sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python()]
    except (OSError, UnicodeDecodeError, csv.Error, python_calamine.CalamineError) as error:
        raise UsageError(f"Không đọc được bảng {path}: {error}", f"Cannot read the table {path}: {error}") from error


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _places(heading: list[str], mapping: Mapping, path: Path) -> dict[str, Any]:
    """Columns by what they hold; ``values`` are (column, criterion, measure)."""
    plain = [fold(name).strip() for name in heading]

    def place(said: str | None, role: str) -> int | None:
        if said is not None:
            return plain.index(key) if (key := fold(said).strip()) in plain else None
        return next((plain.index(name) for name in HEADINGS[role] if name in plain), None)

    made: dict[str, Any] = {"subject": place(mapping.subject, "subject"), "code": place(mapping.code, "code")}
    made["year"] = None if isinstance(mapping.year, int) else place(mapping.year, "year")
    named = {fold(name).strip(): ("", measure) for name, measure in mapping.measures.items()}
    if not named:
        found = {measure: next((n for n in names if n in plain), None) for measure, names in HEADINGS["measures"].items()}
        named = {name: ("", measure) for measure, name in found.items() if name is not None}
    named |= {fold(name).strip(): (criterion, "score") for name, criterion in mapping.criteria.items()}
    made["values"] = [(plain.index(name), *what) for name, what in named.items() if name in plain]
    absent = [name for name in named if name not in plain]
    if made["subject"] is None and made["code"] is None:
        absent.append(mapping.subject or "subject")
    if made["year"] is None and not isinstance(mapping.year, int):
        absent.append(mapping.year or "year")
    if absent or not made["values"]:
        names = ", ".join(absent or HEADINGS["measures"])
        lone = " (--year 2022)" if absent == ["year"] else ""
        raise UsageError(f"{path.name}: không thấy cột {names}{lone}", f"{path.name}: there is no column {names}{lone}")
    return made


def _subject(cells: list[str], places: dict[str, Any], mapping: Mapping) -> str:
    """The panel's name of a row's subject: by its official code, else by its spelling."""
    name = cells[places["subject"]].strip() if places["subject"] is not None else ""
    if mapping.level == "provincial":
        return name
    code = cells[places["code"]].strip() if places["code"] is not None else ""
    by_code = next((p.name for p in provinces("63") if code and p.code == code.zfill(2)), None)
    return by_code or _province(name) or name


def _province(name: str) -> str | None:
    for trie, text in ((province_trie(), name), (plain_trie(), fold(name))):
        parts = syllables(text)
        for at in range(len(parts)):
            found = trie.longest(text, parts, at)
            if found is not None:
                return found[1][0].name
    return None


def _number(cell: str) -> float | None:
    """A number with a point or a comma as decimal sign."""
    try:
        number = float(cell.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
