"""Backup and restore of a home: the store (SQLite's file or PostgreSQL's dump), the archive and the corrections in one tar file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from extract.errors import StoreError
from store import dumped
from store.home import Home

STORE, DUMP, ARCHIVE, CORRECTIONS = "xephang.db", "xephang.dump", "archive", "corrections.yaml"
UNDER_WAY = ".restoring"  # folder in a home: a restore is unpacking here, or was killed before the store was in its place


def backup(home: Home, path: Path) -> None:
    """Write ``home`` into the tar file ``path``, also while other processes write to the store.

    The store is copied first and the archive after it: whatever the copied rows name is in the archive by then. The file appears under its
    name only when it is whole.

    Raises:
        StoreError: there is no store, PostgreSQL's programs are not installed, the archive is elsewhere, or ``path`` cannot be written.
    """
    database, archive = _file(home), _archive(home)
    if dumped.is_empty(home) if database is None else not database.is_file():
        raise StoreError(f"Chưa có kho nào ở {home.root}", f"There is no store in {home.root}")
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder, tarfile.open(part, "w") as tar:
            copy = Path(folder) / (DUMP if database is None else STORE)
            if database is None:
                dumped.dump(home, copy)
            else:
                with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(copy)) as new:
                    old.backup(new)
            tar.add(copy, copy.name)
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
    """Fill the empty ``home`` from the backup ``path``, which was made of a store on the same kind of database.

    What an earlier restore left that was killed is no obstacle: the store comes last, and a folder says until then that the archive is ours.
    A restore that fails leaves the home empty.

    Raises:
        StoreError: the home already holds a store or an archive, or ``path`` is no backup, is damaged, or is of the other database.
    """
    database, archive, folder = _file(home), _archive(home), home.root / UNDER_WAY
    filled = not dumped.is_empty(home) if database is None else database.exists()
    if filled or (archive.exists() and not folder.exists()):
        where = home.safe_database if filled and database is None else home.root
        raise StoreError(
            f"{where} đã có dữ liệu: chỉ khôi phục vào một nơi trống (đặt XEPHANG_HOME, XEPHANG_DATABASE)",
            f"{where} already holds data: restore into an empty home only (set XEPHANG_HOME, XEPHANG_DATABASE)",
        )
    try:
        _empty(folder)
        with tarfile.open(path, "r:") as tar:
            tar.extractall(folder, filter="data")
        _check(folder, path, postgres=database is None)
        _place(folder / ARCHIVE, archive)
        if (folder / CORRECTIONS).is_file():
            (folder / CORRECTIONS).replace(home.root / CORRECTIONS)
        os.sync()  # before the store that names all of it
        if database is None:
            dumped.load(home, folder / DUMP)
        else:
            _place(folder / STORE, database)
    except BaseException as error:
        shutil.rmtree(archive, ignore_errors=True)
        if isinstance(error, OSError | tarfile.TarError):
            raise StoreError(f"Không khôi phục được từ {path}: {error}", f"Cannot restore from {path}: {error}") from error
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _place(source: Path, target: Path) -> None:
    """Bring a file, or every file of a folder, to its place, which may be on another disk."""
    for file in [source] if source.is_file() else [path for path in source.rglob("*") if path.is_file()]:
        place = target if file == source else target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{place.name}.part")
        shutil.move(file, aside)
        aside.replace(place)


def _check(folder: Path, path: Path, *, postgres: bool) -> None:
    """Whether ``folder``, out of the backup ``path``, holds a whole store for this kind of database."""
    damaged = StoreError(f"{path} không phải là bản sao lưu nguyên vẹn", f"{path} is not an intact backup")
    mine, other = (DUMP, STORE) if postgres else (STORE, DUMP)
    if (folder / other).is_file():
        kinds = ("SQLite", "PostgreSQL") if postgres else ("PostgreSQL", "SQLite")
        raise StoreError(
            f"{path} là bản sao lưu của kho {kinds[0]}, không khôi phục được vào {kinds[1]} (xem XEPHANG_DATABASE)",
            f"{path} is the backup of a store on {kinds[0]} and cannot be restored into {kinds[1]} (see XEPHANG_DATABASE)",
        )
    if not (folder / mine).is_file():
        raise damaged
    if postgres:
        return  # restored in one transaction: a damaged dump leaves nothing
    try:
        with closing(sqlite3.connect(folder / mine)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        raise damaged from error
    if not sound:
        raise damaged


def _file(home: Home) -> Path | None:
    """The file of a store on SQLite; None on PostgreSQL."""
    address = make_url(home.database)
    return Path(address.database) if address.drivername.startswith("sqlite") and address.database else None


def _archive(home: Home) -> Path:
    """The archive's folder."""
    if "://" in home.archive and not home.archive.startswith("file://"):
        raise StoreError(
            f"Kho lưu trữ ở {home.archive}: hãy sao lưu bằng công cụ của nơi đó",
            f"The archive is at {home.archive}: back it up with that service's own tools",
        )
    return Path(home.archive.removeprefix("file://"))
