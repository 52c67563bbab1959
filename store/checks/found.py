"""What a rule hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extract.language import Lang, number
from store.words import word

ERROR, WARNING, NOTE = "error", "warning", "note"
WEIGHT = {ERROR: 0, WARNING: 1, NOTE: 2}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: the observations at odds in the order of its sentence, and what is odd in both languages (see :meth:`sentence`).

    ``confidence`` is 0-1; ``about`` tells findings of one rule apart that share their observations.
    """

    rule: str
    severity: str
    confidence: float
    sentence_vi: str
    sentence_en: str
    observations: tuple[int, ...] = ()
    index: str = ""
    level: str = ""
    province: str = ""
    year: int = 0
    subject: str = ""
    about: str = ""

    @property
    def weight(self) -> float:
        """Severity and confidence in one number: the gravest finding has the least."""
        return WEIGHT[self.severity] + (1 - self.confidence) / 2

    def sentence(self, lang: Lang) -> str:
        """What is odd, behind the names of index, year and province: all that a person needs to understand it."""
        said = self.sentence_vi if lang == "vi" else self.sentence_en
        year = str(self.year) if self.year else ""
        edition = " ".join(filter(None, (word("index", self.index, lang), year)))
        where = ", ".join(filter(None, (edition, self.province)))
        return f"{where} – {said}" if where else said


def where(row: Mapping[Any, Any], *, subject: bool = True) -> dict[str, Any]:
    """The dimensions of a finding that is about ``row``."""
    names = ("index", "level", "province", "year", *(("subject",) if subject else ()))
    return {name: row[name] for name in names}


def signed(value: float, lang: Lang) -> str:
    """A change with its sign, as ``lang`` writes numbers."""
    return f"{'+' if value > 0 else ''}{number(value, lang)}"


def named(criterion: str) -> str:
    """The criterion behind a subject's name, in brackets; nothing for the overall result."""
    return f" ({criterion})" if criterion else ""
