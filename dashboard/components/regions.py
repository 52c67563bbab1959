"""The socio-economic region that a province lies in."""

from __future__ import annotations

from dataclasses import dataclass

from extract.language import Lang
from store.units.facts import facts


@dataclass(frozen=True, slots=True)
class Region:
    """A region and the provinces of the 63 in it."""

    vi: str
    en: str
    provinces: frozenset[str]

    def name(self, lang: Lang) -> str:
        """Its name in ``lang``."""
        return self.vi if lang == "vi" else self.en


def region(province: str) -> Region | None:
    """The region of one of the 63; None for another name."""
    found = next((r for r in facts("regions").values() if province in r["provinces"]), None)
    return Region(found["vi"], found["en"], frozenset(found["provinces"])) if found else None
