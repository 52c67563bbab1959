"""Subjects that were not there: a province of the 63 in an edition of the 34, a district of another province or after June 2025, a department
or ministry after the merger of 2025, or before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, where
from store.checks.scope import ask
from store.units import agency_existed, agency_successor, district_code, edition_size, in_division, provinces
from store.units.provinces import MERGED

RULE = "nowhere"
LAST = date(2025, 6, 30)  # of the districts


def check(connection: Connection) -> Iterable[Found]:
    """One statement names every subject of an edition once; what the lists of units do not know at all is left alone."""
    query = (
        'SELECT "index", level, province, year, subject, kind, min(id) AS id FROM seen WHERE year <> 0 '
        "AND kind IN ('province', 'district', 'department', 'ministry') "
        'GROUP BY "index", level, province, year, subject, kind'
    )
    for r in ask(connection, query):
        if r["kind"] == "province":
            said = _province(r["index"], r["subject"], r["year"])
        elif r["kind"] == "district":
            said = _district(r["subject"], r["province"], r["year"])
        else:
            said = _agency(r["subject"], r["year"])
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


def _agency(name: str, year: int) -> tuple[str, str] | None:
    if not agency_existed(name, year):
        return f"Năm {year} chưa có {name}", f"There was no {name} yet in {year}"
    heir = agency_successor(name, date(year, 1, 1))
    if heir == name:
        return None
    return f"Năm {year} không còn {name}, nay là {heir}", f"There was no {name} any more in {year}: its work is done by {heir}"
