"""The provinces of a region, by what texts call it."""

from __future__ import annotations

from functools import cache

from extract.text.clean import fold
from store.units.facts import facts
from store.units.provinces import division_of


def region_members(name: str, year: int) -> frozenset[str] | None:
    """The provinces of the region that ``name`` says, in an edition of ``year``; None for a name of no region, or of one without laid-down
    borders, and for editions over the 34, whose regions are others."""
    return _by_name().get(_key(name)) if division_of(year) == "63" else None


def _key(name: str) -> str:
    return " ".join(fold(name).replace(",", " ").split())


@cache
def _by_name() -> dict[str, frozenset[str]]:
    named: dict[str, frozenset[str]] = {}
    for region in facts("regions").values():
        members = frozenset(region["provinces"])
        named |= {_key(name): members for name in region["names"]}
    return named
