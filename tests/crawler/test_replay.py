"""What was archived can be shown again by the real pywb, after the portal is gone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from sqlmodel import Session, select

import crawler.replicas as replicas
from crawler.crawl import crawl
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from store.database import open_store
from store.home import Home
from store.models import Capture

PYWB = Path(sys.prefix) / "pywb" / "bin"
needs_pywb = pytest.mark.skipif(
    not (PYWB / "wayback").exists(), reason="pywb is not installed in its own environment (make setup)"
)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(url: str, seconds: float) -> bytes:
    """What ``url`` answers once its server is up."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return bytes(answer.read())
        except (urllib.error.URLError, ConnectionError) as error:
            if isinstance(error, urllib.error.HTTPError) or time.monotonic() > end:
                raise
            time.sleep(0.2)


@needs_pywb
def test_pywb_shows_an_archived_page_and_its_attachment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    with Portal.of(portals()["replica-phutho"]) as portal:
        monkeypatch.setitem(replicas._running, "replica-phutho", portal.address)
        crawl(home, ["replica-phutho"])
    with Session(open_store(home)) as session:
        captures = list(session.exec(select(Capture)))
    page = next(c for c in captures if c.media_type.startswith("text/html"))
    file = next(c for c in captures if c.parent_id is not None)
    shown = tmp_path / "pywb"
    shown.mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    for command in (["init", "evidence"], ["add", "evidence", str(Path(home.archive) / str(page.warc))]):
        done = subprocess.run([PYWB / "wb-manager", *command], cwd=shown, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    port = _free_port()
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [PYWB / "wayback", "-b", "127.0.0.1", "-p", str(port)], cwd=shown, env=environment, stdout=log, stderr=log
        )
        try:
            original = f"http://127.0.0.1:{port}/evidence/{page.fetched_at:%Y%m%d}id_"
            from store.archive import Archive

            archive = Archive(home.archive)
            assert _read(f"{original}/{page.url}", 30) == archive.get(page.sha256)
            assert _read(f"{original}/{file.url}", 5) == archive.get(file.sha256)
        finally:
            server.terminate()
            server.wait(10)
