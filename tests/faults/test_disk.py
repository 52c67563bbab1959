"""The disk is full, or may only be read: a sentence, nothing stored is lost, and the same command goes on once there is room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlmodel import Session, select

from commands.app import run
from store.archive import Archive
from store.database import open_store
from store.home import Home
from store.models import Capture
from tests.faults.disk import disk

LINE = "Năm 2020, Sở Y tế đạt 90,5 điểm, xếp thứ {n}/20.\n"


def stored(home: Home) -> set[str]:
    """The hashes of all captures; the archive holds the bytes of each."""
    archive, engine = Archive(home.archive), open_store(home)
    with Session(engine) as session:
        found = set(session.exec(select(Capture.sha256)))
    engine.dispose()
    for sha256 in found:
        archive.get(sha256)
    return found


def files(folder: Path, count: int, size: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    made = [folder / f"{n}.txt" for n in range(count)]
    for n, path in enumerate(made):
        path.write_bytes(LINE.format(n=n + 1).encode() + os.urandom(size).hex().encode())
    return made


@pytest.mark.fault("disk-archive")
def test_the_archive_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    home = Home(tmp_path / "home", archive=str(tmp_path / "disk"))
    monkeypatch.setenv("XEPHANG_HOME", str(home.root))
    monkeypatch.setenv("XEPHANG_ARCHIVE", home.archive)
    monkeypatch.setattr("commands.add.read_all", lambda place, t: 0)  # large texts of no meaning take long to read
    with disk(tmp_path / "disk", "256k") as small:
        made = files(tmp_path / "files", 12, 30_000)
        assert run(["add", str(tmp_path / "files"), "--lang", "en"]) == 1
        assert "Cannot write to the archive" in (said := capsys.readouterr().err)
        assert "No space left on device" in said
        before = stored(home)
        assert 0 < len(before) < len(made)
        assert not list(small.path.rglob(".part-*"))
        small.remount("size=8m")
        assert run(["add", str(tmp_path / "files"), "--lang", "vi"]) == 0
        assert stored(home) > before
        assert len(stored(home)) == len(made)


@pytest.mark.fault("disk-store")
def test_the_store_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    home = Home(tmp_path / "disk", archive=str(tmp_path / "archive"))
    monkeypatch.setenv("XEPHANG_HOME", str(home.root))
    monkeypatch.setenv("XEPHANG_ARCHIVE", home.archive)
    with disk(tmp_path / "disk", "8m") as small:
        files(tmp_path / "files", 3, 100)
        assert run(["add", str(tmp_path / "files")]) == 0
        before = stored(home)
        (small.path / "other").write_bytes(b"\0" * 100)
        used = sum(path.stat().st_blocks * 512 for path in small.path.rglob("*"))
        small.remount(f"size={used // 4096 * 4096 + 16384}")  # somebody else has taken the rest
        files(tmp_path / "more", 6, 100)
        capsys.readouterr()
        assert run(["add", str(tmp_path / "more"), "--lang", "en"]) in (1, 2)
        said = capsys.readouterr().err
        assert "disk is full" in said or "No space left" in said or "disk I/O error" in said, said
        assert "Traceback" not in said
        small.remount("size=64m")
        assert stored(home) >= before
        assert run(["add", str(tmp_path / "more"), "--lang", "vi"]) == 0
        assert len(stored(home)) == 6 + len(before)


@pytest.mark.fault("disk-read-only")
def test_the_archive_may_only_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home", archive=str(tmp_path / "disk"))
    monkeypatch.setenv("XEPHANG_HOME", str(home.root))
    monkeypatch.setenv("XEPHANG_ARCHIVE", home.archive)
    with disk(tmp_path / "disk", "8m") as small:
        files(tmp_path / "files", 2, 100)
        assert run(["add", str(tmp_path / "files")]) == 0
        small.remount("ro")
        files(tmp_path / "more", 1, 100)
        assert run(["add", str(tmp_path / "more"), "--lang", "en"]) == 1
        assert "Read-only file system" in capsys.readouterr().err
        assert len(stored(home)) == 2  # and each blob was read
        assert run(["extract", "--stale", "--lang", "vi"]) == 0
        small.remount("rw")
        assert run(["add", str(tmp_path / "more"), "--lang", "en"]) == 0
        assert len(stored(home)) == 3
