"""Records what was fetched or added: captures, sources and runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from extract.errors import StoreError
from store import queue
from store.archive import Archive
from store.clock import clock, utcnow
from store.models import Capture, Run, Source

MANUAL = "manual"


def ensure_source(session: Session, source: Source) -> Source:
    """Store or refresh a source as its YAML declares it now."""
    return session.merge(source)


def ensure_manual(session: Session) -> Source:
    """The source of what is added by hand."""
    return ensure_source(
        session, Source(id=MANUAL, name_vi="Tài liệu đưa vào bằng tay", name_en="Documents added by hand", kind="manual")
    )


def record(
    session: Session,
    archive: Archive,
    *,
    source_id: str,
    url: str,
    body: bytes,
    canonical_url: str | None = None,
    media_type: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
    parent_id: int | None = None,
    anchor: str = "",
    run_id: int | None = None,
    warc: str | None = None,
    warc_offset: int | None = None,
    now: datetime | None = None,
) -> tuple[Capture, bool]:
    """Archive ``body`` and record the capture; content already known under this address only moves ``last_seen``.

    The bytes are durable in the archive before the row is written. The caller commits.

    Returns:
        The capture, and whether its content is new.
    """
    at = now or utcnow()
    canonical = canonical_url or url
    sha256 = archive.put(body)
    known = session.exec(select(Capture).where(Capture.canonical_url == canonical, Capture.sha256 == sha256)).first()
    if known is not None:
        known.last_seen = max(known.last_seen, at)
        known.vanished_at = None
        session.add(known)
        return known, False
    capture = Capture(
        source_id=source_id, url=url, canonical_url=canonical, sha256=sha256, size=len(body), media_type=media_type, status=status,
        headers=headers or {}, fetched_at=at, last_seen=at, parent_id=parent_id, anchor=anchor, run_id=run_id, warc=warc, warc_offset=warc_offset,
    )  # fmt: skip
    session.add(capture)
    session.flush()
    queue.put(session, [queue.reading(capture)])
    return capture, True


def add_file(session: Session, archive: Archive, path: Path) -> tuple[Capture, bool]:
    """Record a file given by hand; its absolute path is its address.

    Raises:
        StoreError: the file cannot be read.
    """
    ensure_manual(session)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"Không đọc được tệp {path}: {error.strerror}", f"Cannot read the file {path}: {error.strerror}"
        ) from error
    return record(session, archive, source_id=MANUAL, url=path.absolute().as_uri(), body=body)


def start_run(session: Session, stage: str, source_id: str | None = None, version: str = "") -> Run:
    """Open a run; runs of the same stage and source that were never finished are marked as interrupted."""
    interrupt(session, stage, source_id)
    run = Run(stage=stage, source_id=source_id, started=clock(session), version=version)
    session.add(run)
    session.commit()
    return run


def interrupt(session: Session, stage: str, source_id: str | None = None) -> int:
    """Mark the runs of a stage and source that were never finished: how many. The caller knows that none is going on, and commits."""
    open_runs = select(Run).where(
        Run.stage == stage, Run.source_id == source_id, col(Run.finished).is_(None), Run.outcome == "running"
    )
    found = session.exec(open_runs).all()
    for old in found:
        old.outcome = "interrupted"
        session.add(old)
    return len(found)


def finish_run(session: Session, run: Run, outcome: str, **counts: int) -> None:
    """Close a run with its counts (inserted, updated, unchanged, failed)."""
    run.finished = clock(session)
    run.outcome = outcome
    for name, value in counts.items():
        setattr(run, name, value)
    session.add(run)
    session.commit()
