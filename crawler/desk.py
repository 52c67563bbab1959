"""What a spider works with for one source: its declaration, its memory, its WARC file, its run and the counts of the run."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit, urlunsplit

from crawler.books import Books
from crawler.filing import Filing, Got
from crawler.memory import Memory, Seen
from crawler.preset import Preset
from crawler.presets import preset, recognise
from crawler.source import AUTO, SourceSpec
from crawler.travel import Travel
from crawler.warc import Warc
from crawler.writer import Task

_NO_LIMIT = 1 << 30


@dataclass(slots=True)
class Tally:
    """The counts of one run of one source."""

    listed: int = 0
    dated: int = 0
    skipped: int = 0  # titles that speak of no ranking
    known: int = 0  # asked for not long ago, on a list that has not changed
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    vanished: int = 0
    pages: int = 0
    bytes: int = 0
    traps: Counter[str] = field(default_factory=Counter)
    bodies: list[int] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """As every run has them."""
        return {"inserted": self.inserted, "updated": self.updated, "unchanged": self.unchanged, "failed": self.failed}

    def stats(self) -> dict[str, object]:
        """As the run keeps them: what health compares with the expectations."""
        return {
            "listed": self.listed,
            "dated": self.dated,
            "skipped": self.skipped,
            "known": self.known,
            "vanished": self.vanished,
            "pages": self.pages,
            "bytes": self.bytes,
            "traps": dict(self.traps),
            "body": int(statistics.median(self.bodies)) if self.bodies else 0,
        }


class Desk:
    """One source during one run. ``base`` replaces the source's own address for replicas."""

    def __init__(
        self, books: Books, spec: SourceSpec, base: str | None = None, progress: Callable[[str], None] | None = None
    ) -> None:
        self.books = books
        self.spec = spec
        self.base = base or spec.base
        self.archive = books.archive
        self.tally = Tally()
        self._in_hours = spec.open_at(datetime.now(UTC))
        self.progress = progress or (lambda what: None)
        self.seen: set[str] = set()  # canonical addresses asked for in this run, by whichever spider
        self.pages_left = self.articles_left = _NO_LIMIT
        self.system = "generic" if spec.system == AUTO else spec.system
        self.preset = self._with_selectors(preset(self.system))
        scratch = books.home.root / "crawl"
        self._travel = Travel(books.home.archive, scratch, spec.id)
        self._travel.arrive()
        self.memory = Memory(scratch / f"{spec.id}.sqlite")
        self.waiting: set[str] = set()  # pages that count as visited once the run ends, since all their attachments have come
        self.run = books.start(spec.row())
        self.warc = Warc(books.home.archive, f"{spec.id}-{datetime.now(UTC):%Y%m%dT%H%M%S}-{self.run.id}", scratch, books.writer)
        books.warcs.append(self.warc)

    def _with_selectors(self, own: Preset) -> Preset:
        """The system's preset with the source's own selectors before its."""
        fields = ("links", "title", "date", "body", "files")
        return replace(own, **{name: getattr(self.spec.selectors, name) + getattr(own, name) for name in fields})

    def limit(self, sample: int | str | None, max_pages: int | str | None) -> None:
        """Bound the run, all its spiders together: at most so many articles and requests."""
        if sample and self.articles_left == _NO_LIMIT:
            self.articles_left = int(sample)
        if max_pages and self.pages_left == _NO_LIMIT:
            self.pages_left = int(max_pages)

    def recognise(self, html: str, url: str) -> None:
        """Take the preset of the system that the page betrays, where the source leaves that open and none was taken yet."""
        if self.spec.system == AUTO and self.system == "generic":
            self.system = recognise(html, url)
            self.preset = self._with_selectors(preset(self.system))

    def may_ask(self) -> bool:
        """Whether another request may go out: within the run's budget, and within the source's hours if it began in them."""
        return self.pages_left > 0 and (not self._in_hours or self.spec.open_at(datetime.now(UTC)))

    def address(self, entry: str) -> str:
        """An entry as an address to fetch."""
        if entry.startswith("/"):
            return self.base + entry
        parts = urlsplit(entry)
        return f"{self.base}{urlunsplit(('', '', *parts[2:]))}" if self.spec.replica else entry

    def key(self, url: str) -> str:
        """The canonical address of ``url``; a replica's under its lasting host name, whatever port it has today."""
        if url.startswith(self.base) and self.base != self.spec.base:
            url = self.spec.base + url[len(self.base) :]
        return self.preset.canonical(url)

    def keep(self, got: Got) -> None:
        """Hand one answer to the writer. What it was is remembered only once it is stored."""
        seen = self.memory.get(got.remember or got.key)
        if seen and got.text and seen.text == got.text and self.archive.has(seen.sha256):
            got.body = self.archive.get(seen.sha256)  # only counters and the like differ
        filing = Filing(self, got)
        keys = (got.key, got.parent) if got.parent else (got.key,)
        self.books.writer.put(Task(filing.prepare, filing.record, filing.done, keys, len(got.body)))

    def remember(self, key: str, body: bytes, etag: str, modified: str, media_type: str) -> None:
        """Keep a list page's body and validators, so that it need not be sent again while it does not change."""
        seen = Seen(hashlib.sha256(body).hexdigest(), etag, modified, media_type, checked=time.time())
        prepare = partial(self.archive.prepare, body) if etag or modified else None
        self.books.writer.put(Task(prepare, done=lambda: self.memory.put(key, seen), size=len(body)))

    def unchanged(self, key: str, body: bytes) -> bool:
        """Whether ``body`` is what was last seen under ``key``."""
        seen = self.memory.get(key)
        return seen is not None and seen.sha256 == hashlib.sha256(body).hexdigest()

    def vanish(self, key: str) -> None:
        """Mark what an address that answers no more once gave."""

        def told(marked: int) -> None:
            self.tally.vanished += marked

        self.books.vanish(key, told)

    def fail(self, url: str, error: str, reason: str, english: str | None = None) -> None:
        """Count and record a failure; ``reason`` in Vietnamese where ``english`` is given, else in either language the same."""
        self.tally.failed += 1
        self.books.fail(self.run, url, error, f"Không lấy được {url}: {reason}", f"Cannot fetch {url}: {english or reason}")

    def finish(self) -> str:
        """Close the run; its outcome: ok, empty (nothing listed, although that is not declared), failed."""
        self.books.writer.flush()
        t = self.tally
        empty = t.listed == 0 and not self.spec.expect.may_be_empty
        outcome = (
            "failed" if t.failed and not (t.inserted or t.updated or t.unchanged or t.listed) else "empty" if empty else "ok"
        )
        if outcome == "empty":
            vi, en = "không tìm thấy bài nào trên các trang danh sách", "no article found on its lists"
            self.books.fail(self.run, self.base, "Empty", f"{self.spec.id}: {vi}", f"{self.spec.id}: {en}")
        self.memory.settle(self.waiting)
        self.run.stats = t.stats()
        self.books.finish(self.run, outcome, **t.counts())
        self.books.warcs.remove(self.warc)
        self.warc.close()
        self.memory.close()
        self._travel.leave()
        return outcome
