"""Districts: there are none since 1 July 2025."""

from __future__ import annotations

from datetime import date
from functools import cache

from extract.text.clean import fold
from store.units.facts import facts
from store.units.provinces import MERGED, provinces


def district_code(name: str, province: str, on: date | None = None) -> str | None:
    """The official code of a district ("huyện X", "thị xã X", …) of a province of the 63; None for no such district, or after the last day.

    The list is that of 30 June 2025: districts that were merged before are not in it.
    """
    if (on or date.today()) >= MERGED:
        return None
    return _codes().get((fold(province), _joined(name)))


@cache
def _codes() -> dict[tuple[str, str], str]:
    names = {p.code: p.name for p in provinces("63")}
    return {
        (fold(names[owner]), _joined(name)): code
        for owner, districts in facts("districts").items()
        for code, name in districts.items()
    }


def _joined(name: str) -> str:
    """The key of a name that is written in one word or in two: "Đakrông", "Đa Krông"."""
    return fold(name).replace(" ", "")
