"""What the crawler remembers of a source's addresses between runs: validators, content hash, when it was last asked for.

A file of its own beside the store: losing it costs one full crawl and nothing else.
"""

from __future__ import annotations

import sqlite3
import time
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
    checked: float = 0.0  # seconds since 1970


class Memory:
    """The addresses of one source; every write is durable at once."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None, timeout=60)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS seen (url TEXT PRIMARY KEY, sha256 TEXT, etag TEXT, modified TEXT, media_type TEXT, text TEXT, checked REAL)"
        )

    def get(self, url: str) -> Seen | None:
        """What is known of a canonical address."""
        row = self._db.execute(
            "SELECT sha256, etag, modified, media_type, text, checked FROM seen WHERE url = ?", (url,)
        ).fetchone()
        return Seen(*row) if row else None

    def put(self, url: str, seen: Seen) -> None:
        """Remember how ``url`` was answered just now."""
        row = (url, seen.sha256, seen.etag, seen.modified, seen.media_type, seen.text, time.time())
        self._db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def fresh(self, url: str, days: int) -> bool:
        """Whether ``url`` was asked for within the last ``days`` days."""
        seen = self.get(url)
        return seen is not None and time.time() - seen.checked < days * 86400

    def close(self) -> None:
        """Close the file."""
        self._db.close()
