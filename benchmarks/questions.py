"""How long every question to a store takes, from its asking to its last row."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool


class Questions:
    """Seconds and statement of every question; a question ends when its connection asks the next one or is given back."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, str]] = []
        self._open: dict[Any, tuple[float, str]] = {}

    def begin(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        """A statement is sent."""
        raw = connection.connection.dbapi_connection
        self.end(raw)
        self._open[raw] = time.perf_counter(), statement

    def end(self, raw: Any, *_: Any) -> None:
        """Its rows have been fetched: the raw connection is free."""
        if raw in self._open:
            start, statement = self._open.pop(raw)
            self.asked.append((time.perf_counter() - start, statement))


@contextmanager
def questions() -> Iterator[Questions]:
    """What is asked meanwhile, by whatever engine of this process."""
    made = Questions()
    event.listen(Engine, "before_cursor_execute", made.begin)
    event.listen(Pool, "checkin", made.end)
    try:
        yield made
    finally:
        event.remove(Engine, "before_cursor_execute", made.begin)
        event.remove(Pool, "checkin", made.end)
