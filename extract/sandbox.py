"""Runs a reading in a process of its own that may die: limits on time and memory, and a sentence for every death.

Workers are reused, since importing the readers takes seconds; one that dies or runs too long is replaced, and only its own document suffers.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import queue
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from extract.errors import LimitError, UnreadableError, XephangError

T = TypeVar("T")

SECONDS = 300.0  # one document, OCR included
MEGABYTES = 4096  # address space of one worker
TASKS = 2000  # a worker is replaced after so many documents (starting one costs as much as reading some hundred pages) ...
GROWN = 1024  # ... or once it has grown by so many megabytes, so that leaks of parsers stay bounded

_context = multiprocessing.get_context("spawn")
_idle: queue.LifoQueue[Any] = queue.LifoQueue()


class _Worker:
    """A process and the pipe to it."""

    def __init__(self, megabytes: int) -> None:
        self.pipe, child = _context.Pipe()
        self.megabytes = megabytes
        self.tasks = 0
        self.process = _context.Process(target=_serve, args=(child, megabytes, os.getpid()), daemon=True)
        self.process.start()
        child.close()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join(10)
        self.pipe.close()


def _serve(pipe: Connection, megabytes: int, parent: int) -> None:
    """The worker's loop: takes (function, arguments), gives (True, result, grown) or (False, error, grown): megabytes since it started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's business
    limit = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    started = _peak()
    while os.getppid() == parent:
        if not pipe.poll(5):
            continue
        try:
            function, args = pipe.recv()
        except EOFError:
            return
        answer: tuple[bool, Any]
        try:
            answer = (True, function(*args))
        except XephangError as error:
            answer = (False, (type(error), error.vi, error.en))
        except (MemoryError, RecursionError):
            vi, en = "Tài liệu cần quá nhiều bộ nhớ", "The document needs too much memory"
            answer = (False, (LimitError, vi, en))
        except Exception as error:  # a parser's own failure on hostile bytes must not end the run
            what = f"{type(error).__name__}: {error}"[:300]
            answer = (False, (UnreadableError, f"Không đọc được tài liệu ({what})", f"The document cannot be read ({what})"))
        pipe.send((*answer, _peak() - started))


def _peak() -> int:
    """The most memory that this process ever held, in megabytes."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return int(status.split("VmHWM:")[1].split()[0]) // 2**10
    except (OSError, IndexError):  # no Linux; there, getrusage would count what the parent held when it started this process
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2 ** (20 if sys.platform == "darwin" else 10)


def run(function: Callable[..., T], *args: object, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> T:
    """``function(*args)`` in a worker process; both must be picklable.

    Raises:
        LimitError: it took longer than ``seconds`` or more than ``megabytes`` of memory, or its process died.
        UnreadableError: it failed in any other way.
    """
    worker = _take(megabytes)
    try:
        worker.pipe.send((function, args))
        if not worker.pipe.poll(seconds):
            raise LimitError(f"Đọc quá {seconds:.0f} giây", f"Reading took longer than {seconds:.0f} seconds")
        done, value, grown = worker.pipe.recv()
    except (EOFError, OSError) as error:
        worker.stop()
        raise LimitError(
            "Tiến trình đọc tài liệu đã chết (tài liệu hỏng, hoặc cần quá nhiều bộ nhớ)",
            "The process that read the document died (a broken document, or one that needs too much memory)",
        ) from error
    except BaseException:
        worker.stop()
        raise
    worker.tasks += 1
    if worker.tasks >= TASKS or grown > GROWN:
        worker.stop()
    else:
        _idle.put(worker)
    if done:
        result: T = value
        return result
    kind, vi, en = value
    raise kind(vi, en)


def _take(megabytes: int) -> _Worker:
    while True:
        try:
            worker: _Worker = _idle.get_nowait()
        except queue.Empty:
            return _Worker(megabytes)
        if worker.megabytes == megabytes and worker.process.is_alive():
            return worker
        worker.stop()


def close() -> None:
    """End all idle workers."""
    while True:
        try:
            _idle.get_nowait().stop()
        except queue.Empty:
            return


atexit.register(close)
