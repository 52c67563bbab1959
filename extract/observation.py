"""What is read out of a document: observations with evidence, decisions, and what was left unread.

The names of measures, indexes, levels and kinds are one vocabulary for modules, tables, screens and exports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extract.document import NOWHERE, Place


class Index(StrEnum):
    """A programme of measurement."""

    IT_APPLICATION = "it-application"
    ICT_INDEX = "ict-index"
    EGOV = "egov"
    DTI = "dti"
    PAR_INDEX = "par-index"
    SIPAS = "sipas"
    PCI = "pci"
    PGI = "pgi"
    PAPI = "papi"
    PII = "pii"
    DDCI = "ddci"
    PORTAL = "portal"
    SECURITY = "security"
    OTHER = "other"


class Level(StrEnum):
    """Who is compared: provinces or ministries with each other, or the units inside one province."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"


class Kind(StrEnum):
    """What kind of subject is ranked."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    MINISTRY = "ministry"
    GROUP = "group"
    OTHER = "other"


class Measure(StrEnum):
    """What is measured. Ranks are 1-based; ``percent`` is of the score's maximum, 0-100; changes are positive when better."""

    RANK = "rank"
    RANK_OF = "rank_of"
    SCORE = "score"
    MAX_SCORE = "max_score"
    PERCENT = "percent"
    BAND = "band"
    RANK_CHANGE = "rank_change"
    SCORE_CHANGE = "score_change"
    MEAN_SCORE = "mean_score"
    MEAN_PERCENT = "mean_percent"
    SPREAD = "spread"
    COUNT = "count"


class Grade(StrEnum):
    """How sure the reading is."""

    SURE = "sure"
    INHERITED = "inherited"  # a dimension (year, index, province) comes from context rather than from the sentence
    UNCERTAIN = "uncertain"  # recognisers disagree, a name is unknown, or the context is ambiguous


Value = float | int | str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: W3C Web Annotation's text-quote selector (quote, prefix, suffix) and text-position selector.

    ``quote == Document.text[start:end]`` for running text; for a table row it is the row's cells joined by `` | ``.
    ``value_start`` and ``value_end`` are the offsets of the value itself in ``Document.text``.
    """

    quote: str
    start: int
    end: int
    value_start: int
    value_end: int
    prefix: str = ""
    suffix: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one measure for one subject, with its dimensions (SDMX's sense) and its evidence.

    ``value`` is a number (decimal point), or a band's class in lower case; ``raw`` is the value as written. ``year`` is the
    year that was evaluated. ``known`` is false for a subject that no gazetteer holds and that is kept as written.
    """

    index: Index
    level: Level
    province: str | None
    year: int | None
    subject: str
    subject_kind: Kind
    measure: Measure
    value: Value
    raw: str
    evidence: Evidence
    criterion: str | None = None
    among: str | None = None
    base_year: int | None = None
    known: bool = True
    grade: Grade = Grade.SURE
    decision: str | None = None  # normalised number of the decision under which the result stands, where the text says so


@dataclass(frozen=True, slots=True)
class Decision:
    """A numbered official document that the text names. ``approves`` is true for the one that approves the results."""

    number: str  # as written, without blanks
    normal: str  # upper case, Đ for Ð, the missing slash restored, no leading zeros
    date: date | None
    issuer: str | None
    approves: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A mention that looks like a result and that no frame took: counted and shown, never dropped silently."""

    kind: str
    text: str
    start: int
    end: int
    sentence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one extractor made of one document."""

    observations: tuple[Observation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    published: date | None = None
    relevant: bool = False
    reason: str = ""  # why it is (not) relevant, a key of the texts
    unread: tuple[Unread, ...] = ()
    extractor: str = ""
    version: str = ""
    beside: tuple[Reading, ...] = ()  # what other extractors made of the same document
