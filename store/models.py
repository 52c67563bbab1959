"""The tables. Words as everywhere: source, capture, document, observation, evidence, decision, result, finding, run.

Nothing that was observed is ever overwritten or deleted: a row is closed (``last_seen``, ``closed_at``) and a new one is opened,
so that panel and findings can be asked for as they were known on any past day. Times are aware, in UTC; all text is NFC.
"""

from __future__ import annotations

from datetime import date as Day
from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

CELL = (
    "index",
    "level",
    "province",
    "year",
    "subject",
    "criterion",
    "among",
    "measure",
)  # dimensions that name one value of the panel
_STANDS, _CLOSED = text("closed_at IS NULL"), text("closed_at IS NOT NULL")


def _partial(name: str, *columns: str, closed: bool = False) -> Index:
    """An index over the rows that stand, or over those that are ``closed``."""
    which = _CLOSED if closed else _STANDS
    return Index(name, *columns, sqlite_where=which, postgresql_where=which)


class Source(SQLModel, table=True):
    """A site that is watched, as its YAML declares it; ``file`` and ``manual`` sources hold what was added by hand."""

    id: str = Field(primary_key=True)  # the YAML's stem, or "manual"
    name_vi: str
    name_en: str
    province: str | None = None  # canonical plain name, valid at any time
    kind: str = "portal"  # portal, department, newspaper, publisher, manual
    system: str = "generic"
    hosts: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    frequency: str = "weekly"
    primary_for: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # indexes it publishes
    replica: bool = False
    verified: str = "address-shape"  # live, address-shape, replica
    declared: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Run(SQLModel, table=True):
    """One crawl, reading, consolidation or check with its counts. ``finished`` null: running, or killed."""

    id: int | None = Field(default=None, primary_key=True)
    stage: str  # crawl, read, consolidate, check, export
    source_id: str | None = Field(default=None, foreign_key="source.id", index=True)
    started: datetime = Field(index=True)
    finished: datetime | None = None
    outcome: str = "running"  # running, ok, empty, failed, interrupted
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    version: str = ""
    stats: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Capture(SQLModel, table=True):
    """The bytes that one address returned at one time. A changed page is a new capture; an unchanged one moves ``last_seen``."""

    __table_args__ = (
        UniqueConstraint("canonical_url", "sha256", name="uq_capture_content"),
        Index("ix_capture_source_url", "source_id", "canonical_url"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: str = Field(foreign_key="source.id")
    url: str = Field(sa_type=Text)
    canonical_url: str = Field(sa_type=Text, index=True)
    sha256: str = Field(index=True)  # of the body, the name of the blob in the archive
    size: int  # bytes
    media_type: str = ""  # as the server said it
    status: int = 200
    headers: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    fetched_at: datetime
    last_seen: datetime
    vanished_at: datetime | None = None  # the address answers no more; what was observed stays
    parent_id: int | None = Field(default=None, foreign_key="capture.id", index=True)  # the page that links this attachment
    anchor: str = ""  # text of that link
    run_id: int | None = Field(default=None, foreign_key="run.id")
    warc: str | None = None  # file in the archive
    warc_offset: int | None = None


class Document(SQLModel, table=True):
    """What a reader made of a capture, one row a reader version; members of an archive are rows with ``member``."""

    __table_args__ = (UniqueConstraint("capture_id", "member", "version", name="uq_document_version"),)

    id: int | None = Field(default=None, primary_key=True)
    capture_id: int = Field(foreign_key="capture.id", index=True)
    member: str = ""  # path inside an archive, else empty
    version: str  # of readers and extractor together, see extract.pipeline.VERSION
    current: bool = Field(default=True, index=True)
    reader: str = ""
    media_type: str = ""
    title: str = Field(default="", sa_type=Text)
    published: Day | None = Field(default=None, index=True)
    status: str = "read"  # read, needs-ocr, failed
    relevant: bool = Field(default=False, index=True)
    reason: str = ""  # of the verdict on relevance
    text: str = Field(default="", sa_type=Text)
    folded: str = Field(default="", sa_type=Text)  # lower case without diacritics, for search
    body: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))  # blocks, tables: zstd JSON
    pages: int | None = None
    simhash: int = Field(default=0, sa_type=BigInteger)  # 64 bits as a signed integer: near-duplicates
    twin_of: int | None = Field(default=None, foreign_key="document.id", index=True)  # first copy of the same text
    unread: int = 0  # mentions that look like results and were not taken
    unread_mentions: list[dict[str, object]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    signals: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    read_at: datetime
    changed_at: datetime | None = Field(
        default=None, index=True
    )  # last read again, or found to be a copy: what rests on it is looked at


class Failure(SQLModel, table=True):
    """A stage that failed on one capture or one source: recorded, shown, retried on the next version."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: int | None = Field(default=None, foreign_key="run.id", index=True)
    source_id: str | None = Field(default=None, foreign_key="source.id", index=True)
    capture_id: int | None = Field(default=None, foreign_key="capture.id", index=True)
    stage: str
    error: str  # class
    message_vi: str = Field(sa_type=Text)
    message_en: str = Field(sa_type=Text)
    url: str = Field(default="", sa_type=Text)
    version: str = ""
    at: datetime
    solved_at: datetime | None = None


class Decision(SQLModel, table=True):
    """One naming of a numbered official document by one document."""

    __table_args__ = (UniqueConstraint("document_id", "normal", "start", name="uq_decision_mention"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    number: str
    normal: str = Field(index=True)
    date: Day | None = None
    issuer: str | None = None
    approves: bool = False
    start: int = 0
    end: int = 0


class Observation(SQLModel, table=True):
    """One value of one measure for one subject, as one document states it. Append-only.

    ``key`` is a hash of capture content, member, dimensions and value: re-reading the same bytes to the same effect moves
    ``last_seen``; an observation that a newer extractor no longer makes gets ``closed_at``.
    """

    __table_args__ = (
        _partial("ix_observation_cell", *CELL),
        _partial("ix_observation_document", "document_id", "value_start"),
        _partial("ix_observation_closed", "closed_at", closed=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    document_id: int = Field(foreign_key="document.id")
    index: str
    level: str
    province: str = ""  # "" for national
    year: int = 0  # evaluated year; 0 where no text gives one
    subject: str
    subject_kind: str
    among: str = ""
    criterion: str = ""
    measure: str
    number: float | None = None  # value as parsed, where it is a number
    label: str | None = None  # value as parsed, where it is a band
    raw: str  # value as written
    known: bool = True
    grade: str = "sure"
    decision: str | None = None
    base_year: int | None = None
    quote: str = Field(sa_type=Text)
    start: int
    end: int
    value_start: int
    value_end: int
    prefix: str = Field(default="", sa_type=Text)
    suffix: str = Field(default="", sa_type=Text)
    page: int | None = None
    x0: float | None = None  # box in points from the page's upper left corner
    y0: float | None = None
    x1: float | None = None
    y1: float | None = None
    sheet: str | None = None
    cell: str | None = None
    in_table: bool = False
    extractor: str = ""
    version: str = ""
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None = None


class Result(SQLModel, table=True):
    """The consolidated value of one cell of the panel, from ``since`` until ``closed_at`` (null: now)."""

    __table_args__ = (
        Index("ix_result_cell", *CELL, "closed_at"),
        Index("ix_result_subject", "subject", "subject_kind", "index", "year"),
        _partial("ix_result_observation", "observation_id"),
        _partial("ix_result_closed", "closed_at", closed=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    index: str
    level: str
    province: str = ""
    year: int = 0
    among: str = ""
    subject: str
    subject_kind: str
    criterion: str = ""
    measure: str
    number: float | None = None
    label: str | None = None
    observation_id: int = Field(foreign_key="observation.id")  # the one that was chosen
    support: int = 1  # independent documents that say the same
    dissent: int = 0  # independent documents that say otherwise
    grade: str = "sure"
    state: str = "single"  # single, confirmed, contradicted, corrected
    reason: str = ""  # key of the deciding rule: only, decision, primary, table, grade, correction, later, majority
    correction_id: str | None = None
    since: datetime
    closed_at: datetime | None = None


class Assessment(SQLModel, table=True):
    """How much the store holds of one edition: kept by consolidation, so that no page has to count the panel."""

    index: str = Field(primary_key=True)
    level: str = Field(primary_key=True)
    province: str = Field(primary_key=True, default="")
    year: int = Field(primary_key=True, default=0)  # 0: observations without a year, which have no results
    subjects: int = 0  # with a rank, score, percentage or band; groups do not count
    observations: int = 0  # open ones
    results: int = 0  # standing ones
    contradicted: int = 0  # of the results


class Coverage(SQLModel, table=True):
    """How much the panel holds of one subject in one edition; kept as :class:`Assessment` is."""

    __table_args__ = (Index("ix_coverage_subject", "subject_kind", "subject", "index", "year"),)

    index: str = Field(primary_key=True)
    level: str = Field(primary_key=True)
    province: str = Field(primary_key=True, default="")
    year: int = Field(primary_key=True, default=0)
    subject: str = Field(primary_key=True)
    subject_kind: str = Field(primary_key=True)
    results: int = 0
    contradicted: int = 0
    ranked: int = 0  # results that are ranks, scores, percentages or bands, of criteria too
    overall: int = 0  # overall ranks, scores and percentages: no criterion, among all
    overall_contradicted: int = 0


class Finding(SQLModel, table=True):
    """What a cross-check found. ``key`` is stable over runs (rule and observations), so that verdicts stay attached."""

    __table_args__ = (
        _partial("ix_finding_weight", "weight", "id"),
        _partial("ix_finding_rule", "rule", "severity", "weight", "id"),
        _partial("ix_finding_edition", "index", "level", "province", "year", "rule"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True)
    rule: str
    severity: str  # error, warning, note
    confidence: float  # 0-1
    weight: float = 0  # severity and confidence in one number, the gravest finding has the least
    index: str = ""
    level: str = ""
    province: str = ""
    year: int = 0
    subject: str = ""
    sentence_vi: str = Field(sa_type=Text)
    sentence_en: str = Field(sa_type=Text)
    since: datetime = Field(index=True)
    closed_at: datetime | None = None


class FindingObservation(SQLModel, table=True):
    """The observations that a finding holds against each other, in the order of its sentence."""

    __tablename__ = "finding_observation"

    finding_id: int = Field(foreign_key="finding.id", primary_key=True)
    observation_id: int = Field(foreign_key="observation.id", primary_key=True, index=True)
    position: int = 0


class Review(SQLModel, table=True):
    """A person's verdict on an observation or a finding; re-opened when the source and the extraction change."""

    id: int | None = Field(default=None, primary_key=True)
    target: str  # observation, finding
    target_key: str = Field(index=True)
    verdict: str  # right, wrong, source-wrong
    note: str = Field(default="", sa_type=Text)
    reviewer: str = ""
    at: datetime
    reopened_at: datetime | None = None


class Setting(SQLModel, table=True):
    """Facts about this store: ``demo`` marks one that holds replica portals."""

    name: str = Field(primary_key=True)
    value: str
