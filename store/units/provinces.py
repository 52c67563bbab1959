"""Provinces over time: the 63 until 30 June 2025, the 34 since 1 July 2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from extract.text.clean import fold
from store.units.facts import facts

Division = Literal["year", "63", "34"]
MERGED = date(2025, 7, 1)  # resolution 202/2025/QH15
FIRST_YEAR_OF_34 = 2025  # an edition for 2025 is ranked over the 34
SPLIT = date(2008, 8, 1)  # Hà Tây joined Hà Nội: the 63 as they were to stay; resolution 15/2008/QH12


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it was in one division.

    ``successor`` is the province of the 34 that it became, ``predecessors`` are the provinces of the 63 that became it; a merged province
    that kept a name is another province than its namesake of the 63. ``until`` is its last day, None for one that stands.
    """

    name: str
    code: str  # General Statistics Office
    division: Literal["63", "34"]
    since: date
    until: date | None
    region: str = ""  # key of regions.yaml; only the 63 have one
    successor: str | None = None
    predecessors: tuple[str, ...] = ()


@cache
def provinces(division: Literal["63", "34"]) -> tuple[Province, ...]:
    """All provinces of a division, in the order of their codes."""
    known = facts("provinces")
    regions = {name: key for key, region in facts("regions").items() for name in region["provinces"]}
    if division == "63":
        last = MERGED.replace(month=6, day=30)
        return tuple(
            Province(p["name"], code, "63", SPLIT, last, regions[p["name"]], p["successor"]) for code, p in known["63"].items()
        )
    return tuple(
        Province(p["name"], code, "34", MERGED, None, predecessors=_of(p["name"], known["63"])) for code, p in known["34"].items()
    )


def _of(successor_: str, former: dict[str, dict[str, str]]) -> tuple[str, ...]:
    return tuple(p["name"] for p in former.values() if p["successor"] == successor_)


@cache
def _by_name(division: Literal["63", "34"]) -> dict[str, Province]:
    return {fold(p.name): p for p in provinces(division)}


def _find(name: str, division: Literal["63", "34"]) -> Province | None:
    other = {"63": ("hue", "thua thien hue"), "34": ("thua thien hue", "hue")}[
        division
    ]  # renamed on 1 January 2025, never merged
    key = fold(name)
    return _by_name(division).get(other[1] if key == other[0] else key)


def province(name: str, on: date | None = None) -> Province | None:
    """The province called ``name`` on a day (default: today); None where there was none of that name."""
    return _find(name, "34" if (on or date.today()) >= MERGED else "63")


def successor(name: str) -> str | None:
    """The province of the 34 that a province of the 63 became; None for a name that is none of the 63."""
    found = _find(name, "63")
    return found.successor if found else None


def predecessors(name: str) -> tuple[str, ...]:
    """The provinces of the 63 that a province of the 34 was made of; empty for a name that is none of the 34."""
    found = _find(name, "34")
    return found.predecessors if found else ()


def division_of(year: int) -> Literal["63", "34"]:
    """The division that editions of an evaluated year are ranked over."""
    return "34" if year >= FIRST_YEAR_OF_34 else "63"


@lru_cache(maxsize=4096)
def in_division(name: str, division: Division, year: int) -> tuple[str, ...]:
    """The provinces of ``division`` that stand for the province that was called ``name`` in an edition of ``year``.

    Of the 63 into the 34 there is one, of the 34 into the 63 there may be several, for an unknown name none. Only names are told:
    a rank or a score does not carry over a merger.
    """
    own = division_of(year)
    wanted = own if division == "year" else division
    found = _find(name, own)
    if found is None:
        return ()
    if wanted == own:
        return (found.name,)
    return found.predecessors if own == "34" else (found.successor,) if found.successor else ()
