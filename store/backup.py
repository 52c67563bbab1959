"""Backup and restore of a home on this machine: the store's file, the archive and the corrections in one tar file."""

from __future__ import annotations

import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from extract.errors import StoreError
from store.home import Home

STORE, ARCHIVE, CORRECTIONS = "xephang.db", "archive", "corrections.yaml"


def backup(home: Home, path: Path) -> None:
    """Write ``home`` into the tar file ``path``, also while other processes write to the store.

    The store is copied first and the archive after it: whatever the copied rows name is in the archive by then. The file appears under its
    name only when it is whole.

    Raises:
        StoreError: there is no store, it is on PostgreSQL, the archive is elsewhere, or ``path`` cannot be written.
    """
    database, archive = _local(home)
    if not database.is_file():
        raise StoreError(f"Chưa có kho nào ở {home.root}", f"There is no store in {home.root}")
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder, tarfile.open(part, "w") as tar:
            copy = Path(folder) / STORE
            with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(copy)) as new:
                old.backup(new)
            tar.add(copy, STORE)
            if archive.is_dir():
                tar.add(archive, ARCHIVE, filter=lambda member: None if member.name == f"{ARCHIVE}/parts" else member)
            corrections = home.root / CORRECTIONS
            if corrections.is_file():
                tar.add(corrections, CORRECTIONS)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"Không sao lưu được vào {path}: {error}", f"Cannot back up to {path}: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def restore(home: Home, path: Path) -> None:
    """Fill the empty ``home`` from the backup ``path``.

    Raises:
        StoreError: the home already holds a store or an archive, or ``path`` is no backup or is damaged.
    """
    database, archive = _local(home)
    if database.exists() or archive.exists():
        raise StoreError(
            f"{home.root} đã có dữ liệu: chỉ khôi phục vào một thư mục trống (đặt XEPHANG_HOME)",
            f"{home.root} already holds data: restore into an empty home only (set XEPHANG_HOME)",
        )
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.root) as name:
            folder = Path(name)
            with tarfile.open(path, "r:") as tar:
                tar.extractall(folder, filter="data")
            _check(folder / STORE, path)
            if (folder / CORRECTIONS).is_file():
                (folder / CORRECTIONS).replace(home.root / CORRECTIONS)
            for source, target in (
                (folder / ARCHIVE, archive),
                (folder / STORE, database),
            ):  # the store last: it is what makes a home
                if source.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    source.replace(target)
    except (OSError, tarfile.TarError) as error:
        raise StoreError(f"Không khôi phục được từ {path}: {error}", f"Cannot restore from {path}: {error}") from error


def _check(database: Path, path: Path) -> None:
    damaged = StoreError(f"{path} không phải là bản sao lưu nguyên vẹn", f"{path} is not an intact backup")
    if not database.is_file():
        raise damaged
    try:
        with closing(sqlite3.connect(database)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        raise damaged from error
    if not sound:
        raise damaged


def _local(home: Home) -> tuple[Path, Path]:
    """The store's file and the archive's folder."""
    address = make_url(home.database)
    if not address.drivername.startswith("sqlite") or not address.database:
        raise StoreError(
            "Kho PostgreSQL: hãy sao lưu bằng pg_dump và khôi phục bằng pg_restore",
            "The store is on PostgreSQL: back it up with pg_dump and restore it with pg_restore",
        )
    if "://" in home.archive and not home.archive.startswith("file://"):
        raise StoreError(
            f"Kho lưu trữ ở {home.archive}: hãy sao lưu bằng công cụ của nơi đó",
            f"The archive is at {home.archive}: back it up with that service's own tools",
        )
    return Path(address.database), Path(home.archive.removeprefix("file://"))
