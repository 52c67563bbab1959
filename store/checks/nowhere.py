"""Subjects that were not there: a province of the 63 in an edition of the 34, a district of another province, a district after 30 June 2025."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, where
from store.checks.scope import ask
from store.units import district_code, edition_size, in_division, provinces
from store.units.provinces import MERGED

RULE = "nowhere"
LAST = date(2025, 6, 30)  # of the districts


def check(connection: Connection) -> Iterable[Found]:
    """One statement names every province and district of an edition once; what the lists of units do not know at all is left alone."""
    query = (
        "SELECT \"index\", level, province, year, subject, kind, min(id) AS id FROM seen WHERE kind IN ('province', 'district') AND year <> 0 "
        'GROUP BY "index", level, province, year, subject, kind'
    )
    for r in ask(connection, query):
        said = (
            _province(r["index"], r["subject"], r["year"])
            if r["kind"] == "province"
            else _district(r["subject"], r["province"], r["year"])
        )
        if said:
            yield Found(RULE, WARNING, 0.8, said[0], said[1], (r["id"],), **where(r))


def _province(index: str, name: str, year: int) -> tuple[str, str] | None:
    if in_division(name, "year", year) or edition_size(index, year, "63") or not in_division(name, "63", 2024):
        return None
    return f"Năm {year} không còn tỉnh {name}", f"There was no province {name} any more in {year}"


def _district(name: str, province: str, year: int) -> tuple[str, str] | None:
    if year > MERGED.year:
        return f"Năm {year} không còn cấp huyện: {name}", f"There were no districts any more in {year}: {name}"
    if not province or district_code(name, province, LAST):
        return None
    owners = [p.name for p in provinces("63") if district_code(name, p.name, LAST)]
    if len(owners) != 1 or owners[0] == province:
        return None
    return (
        f"Năm {year}, {name} thuộc {owners[0]}, không thuộc {province}",
        f"In {year}, {name} was in {owners[0]}, not in {province}",
    )
