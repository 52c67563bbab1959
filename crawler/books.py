"""Store and archive as one crawling process uses them: everything is written by one thread, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import Session, col, select

from crawler.warc import Warc
from crawler.writer import Task, Writer
from store import captures, queue
from store.archive import Archive
from store.clock import utcnow
from store.database import open_store
from store.home import Home
from store.models import Capture, Failure, Run, Source

AT_ONCE = 400  # addresses in one question to the store


@dataclass(frozen=True, slots=True)
class Known:
    """One capture of an address, as far as a crawl needs it."""

    id: int
    sha256: str
    source_id: str


class Books:
    """Opens and closes runs, and hands everything else to the writer. Only the writer's thread uses the session in between."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.archive = Archive(home.archive)
        self.archive.sweep()
        self.engine = open_store(home)
        self.session = Session(self.engine, expire_on_commit=False, autoflush=False)
        self.warcs: list[Warc] = []  # open ones
        self._known: dict[str, list[Known]] = {}
        self.writer = Writer(self._begin, self.session.commit, self._abandon)

    def start(self, source: Source) -> Run:
        """Open a run of ``source``."""
        self.writer.flush()
        captures.ensure_source(self.session, source)
        self.session.commit()
        return captures.start_run(self.session, "crawl", source.id)

    def finish(self, run: Run, outcome: str, **counts: int) -> None:
        """Close ``run`` with its counts."""
        self.writer.flush()
        captures.finish_run(self.session, run, outcome, **counts)

    def close(self) -> None:
        """Write what is waiting, and let go of the store."""
        try:
            self.writer.close()
        finally:
            self.session.close()

    def known(self, key: str) -> list[Known]:
        """The captures of a canonical address, oldest first; only inside a recording, for the keys that its task names."""
        return self._known.get(key, [])

    def enter(self, capture: Capture) -> None:
        """Record a new capture."""
        self.session.add(capture)
        self.session.flush()
        queue.put(self.session, [queue.reading(capture)])
        assert capture.id is not None
        self._known.setdefault(capture.canonical_url, []).append(Known(capture.id, capture.sha256, capture.source_id))

    def seen_again(self, known: Known) -> None:
        """A capture's content was met again at its address."""
        now = utcnow()
        self.session.execute(update(Capture).where(col(Capture.id) == known.id).values(last_seen=now, vanished_at=None))

    def vanish(self, key: str, told: Callable[[int], None]) -> None:
        """Mark the captures of an address that answers no more, and tell how many; they and what was read from them stay."""
        gone = update(Capture).where(col(Capture.canonical_url) == key, col(Capture.vanished_at).is_(None))
        marked: list[int] = []

        def record() -> None:
            ended = gone.values(vanished_at=utcnow()).returning(col(Capture.id))
            marked[:] = [len(self.session.execute(ended).all())]

        self.writer.put(Task(record=record, done=lambda: told(marked[0])))

    def fail(self, run: Run, url: str, error: str, vi: str, en: str) -> None:
        """Record a failure of one address."""
        failure = Failure(
            run_id=run.id,
            source_id=run.source_id,
            stage="crawl",
            error=error,
            message_vi=vi,
            message_en=en,
            url=url,
            at=utcnow(),
        )
        self.writer.put(Task(record=lambda: self.session.add(failure)))

    def _begin(self, batch: list[Task]) -> None:
        for warc in self.warcs:
            warc.settle()
        self.archive.settle()
        self._known = self._ask(dict.fromkeys(key for task in batch for key in task.keys))

    def _ask(self, keys: Iterable[str]) -> dict[str, list[Known]]:
        wanted, found = list(keys), dict[str, list[Known]]()
        asked = select(Capture.canonical_url, Capture.id, Capture.sha256, Capture.source_id).order_by(col(Capture.id))
        for start in range(0, len(wanted), AT_ONCE):
            for url, number, sha256, source_id in self.session.exec(
                asked.where(col(Capture.canonical_url).in_(wanted[start : start + AT_ONCE]))
            ):
                found.setdefault(url, []).append(Known(number or 0, sha256, source_id))
        return found

    def _abandon(self) -> None:
        self.session.rollback()
        self.archive.discard()
