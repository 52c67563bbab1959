"""Writes what was fetched into the store, in small transactions so that other writers never wait long."""

from __future__ import annotations

import time

from sqlmodel import Session, col, select

from store import captures
from store.archive import Archive
from store.database import open_store
from store.home import Home
from store.models import Capture, Failure, Run, Source

EVERY = 0.25  # seconds that a transaction may stay open


class Books:
    """The store and the archive as one crawling process uses them."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.archive = Archive(home.archive)
        self.session = Session(open_store(home), expire_on_commit=False)
        self._since = 0.0

    def start(self, source: Source) -> Run:
        """Open a run of ``source``."""
        captures.ensure_source(self.session, source)
        self.session.commit()
        return captures.start_run(self.session, "crawl", source.id)

    def touched(self) -> None:
        """Commit when the open transaction is old enough."""
        now = time.monotonic()
        if not self._since:
            self._since = now
        elif now - self._since > EVERY:
            self.commit()

    def commit(self) -> None:
        """Commit what is open."""
        self.session.commit()
        self._since = 0.0

    def parent_of(self, key: str, source_id: str) -> int | None:
        """The newest capture of a canonical address."""
        found = (
            select(Capture.id)
            .where(Capture.canonical_url == key, Capture.source_id == source_id)
            .order_by(col(Capture.id).desc())
        )
        return self.session.exec(found.limit(1)).first()

    def knows(self, key: str) -> bool:
        """Whether any content was ever captured under a canonical address."""
        return self.session.exec(select(Capture.id).where(Capture.canonical_url == key).limit(1)).first() is not None

    def vanish(self, key: str) -> int:
        """Mark the captures of an address that answers no more; how many were marked."""
        found = self.session.exec(select(Capture).where(Capture.canonical_url == key, col(Capture.vanished_at).is_(None))).all()
        for capture in found:
            capture.vanished_at = captures.utcnow()
            self.session.add(capture)
        self.touched()
        return len(found)

    def fail(self, run: Run, url: str, error: str, vi: str, en: str) -> None:
        """Record a failure of one address."""
        self.session.add(
            Failure(
                run_id=run.id,
                source_id=run.source_id,
                stage="crawl",
                error=error,
                message_vi=vi,
                message_en=en,
                url=url,
                at=captures.utcnow(),
            )
        )
        self.touched()
