"""One answer on its way into archive and store, in the three steps of the writer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.memory import Seen
from crawler.warc import Place
from store.clock import utcnow
from store.models import Capture

if TYPE_CHECKING:
    from crawler.desk import Desk


@dataclass(slots=True)
class Got:
    """What a spider hands to the pipeline: one answer that is worth keeping."""

    key: str  # canonical address
    url: str
    body: bytes
    media_type: str
    headers: dict[str, str]
    parent: str | None = None  # canonical address of the page that links it
    anchor: str = ""
    etag: str = ""
    modified: str = ""
    text: str = ""  # hash of what it says
    remember: str = ""  # the address under which it was asked for
    waits: bool = False  # attachments of it are still to come
    warc: Place | None = None


class Filing:
    """Stores ``got`` for ``desk``: bytes into the archive, then the capture into the store, then what the next run should know."""

    def __init__(self, desk: Desk, got: Got) -> None:
        self.desk, self.got = desk, got
        self.sha256 = ""
        self.new = self.had = False

    def prepare(self) -> None:
        """Write the bytes."""
        self.sha256 = self.desk.archive.prepare(self.got.body)

    def record(self) -> None:
        """Record the capture; content already known under this address only moves ``last_seen``."""
        got, books = self.got, self.desk.books
        captures = books.known(got.key)
        self.had = bool(captures)
        same = next((known for known in captures if known.sha256 == self.sha256), None)
        self.new = same is None
        if same is not None:
            books.seen_again(same)
            return
        own = [known.id for known in books.known(got.parent or "") if known.source_id == self.desk.spec.id]
        now = utcnow()
        books.enter(
            Capture(
                source_id=self.desk.spec.id,
                url=got.url,
                canonical_url=got.key,
                sha256=self.sha256,
                size=len(got.body),
                media_type=got.media_type,
                headers=got.headers,
                fetched_at=now,
                last_seen=now,
                parent_id=own[-1] if own else None,
                anchor=got.anchor,
                run_id=self.desk.run.id,
                warc=got.warc.file if got.warc else None,
                warc_offset=got.warc.offset if got.warc else None,
            )
        )

    def done(self) -> None:
        """Count it, and remember how it was answered; a page whose attachments are still to come counts as visited only later."""
        got, tally = self.got, self.desk.tally
        tally.inserted += self.new and not self.had
        tally.updated += self.new and self.had
        tally.unchanged += not self.new
        checked = 0.0 if got.waits else time.time()
        seen = Seen(self.sha256, got.etag, got.modified, got.media_type, got.text, checked)
        self.desk.memory.put(got.remember or got.key, seen)
