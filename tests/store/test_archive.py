from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from extract.errors import StoreError
from store.archive import Archive
from store.captures import add_file, record
from store.models import Capture
from tests.store.made import DAY, source


@pytest.fixture(params=["folder", "memory"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    """An archive on a folder and on another fsspec file system."""
    return Archive(str(tmp_path / "archive") if request.param == "folder" else f"memory://{uuid.uuid4()}")


@pytest.mark.parametrize("data", [b"", b"x", "Yên Bái".encode() * 5000, bytes(range(256))])
def test_what_is_put_is_got(either: Archive, data: bytes) -> None:
    name = hashlib.sha256(data).hexdigest()
    assert not either.has(name)
    assert either.put(data) == either.put(data) == name
    assert either.has(name)
    assert either.get(name) == data


def test_missing_and_damaged_blobs_are_told(either: Archive) -> None:
    with pytest.raises(StoreError, match="lacks"):
        either.get("0" * 64)
    name = either.put(b"something")
    other = either.put(b"something else")
    fs = either._fs
    fs.pipe_file(either.path(name), fs.cat_file(either.path(other)))
    with pytest.raises(StoreError, match="corrupted"):
        either.get(name)
    fs.pipe_file(either.path(name), fs.cat_file(either.path(other))[:7])
    with pytest.raises(StoreError):
        either.get(name)


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))
    archive.put(b"x")
    assert not list(tmp_path.rglob(".part-*"))


def test_a_capture_is_new_by_its_content(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "a")
        given = {"source_id": "a", "url": "https://a.example/1"}
        first, new = record(session, archive, body=b"one", now=DAY, **given)
        assert new
        again, new = record(session, archive, body=b"one", now=DAY + timedelta(days=1), **given)
        assert not new
        assert again.id == first.id
        assert again.last_seen - again.fetched_at == timedelta(days=1)
        other, new = record(session, archive, body=b"two", now=DAY + timedelta(days=2), **given)
        assert new
        assert other.id != first.id


def test_a_file_that_cannot_be_read_is_told(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    with Session(engine) as session:
        with pytest.raises(StoreError, match="Cannot read the file"):
            add_file(session, archive, tmp_path / "none.txt")
        assert session.exec(select(Capture)).all() == []
