"""Opens what most commands need: the home, its store and its archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from store.archive import Archive
from store.database import open_store
from store.home import Home


@dataclass(frozen=True, slots=True)
class Opened:
    """A home with its store open and migrated."""

    home: Home
    engine: Engine
    archive: Archive


def opened(home: Home | None = None) -> Opened:
    """Open ``home`` (default: XEPHANG_HOME), creating and migrating the store where needed.

    Raises:
        StoreError: the database cannot be opened, or is of another version.
    """
    home = home or Home.from_env()
    return Opened(home, open_store(home), Archive(home.archive))


def end_of(day: datetime | None) -> datetime | None:
    """The last moment of a day, in UTC: what was known when the day ended. None for now."""
    return day.replace(hour=23, minute=59, second=59, microsecond=999_999, tzinfo=UTC) if day else None
