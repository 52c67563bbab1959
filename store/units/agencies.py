"""Departments and ministries: who took over whose work in 2025."""

from __future__ import annotations

from datetime import date
from functools import cache

from extract.text.clean import fold
from store.units.facts import facts


def agency_successor(name: str, on: date | None = None) -> str:
    """The department or ministry that does the work of ``name`` on a day (default: today): ``name`` itself where nothing changed."""
    if (on or date.today()) < facts("agencies")["since"]:
        return name
    return _successors().get(fold(name), name)


def agency_existed(name: str, year: int) -> bool:
    """Whether a department or ministry of that name can have been evaluated for ``year``: some names are of 2025."""
    return year >= facts("agencies")["since"].year or fold(name) not in _new()


@cache
def _new() -> frozenset[str]:
    return frozenset(fold(name) for name in facts("agencies")["new"])


@cache
def _successors() -> dict[str, str]:
    known = facts("agencies")
    return {fold(old): new for kind in ("department", "ministry") for old, new in known[kind].items()}
