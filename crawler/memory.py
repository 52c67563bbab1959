"""What the crawler remembers of a source's addresses between runs: validators, content hash, when it was last asked for.

A file of its own beside the store: losing it costs one full crawl and nothing else.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seen:
    """One address as it was last answered. ``text`` is a hash of what an article says, whatever its counters show."""

    sha256: str
    etag: str = ""
    modified: str = ""
    media_type: str = ""
    text: str = ""
    checked: float = 0.0  # seconds since 1970; 0 while something that belongs to it is still to come


class Memory:
    """The addresses of one source, for the spiders' thread and the writer's.

    A power cut may take the last writes away, never the order of them: what is forgotten is asked for once more.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, isolation_level=None, timeout=60, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS seen (url TEXT PRIMARY KEY, sha256 TEXT, etag TEXT, modified TEXT, media_type TEXT, text TEXT, checked REAL)"
        )
        self._urls = {url for (url,) in self._db.execute("SELECT url FROM seen")}  # most addresses of a first run are not there

    def get(self, url: str) -> Seen | None:
        """What is known of a canonical address."""
        if url not in self._urls:
            return None
        asked = "SELECT sha256, etag, modified, media_type, text, checked FROM seen WHERE url = ?"
        with self._lock:
            row = self._db.execute(asked, (url,)).fetchone()
        return Seen(*row) if row else None

    def put(self, url: str, seen: Seen) -> None:
        """Remember how ``url`` was answered."""
        row = (url, seen.sha256, seen.etag, seen.modified, seen.media_type, seen.text, seen.checked)
        with self._lock:
            self._urls.add(url)
            self._db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def settle(self, urls: Iterable[str]) -> None:
        """What belongs to ``urls`` has come: they count as asked for now."""
        rows = [(time.time(), url) for url in urls]
        with self._lock:
            self._db.execute("BEGIN")
            self._db.executemany("UPDATE seen SET checked = ? WHERE url = ?", rows)
            self._db.execute("COMMIT")

    def fresh(self, url: str, days: int) -> bool:
        """Whether ``url`` was asked for within the last ``days`` days."""
        seen = self.get(url)
        return seen is not None and -3600 < time.time() - seen.checked < days * 86400  # not where a clock ran ahead

    def close(self) -> None:
        """Close the file."""
        self._db.close()
