"""One process at a time: locks that the system lets go of when their holder dies."""

from __future__ import annotations

import fcntl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from extract.errors import BusyError


@contextmanager
def alone(engine: Engine, stage: str, *, seconds: float = 0) -> Iterator[None]:
    """Hold ``stage`` of this store: a file lock beside SQLite, an advisory lock on PostgreSQL. Wait for it up to ``seconds``.

    Raises:
        BusyError: another process holds it.
    """
    until = time.monotonic() + seconds
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database)).parent / "locks" / f"{stage}.lock"
        path.parent.mkdir(exist_ok=True)
        with path.open("w") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() >= until:
                        raise _busy(stage) from error
                    time.sleep(0.1)
            yield
        return
    key = {"key": _number(stage)}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if seconds:  # in the line with those that share it, so that they cannot keep us out for ever
            try:
                connection.execute(text("SELECT set_config('lock_timeout', :time, false)"), {"time": f"{seconds}s"})
                connection.execute(text("SELECT pg_advisory_lock(:key)"), key)
            except OperationalError as error:
                raise _busy(stage) from error
            finally:
                connection.execute(text("RESET lock_timeout"))
        elif not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar_one():
            raise _busy(stage)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)


def share(session: Session, stage: str) -> None:
    """Until the transaction of ``session`` ends, nobody is :func:`alone` in ``stage``; others may share it. PostgreSQL only.

    Raises:
        BusyError: somebody has been alone in it for a minute.
    """
    try:
        session.connection().execute(text("SET LOCAL lock_timeout = '60s'"))
        session.connection().execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": _number(stage)})
    except OperationalError as error:
        raise _busy(stage) from error


def _number(stage: str) -> int:
    return zlib.crc32(f"xephang.{stage}".encode())


def _busy(stage: str) -> BusyError:
    return BusyError(
        f"Một tiến trình xephang khác đang chạy bước '{stage}' trên kho này: hãy chờ nó xong",
        f"Another xephang process is running the stage '{stage}' on this store: wait until it has finished",
    )
