"""The archive when its disk is full, and on an S3-compatible server reached over HTTP."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.errors import StoreError
from store.archive import Archive


@pytest.fixture
def small_disk() -> Iterator[None]:
    """The system itself refuses files above 4 KB, as a disk does that has no more room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)


def test_no_room_is_told_and_loses_nothing(tmp_path: Path, small_disk: None) -> None:
    archive = Archive(str(tmp_path))
    kept = archive.put(b"stored before")
    with pytest.raises(StoreError, match="Cannot write to the archive") as told:
        archive.put(os.urandom(20_000))
    assert "Không ghi được kho lưu trữ" in told.value.vi
    assert archive.get(kept) == b"stored before"
    assert archive.get(archive.put(b"small enough")) == b"small enough"
    assert len(list(tmp_path.rglob("*.zst"))) == 2


def test_an_archive_on_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    server_module = pytest.importorskip("moto.server")
    s3fs = pytest.importorskip("s3fs")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        s3fs.S3FileSystem.clear_instance_cache()  # of connections to an earlier server
        s3fs.S3FileSystem(skip_instance_cache=True).makedirs("xephang", exist_ok=True)
        archive = Archive("s3://xephang/archive")
        name = archive.put(b"something")
        assert archive.put(b"something") == name
        assert archive.get(name) == b"something"
        with pytest.raises(StoreError, match="lacks"):
            archive.get("0" * 64)
        archive._fs.pipe_file(archive.path(name), b"damaged")
        with pytest.raises(StoreError):
            archive.get(name)
    finally:
        server.stop()
        s3fs.S3FileSystem.clear_instance_cache()
