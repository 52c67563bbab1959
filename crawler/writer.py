"""The one thread that writes: what arrives while it is at work becomes its next batch, made durable together.

A batch is carried out in the order in which it was given: WARC records and blobs first, each file forced to the disk once, then
everything that was to be recorded in one transaction. So nothing is ever recorded as stored that a power cut could take away.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

ROOM = 64 * 1024 * 1024  # bytes that may wait; whoever hands over more waits
BATCH = 256  # tasks made durable together at most


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to write.

    ``prepare`` writes files, which are made durable with the batch; ``record`` then runs inside the transaction, and ``done``
    once that is committed. ``keys``: the addresses whose captures ``record`` needs to know.
    """

    prepare: Callable[[], object] | None = None
    record: Callable[[], object] | None = None
    done: Callable[[], None] | None = None
    keys: tuple[str, ...] = ()
    size: int = 0  # bytes that it holds in memory


class Writer:
    """Carries tasks out in a thread of its own.

    Args:
        begin: told what a batch prepared, makes all of it durable and opens the transaction.
        commit: ends the transaction.
        abandon: gives up what a batch that failed has begun.

    After a failure (disk full, store gone) nothing more is written, and every call raises that failure.
    """

    def __init__(self, begin: Callable[[list[Task]], None], commit: Callable[[], None], abandon: Callable[[], None]) -> None:
        self._begin, self._commit, self._abandon = begin, commit, abandon
        self._waiting: deque[Task] = deque()
        self._bytes = 0
        self._busy = self._closed = False
        self.broken: BaseException | None = None  # what ended all writing
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def put(self, task: Task) -> None:
        """Hand over a task; waits while too much is waiting already."""
        with self._change:
            self._change.wait_for(lambda: self.broken or self._bytes < ROOM)
            self._check()
            self._waiting.append(task)
            self._bytes += task.size
            self._change.notify_all()

    def flush(self) -> None:
        """Return once everything handed over is durable and committed."""
        with self._change:
            self._change.wait_for(lambda: self.broken or not (self._waiting or self._busy))
            self._check()

    def close(self) -> None:
        """Flush, and end the thread."""
        try:
            self.flush()
        finally:
            with self._change:
                self._closed = True
                self._change.notify_all()
            self._thread.join()

    def _check(self) -> None:
        if self.broken is not None:
            raise self.broken

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
                self._busy = True
            try:
                self._carry_out(batch)
            except BaseException as error:
                self._abandon()
                with self._change:
                    self.broken = error
            finally:
                with self._change:
                    self._busy = False
                    self._bytes -= sum(task.size for task in batch)
                    self._change.notify_all()
            if self.broken is not None:
                return

    def _carry_out(self, batch: list[Task]) -> None:
        for task in batch:
            if task.prepare:
                task.prepare()
        try:
            self._record(batch)
        except IntegrityError:  # another process recorded the same content in this moment: now we know it
            self._abandon()
            self._record(batch)
        for task in batch:
            if task.done:
                task.done()

    def _record(self, batch: list[Task]) -> None:
        self._begin(batch)
        for task in batch:
            if task.record:
                task.record()
        self._commit()
