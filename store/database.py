"""Opens the store: SQLite by default, PostgreSQL by address alone; always migrated to this version's schema."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from extract.errors import StoreError
from store import queue
from store.home import Home

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 60  # how long a writer waits for another before it gives up
CACHE = 64 * 1024  # kB of pages that a connection to SQLite keeps
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    f"cache_size=-{CACHE}",
)
# of a session on PostgreSQL, unless the address has options of its own: sets of a part are sorted and hashed in memory, and no time is spent on
# compiling statements that run for a moment
SETTINGS = "-c work_mem=64MB -c temp_buffers=64MB -c jit=off"
LOCK = 7_315_202_607  # advisory lock of migrations on PostgreSQL: any number that nobody else uses


def open_store(home: Home) -> Engine:
    """The engine of ``home``'s store, created and migrated where needed.

    Raises:
        StoreError: the database cannot be reached, or was written by a newer version of xephang.
    """
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        engine = _engine(home.database)
        _migrate(engine, home)
        queue.install(engine)
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"Không mở được kho {home.safe_database}: {reason}", f"Cannot open the store {home.safe_database}: {reason}"
        ) from error
    return engine


def _engine(address: str) -> Engine:
    if not address.startswith("sqlite"):
        tuned = {} if "options" in make_url(address).query else {"options": SETTINGS}
        return create_engine(address, pool_pre_ping=True, connect_args=tuned)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


@contextmanager
def told(home: Home) -> Iterator[None]:
    """Turn what the database says while it is used (gone, full, locked) into a StoreError."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"Kho {home.safe_database} không dùng được: {reason}", f"The store {home.safe_database} cannot be used: {reason}"
        ) from error


def config(engine: Engine | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["engine"] = engine
    return made


def _migrate(engine: Engine, home: Home) -> None:
    head = ScriptDirectory.from_config(config()).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with _alone(engine, home):
        try:
            command.upgrade(config(engine), "head")
        except CommandError as error:
            raise StoreError(
                f"Kho {home.safe_database} do phiên bản xephang mới hơn tạo: hãy cập nhật xephang",
                f"The store {home.safe_database} was written by a newer xephang: update xephang",
            ) from error


@contextmanager
def _alone(engine: Engine, home: Home) -> Iterator[None]:
    """One migration at a time: a file lock beside SQLite, an advisory lock on PostgreSQL."""
    if engine.dialect.name == "sqlite":
        with (home.root / ".migrating").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    else:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
