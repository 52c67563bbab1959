"""A crawl that is killed at random points: what was stored is whole, nothing is doubled, the next crawl finishes."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import Session, select

import crawler.replicas as replicas
from crawler.crawl import crawl
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from extract.errors import StoreError
from store.archive import Archive
from store.database import open_store
from store.home import Home
from store.models import Capture
from tests.killing import chances

SOURCE = "replica-phutho"
CHILD = """
import sys
from pathlib import Path
import crawler.replicas as replicas
from crawler.crawl import crawl
from store.home import Home
replicas._running["replica-phutho"] = sys.argv[2]
print("ready", flush=True)
crawl(Home(Path(sys.argv[1])), ["replica-phutho"])
"""


def stored(home: Home) -> list[tuple[str, str]]:
    """Every capture's address and hash; the archive has its bytes."""
    archive, engine = Archive(home.archive), open_store(home)
    with Session(engine) as session:
        made = sorted((c.canonical_url, c.sha256) for c in session.exec(select(Capture)))
    engine.dispose()
    for _, sha256 in made:
        assert hashlib.sha256(archive.get(sha256)).hexdigest() == sha256
    return made


@pytest.mark.fault("killed-crawler")
def test_killed_at_random_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calm = Home(tmp_path / "calm")
    with Portal.of(portals()[SOURCE]) as portal:
        monkeypatch.setitem(replicas._running, SOURCE, portal.address)
        begun = time.monotonic()
        crawl(calm, [SOURCE])
        takes = time.monotonic() - begun
        expected = stored(calm)
        for i, chance in enumerate(chances(3)):
            place = Home(tmp_path / f"home{i}")
            before: list[tuple[str, str]] = []
            killed = 0
            for _ in range(2):
                killed += _killed(place, portal.address, chance.uniform(0.3, 0.8) * takes)
                after = stored(place)
                assert set(after) >= set(before)
                before = after
            assert killed >= 1
            assert _finished(place) == 0
            assert stored(place) == expected != []


def _killed(place: Home, address: str, moment: float) -> bool:
    """Crawl in a process that is killed after ``moment`` seconds; false where it ended before."""
    command = [sys.executable, "-c", CHILD, str(place.root), address]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(moment)
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.stdout.close()
    return child.wait() == -signal.SIGKILL


def _finished(place: Home) -> int:
    """The next crawl ends; how many addresses failed."""
    deadline = time.monotonic() + 20
    while True:
        try:
            return crawl(place, [SOURCE]).failed
        except StoreError:  # the spider's own process dies a moment later
            assert time.monotonic() < deadline
            time.sleep(0.2)
