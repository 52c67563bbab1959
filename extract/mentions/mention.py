"""What a text names, found before anything is understood: one kind a module, all of one form."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """What a mention is."""

    SUBJECT = "subject"
    GROUP = "group"  # a whole group of subjects: "các sở, ban, ngành"
    INDEX = "index"
    CRITERION = "criterion"
    RANK = "rank"  # value: 1-based rank; other: of how many
    SCORE = "score"  # value: points; other: maximum
    PERCENT = "percent"  # value: 0-100
    NUMBER = "number"  # a bare number that a list may give a unit
    RATIO = "ratio"  # x/y whose meaning the frame decides
    BAND = "band"
    RANK_CHANGE = "rank-change"
    SCORE_CHANGE = "score-change"
    MOVE = "move"  # "từ hạng 63 lên hạng 44": value: before; other: now
    YEAR = "year"
    BASE = "base"  # "so với năm 2016": the year that a change counts from
    REGION = "region"
    PAIRED = "paired"  # "lần lượt"
    ASIDE = "aside"  # "sau", "so với", "trên": the subjects that follow are only compared with


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention at ``text[start:end]`` of the document.

    ``value`` and ``other`` are its readings; ``at`` is where ``value`` is written, ``at_other`` where ``other`` is. ``name`` is the
    canonical name of a subject, index, criterion, band or region; ``data`` whatever its module found out (a Subject, a Kind).
    """

    sort: Sort
    start: int
    end: int
    value: float | None = None
    other: float | None = None
    at: tuple[int, int] = (0, 0)
    at_other: tuple[int, int] = (0, 0)
    name: str = ""
    data: object = None
    flags: frozenset[str] = field(default=frozenset())
