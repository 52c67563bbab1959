"""Batches: durable before recorded, recorded before remembered; and after a failure nothing more."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from crawler.writer import ROOM, Task, Writer
from extract.errors import StoreError
from store.archive import Archive


def _writer(told: list[str], fail: type[Exception] | None = None) -> Writer:
    def commit() -> None:
        told.append("commit")
        if fail:
            raise fail("full")

    return Writer(lambda batch: told.append("durable"), commit, lambda: told.append("given up"))


def test_a_batch_is_durable_before_it_is_recorded_and_committed_before_it_is_remembered() -> None:
    told: list[str] = []
    writer = _writer(told)
    writer.put(Task(lambda: told.append("bytes"), lambda: told.append("row"), lambda: told.append("memory")))
    writer.close()
    assert told == ["bytes", "durable", "row", "commit", "memory"]


def test_what_waits_becomes_one_batch_in_its_order() -> None:
    told: list[str] = []
    gate = threading.Event()
    writer = _writer(told)
    writer.put(Task(lambda: [gate.wait(5)].clear()))
    for number in range(50):
        writer.put(Task(record=lambda n=number: told.append(str(n))))  # type: ignore[misc]  # mypy knows no such default
    gate.set()
    writer.close()
    assert [t for t in told if t.isdigit()] == [str(n) for n in range(50)]
    assert told.count("commit") <= 3


def test_after_a_failure_nothing_is_remembered_and_every_call_tells_it() -> None:
    told: list[str] = []
    writer = _writer(told, OSError)
    writer.put(Task(done=lambda: told.append("memory")))
    with pytest.raises(OSError, match="full"):
        writer.flush()
    with pytest.raises(OSError, match="full"):
        writer.put(Task())
    with pytest.raises(OSError, match="full"):
        writer.close()
    assert told == ["durable", "commit", "given up"]


def test_who_hands_over_too_much_waits() -> None:
    gate = threading.Event()
    writer = _writer([])
    writer.put(Task(lambda: [gate.wait(5)].clear(), size=ROOM))
    late = threading.Thread(target=writer.put, args=(Task(),))
    late.start()
    late.join(0.1)
    assert late.is_alive()
    gate.set()
    late.join(5)
    assert not late.is_alive()
    writer.close()


def test_prepared_blobs_are_seen_only_once_they_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(str(tmp_path))
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    names = [archive.prepare(text.encode()) for text in ("một", "hai", "một")]
    assert not archive.has(names[0])
    assert not synced
    archive.settle()
    assert len(synced) >= 2 + 1  # two files and their folders
    assert [archive.get(name).decode() for name in names] == ["một", "hai", "một"]
    assert not list(tmp_path.rglob(".part-*"))


def test_a_full_disk_leaves_no_scraps_and_stores_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(str(tmp_path))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    name = archive.prepare(b"x")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        archive.settle()
    assert not archive.has(name)
    assert not list(tmp_path.rglob(".part-*"))
