"""How many provinces an edition of a national index ranks."""

from __future__ import annotations

from store.units.facts import facts
from store.units.provinces import Division, division_of


def edition_size(index: str, year: int, division: Division = "year") -> int | None:
    """How many provinces the edition of ``index`` for ``year`` ranks, in a division; None where it was not ranked over that division."""
    known = facts("editions").get(index, {}).get(year)
    if isinstance(known, dict):
        size: int | None = known.get(division)
        return size
    own = division_of(year)
    if division not in ("year", own):
        return None
    return int(known) if known is not None else int(own)
