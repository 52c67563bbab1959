"""One process at a time: locks that the system lets go of when their holder dies."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from extract.errors import StoreError


@contextmanager
def alone(engine: Engine, stage: str) -> Iterator[None]:
    """Hold ``stage`` of this store: a file lock beside SQLite, an advisory lock on PostgreSQL.

    Raises:
        StoreError: another process holds it.
    """
    if engine.dialect.name == "sqlite":
        with Path(f"{engine.url.database}.{stage}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise _busy(stage) from error
            yield
        return
    number = zlib.crc32(f"xephang.{stage}".encode())
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": number}).scalar_one():
            raise _busy(stage)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": number})


def _busy(stage: str) -> StoreError:
    return StoreError(
        f"Một tiến trình xephang khác đang chạy bước '{stage}' trên kho này: hãy chờ nó xong",
        f"Another xephang process is running the stage '{stage}' on this store: wait until it has finished",
    )
