"""Reads every capture that no current reading covers, and stores documents and observations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import unquote

from sqlalchemy import Engine, and_, delete, or_, update
from sqlmodel import Session, col, select

from extract import pipeline
from extract.document import Document as Read
from extract.document import Status
from extract.errors import DamageError, LimitError, StoreError, UnreadableError, XephangError
from extract.observation import Observation as Seen
from extract.observation import Reading
from extract.ocr.installed import recogniser
from extract.sandbox import run
from extract.text.clean import fold
from store.alone import alone, share
from store.archive import Archive
from store.bodies import pack
from store.captures import finish_run, interrupt, start_run
from store.clock import moment
from store.models import Capture, Decision, Document, Failure, Observation
from store.queue import KEEP, Job, put
from store.twins import mark_twins, simhash

Results = list[tuple[Read, Reading]]
Report = Callable[[int, int, str], None]
EMPTY = UnreadableError(
    "Có chỗ giống kết quả xếp hạng nhưng không rút được giá trị nào", "Some places look like results, but no value was read"
)
PLACE = (
    "raw",
    "known",
    "grade",
    "decision",
    "base_year",
    "quote",
    "start",
    "end",
    "value_start",
    "value_end",
    "prefix",
    "suffix",
    "page",
    "sheet",
    "cell",
)
TRIES = 3  # of a document that kills its reader or runs out of time: another machine may have more memory
CONSOLIDATE = Job(
    "consolidate", KEEP, "consolidate", lock="consolidate", seconds=20, again=True
)  # many readings have one consolidation
BATCH = 64  # captures that are in flight at once: memory does not grow with their number


@dataclass(slots=True)
class ReadingCounts:
    """What a reading run did: numbers of documents, of observations made, of captures that failed."""

    documents: int = 0
    observations: int = 0
    failed: int = 0


def read_stale(
    engine: Engine,
    archive: Archive,
    *,
    jobs: int = 1,
    progress: Report | None = None,
    everything: bool = False,
    wait: float = 0,
) -> ReadingCounts:
    """Read what has no document of this version (or ``everything``), each in a process that may die, each in its own transaction.

    A capture that cannot be read becomes a failure of its own and is tried again with the next version. ``wait``: seconds for which others
    may go on reading before it gives up.

    Raises:
        StoreError: another process is reading or consolidating, or the archive is out of reach.
    """
    counts = ReadingCounts()
    with alone(engine, "observations", seconds=wait), Session(engine) as session:
        wanted = stale(session, everything)
        if not wanted:
            if interrupt(session, "read"):  # killed behind its last document, and perhaps before copies were told
                mark_twins(session, moment(session))
                session.commit()
            return counts
        record = start_run(session, "read", version=pipeline.VERSION)
        rows = session.exec(select(Capture.id, Capture.url).where(col(Capture.id).in_(wanted[:500]))).all()
        names = dict(rows)
        with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
            queue = iter(wanted)
            done = 0
            while batch := list(islice(queue, BATCH)):
                for capture_id, outcome in zip(batch, pool.map(lambda i: _read(engine, archive, i), batch), strict=True):
                    _store(session, capture_id, record.id, outcome, counts)
                    done += 1
                    if progress:
                        progress(done, len(wanted), names.get(capture_id, ""))
        mark_twins(session, moment(session))
        session.commit()
        finish_run(session, record, "failed" if counts.failed else "ok", inserted=counts.documents, failed=counts.failed)
    return counts


def read_one(engine: Engine, archive: Archive, capture_id: int, *, tries: int = TRIES) -> ReadingCounts:
    """Read one capture as one of many workers, and queue the consolidation in the transaction that stores what was read.

    ``tries``: how often this document has been tried, this time included. Nothing happens where it has been read meanwhile.

    Raises:
        LimitError: it killed its reader or ran out of time, and may be tried again.
        StoreError: store or archive are out of reach, or somebody has been consolidating for a minute.
    """
    counts = ReadingCounts()
    with Session(engine) as session:
        if capture_id not in stale(session, False, capture_id):
            return counts
    outcome = _read(engine, archive, capture_id)
    if isinstance(outcome, LimitError) and tries < TRIES:
        raise outcome
    set_aside(engine, capture_id, outcome, counts)
    return counts


def set_aside(engine: Engine, capture_id: int, outcome: Results | XephangError, counts: ReadingCounts) -> None:
    """Store what a worker made of a capture, or why it could make nothing of it."""
    with Session(engine) as session:
        share(session, "observations")
        session.get_one(Capture, capture_id, with_for_update=True)
        if capture_id in stale(session, False, capture_id):  # nobody was faster
            put(session, [CONSOLIDATE])
            _store(session, capture_id, None, outcome, counts)


def stale(session: Session, everything: bool, only: int | None = None) -> list[int]:
    """The captures that no reading of this version covers, in the order in which they were stored; those that failed with it left out.

    Scans that waited for a recogniser are among them once there is one.

    A blob that was damaged is looked for every time: its source may have been visited since.
    """
    current = select(Document.capture_id).where(Document.current, Document.version == pipeline.VERSION)
    failed = select(Failure.capture_id).where(
        Failure.stage == "read",
        Failure.version == pipeline.VERSION,
        col(Failure.capture_id).is_not(None),
        Failure.error != DamageError.__name__,
    )
    query = select(Capture.id).where(col(Capture.status) < 400).order_by(col(Capture.id))
    if only is not None:
        query = query.where(Capture.id == only)
    if not everything:
        wanted = and_(col(Capture.id).not_in(current), col(Capture.id).not_in(failed))
        if recogniser():
            scans = select(Document.capture_id).where(Document.current, Document.status == Status.NEEDS_OCR.value)
            wanted = or_(wanted, col(Capture.id).in_(scans))
        query = query.where(wanted)
    return [i for i in session.exec(query) if i is not None]


def _read(engine: Engine, archive: Archive, capture_id: int) -> Results | XephangError:
    with Session(engine) as session:
        capture = session.get_one(Capture, capture_id)
        sha256, url = capture.sha256, capture.url
    try:
        named = unquote(url.rpartition("/")[2]) if url.startswith("file:") else url  # folders of this machine are in no message
        return run(pipeline.process, archive.get(sha256), named)
    except XephangError as error:
        if isinstance(error, StoreError) and not isinstance(error, DamageError):
            raise  # says nothing about this document
        return error


def _store(session: Session, capture_id: int, run_id: int | None, outcome: Results | XephangError, counts: ReadingCounts) -> None:
    now = moment(session)
    if isinstance(outcome, XephangError):
        counts.failed += 1
        _fail(session, capture_id, run_id, "read", outcome, now)
        session.commit()
        return
    session.execute(
        update(Failure).where(col(Failure.capture_id) == capture_id, col(Failure.solved_at).is_(None)).values(solved_at=now)
    )
    session.execute(update(Document).where(col(Document.capture_id) == capture_id).values(current=False))
    kept: set[str] = set()
    sha256 = session.get_one(Capture, capture_id).sha256
    for document, reading in outcome:
        row = _document(session, capture_id, document, reading, now)
        counts.documents += 1
        for said in (reading, *reading.beside):
            kept |= _observations(session, row, sha256, document, said, now)
        session.execute(delete(Decision).where(col(Decision.document_id) == row.id))  # of an earlier reading by this very version
        session.add_all(_decisions(row, reading))
        if document.status.value != "read":
            _fail(session, capture_id, run_id, "ocr", LimitError("Cần nhận dạng chữ (OCR)", "Needs OCR"), now)
        elif reading.unread and not reading.observations:  # empty where results are expected
            _fail(session, capture_id, run_id, "extract", EMPTY, now)
    counts.observations += len(kept)
    _close_missing(session, capture_id, kept, now)
    session.commit()


def _document(session: Session, capture_id: int, document: Read, reading: Reading, now: datetime) -> Document:
    member = document.member or ""
    known = select(Document).where(
        Document.capture_id == capture_id, Document.member == member, Document.version == pipeline.VERSION
    )
    row = session.exec(known).first() or Document(capture_id=capture_id, member=member, version=pipeline.VERSION, read_at=now)
    row.current = True
    row.reader, row.media_type, row.title = document.reader, document.media_type, document.title
    row.published, row.status, row.pages = reading.published, document.status.value, document.pages
    row.relevant, row.reason = reading.relevant, reading.reason
    row.text, row.folded, row.body = document.text, fold(document.text), pack(document)
    row.simhash = simhash(document)
    row.unread = sum(len(said.unread) for said in (reading, *reading.beside))
    row.unread_mentions = [
        {"kind": u.kind, "text": u.text, "start": u.start, "end": u.end, "sentence": u.sentence[:500], "reason": u.reason}
        for said in (reading, *reading.beside)
        for u in said.unread[:200]
    ]
    row.signals = [{"vi": s.vi, "en": s.en} for s in document.signals]
    row.read_at = row.changed_at = now
    session.add(row)
    session.flush()
    return row


def _observations(session: Session, row: Document, sha256: str, document: Read, reading: Reading, now: datetime) -> set[str]:
    """Insert new observations, move ``last_seen`` of those that say the same in the same place; the keys of all."""
    assert row.id is not None
    rows = {made.key: made for o in reading.observations for made in [_observation(row.id, sha256, document, o, reading, now)]}
    known = {
        o.key: o
        for keys in _chunks(list(rows), 500)
        for o in session.exec(select(Observation).where(col(Observation.key).in_(keys)))
    }
    for key, made in rows.items():
        old = known.get(key)
        if old is not None and old.closed_at is None and all(getattr(old, name) == getattr(made, name) for name in PLACE):
            old.last_seen, old.document_id, old.version = now, row.id, made.version
            continue
        if old is not None:  # told in another way, or told again: the old row keeps its time under a name of its own
            old.key, old.closed_at = f"{key}~{old.id}", old.closed_at or now
            session.flush()
        session.add(made)
    session.flush()
    return set(rows)


def _observation(document_id: int, sha256: str, document: Read, o: Seen, reading: Reading, now: datetime) -> Observation:
    e, place = o.evidence, o.evidence.place
    box = place.bbox or (None, None, None, None)
    number, label = (None, o.value) if isinstance(o.value, str) else (float(o.value), None)
    dimensions = (
        o.index.value, o.level.value, o.province or "", o.year or 0, o.subject, o.subject_kind.value, o.among or "", o.criterion or "",
        o.measure.value, str(o.value), reading.extractor,
    )  # fmt: skip
    key = hashlib.sha256("\x1f".join(map(str, (sha256, document.member or "", *dimensions))).encode()).hexdigest()[:40]
    return Observation(
        key=key, document_id=document_id, index=o.index.value, level=o.level.value, province=o.province or "", year=o.year or 0,
        subject=o.subject, subject_kind=o.subject_kind.value, among=o.among or "", criterion=o.criterion or "", measure=o.measure.value,
        number=number, label=label, raw=o.raw, known=o.known, grade=o.grade.value, decision=o.decision, base_year=o.base_year,
        quote=e.quote, start=e.start, end=e.end, value_start=e.value_start, value_end=e.value_end, prefix=e.prefix, suffix=e.suffix,
        page=place.page, x0=box[0], y0=box[1], x1=box[2], y1=box[3], sheet=place.sheet, cell=place.cell,
        in_table=any(b.table is not None and b.start <= e.start < b.end for b in document.blocks), extractor=reading.extractor,
        version=reading.version, first_seen=now, last_seen=now,
    )  # fmt: skip


def _decisions(row: Document, reading: Reading) -> Iterator[Decision]:
    assert row.id is not None
    for d in reading.decisions:
        yield Decision(
            document_id=row.id, number=d.number, normal=d.normal, date=d.date, issuer=d.issuer, approves=d.approves, start=d.start, end=d.end
        )  # fmt: skip


def _close_missing(session: Session, capture_id: int, kept: set[str], now: datetime) -> None:
    """What an older reading of the same capture made and this one does not is closed, not deleted."""
    documents = select(Document.id).where(Document.capture_id == capture_id)
    open_ones = select(Observation).where(col(Observation.document_id).in_(documents), col(Observation.closed_at).is_(None))
    for old in session.exec(open_ones):
        if old.key not in kept:
            old.closed_at = now
            session.add(old)


def _fail(session: Session, capture_id: int, run_id: int | None, stage: str, error: XephangError, now: datetime) -> None:
    capture = session.get_one(Capture, capture_id)
    told = select(Failure).where(
        Failure.capture_id == capture_id,
        Failure.stage == stage,
        Failure.version == pipeline.VERSION,
        col(Failure.solved_at).is_(None),
    )
    for standing in session.exec(told.where(Failure.error == type(error).__name__)):
        standing.at = now  # still so: told once
        return
    session.add(
        Failure(
            run_id=run_id,
            source_id=capture.source_id,
            capture_id=capture_id,
            stage=stage,
            error=type(error).__name__,
            message_vi=error.vi,
            message_en=error.en,
            url=capture.url,
            version=pipeline.VERSION,
            at=now,
        )
    )


def _chunks(items: list[str], size: int) -> Iterator[list[str]]:
    for i in range(0, len(items), size):
        yield items[i : i + size]
