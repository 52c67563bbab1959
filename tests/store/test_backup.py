from __future__ import annotations

import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlmodel import Session, select

from extract.errors import StoreError
from store import dumped
from store.archive import Archive
from store.backup import DUMP, backup, restore
from store.database import open_store
from store.dumped import is_empty
from store.home import Home
from store.models import Capture
from store.search import search
from tests.store.made import document, source

KILLED = """
import os, signal, sys
from pathlib import Path
from store.backup import restore
from store.home import Home
os.sync = lambda: os.kill(os.getpid(), signal.SIGKILL)  # the archive is in its place, the store is not
restore(Home(Path(sys.argv[1]), sys.argv[2]), Path(sys.argv[3]))
"""


@pytest.fixture
def home(place: Home) -> Home:
    """A filled home on either database."""
    made = place
    with Session(open_store(made)) as session:
        source(session, "a")
        document(session, Archive(made.archive), "a", "Yên Bái xếp thứ 5")
        session.commit()
    (made.root / "corrections.yaml").write_text("[]\n")
    return made


def empty(home: Home, root: Path) -> Home:
    """Another home, on the same kind of database."""
    if home.database.startswith("sqlite"):
        return Home(root)
    server, _, name = home.database.rpartition("/")
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}_again"))
        connection.execute(text(f"CREATE DATABASE {name}_again"))
    admin.dispose()
    return Home(root, f"{home.database}_again")


def test_a_restored_home_has_everything(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "out" / "b.tar")
    again = empty(home, tmp_path / "again")
    restore(again, tmp_path / "out" / "b.tar")
    with Session(open_store(again)) as session:
        capture = session.exec(select(Capture)).one()
        assert Archive(again.archive).get(capture.sha256) == "Yên Bái xếp thứ 5".encode()
        assert len(search(session, "yen bai")) == 1
    assert (again.root / "corrections.yaml").read_text() == "[]\n"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["b.tar"]


@pytest.mark.fault("killed-restore")
def test_a_killed_restore_is_no_obstacle_to_the_next(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "b.tar")
    again = empty(home, tmp_path / "again")
    for _ in range(2):
        child = subprocess.run(
            [sys.executable, "-c", KILLED, str(again.root), again.database, str(tmp_path / "b.tar")], check=False, timeout=120
        )
        assert child.returncode == -signal.SIGKILL
        assert Path(again.archive).is_dir()
    restore(again, tmp_path / "b.tar")
    with Session(open_store(again)) as session:
        capture = session.exec(select(Capture)).one()
    assert Archive(again.archive).get(capture.sha256) == "Yên Bái xếp thứ 5".encode()
    assert not [path.name for path in again.root.iterdir() if path.name.startswith(".")]


def test_a_restore_that_fails_leaves_an_empty_home(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    backup(home, tmp_path / "b.tar")
    again = empty(home, tmp_path / "again")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(StoreError, match="No space left"):
            restore(again, tmp_path / "b.tar")
    assert not Path(again.archive).exists()
    restore(again, tmp_path / "b.tar")
    assert Path(again.archive).is_dir()


def test_a_home_with_data_is_not_overwritten(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "b.tar")
    with pytest.raises(StoreError, match="already holds data"):
        restore(home, tmp_path / "b.tar")


def test_a_cut_backup_and_a_missing_one_restore_nothing(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "b.tar")
    data = (tmp_path / "b.tar").read_bytes()
    for name, content in (("cut.tar", data[: len(data) // 2]), ("other.tar", b"no tar at all" * 100)):
        (tmp_path / name).write_bytes(content)
        again = empty(home, tmp_path / "again")
        with pytest.raises(StoreError):
            restore(again, tmp_path / name)
        assert not Path(again.root / "xephang.db").exists()
        assert again.database.startswith("sqlite") or is_empty(again)
        assert not Path(again.archive).exists()
    with pytest.raises(StoreError):
        restore(Home(tmp_path / "again"), tmp_path / "none.tar")


def test_what_cannot_be_backed_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        backup(Home(tmp_path / "none"), tmp_path / "b.tar")
    with pytest.raises(StoreError, match="Cannot open the store"):
        backup(Home(tmp_path, "postgresql+psycopg://127.0.0.1:1/d"), tmp_path / "b.tar")
    with pytest.raises(StoreError, match="own tools"):
        backup(Home(tmp_path, "", "s3://bucket/x"), tmp_path / "b.tar")


def test_a_damaged_dump_leaves_the_database_empty(home: Home, tmp_path: Path) -> None:
    if home.database.startswith("sqlite"):
        pytest.skip("of PostgreSQL")
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        (tmp_path / DUMP).write_bytes(b"PGDMP no dump at all")
        tar.add(tmp_path / DUMP, DUMP)
    again = empty(home, tmp_path / "again")
    with pytest.raises(StoreError, match="pg_restore"):
        restore(again, tmp_path / "b.tar")
    assert is_empty(again)
    with pytest.raises(StoreError, match="on PostgreSQL and cannot be restored into SQLite"):
        restore(Home(tmp_path / "lite"), tmp_path / "b.tar")


def test_without_its_programs_it_says_what_to_install(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if home.database.startswith("sqlite"):
        pytest.skip("of PostgreSQL")
    monkeypatch.setattr(dumped, "PLACES", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="install postgresql-client"):
        backup(home, tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()
