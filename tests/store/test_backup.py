from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from extract.errors import StoreError
from store.archive import Archive
from store.backup import backup, restore
from store.database import open_store
from store.home import Home
from store.models import Capture
from store.search import search
from tests.store.made import document, source


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    with Session(open_store(made)) as session:
        source(session, "a")
        document(session, Archive(made.archive), "a", "Yên Bái xếp thứ 5")
        session.commit()
    (made.root / "corrections.yaml").write_text("[]\n")
    return made


def test_a_restored_home_has_everything(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "out" / "b.tar")
    again = Home(tmp_path / "again")
    restore(again, tmp_path / "out" / "b.tar")
    with Session(open_store(again)) as session:
        capture = session.exec(select(Capture)).one()
        assert Archive(again.archive).get(capture.sha256) == "Yên Bái xếp thứ 5".encode()
        assert len(search(session, "yen bai")) == 1
    assert (again.root / "corrections.yaml").read_text() == "[]\n"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["b.tar"]


def test_a_home_with_data_is_not_overwritten(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "b.tar")
    with pytest.raises(StoreError, match="already holds data"):
        restore(home, tmp_path / "b.tar")


def test_a_cut_backup_and_a_missing_one_restore_nothing(home: Home, tmp_path: Path) -> None:
    backup(home, tmp_path / "b.tar")
    data = (tmp_path / "b.tar").read_bytes()
    for name, content in (("cut.tar", data[: len(data) // 2]), ("other.tar", b"no tar at all" * 100)):
        (tmp_path / name).write_bytes(content)
        again = Home(tmp_path / "again")
        with pytest.raises(StoreError):
            restore(again, tmp_path / name)
        assert not Path(again.root / "xephang.db").exists()
        assert not Path(again.archive).exists()
    with pytest.raises(StoreError):
        restore(Home(tmp_path / "again"), tmp_path / "none.tar")


def test_what_cannot_be_backed_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        backup(Home(tmp_path / "none"), tmp_path / "b.tar")
    with pytest.raises(StoreError, match="pg_dump"):
        backup(Home(tmp_path, "postgresql+psycopg://h/d"), tmp_path / "b.tar")
    with pytest.raises(StoreError, match="own tools"):
        backup(Home(tmp_path, "", "s3://bucket/x"), tmp_path / "b.tar")
