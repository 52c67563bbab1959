"""A crawl that is killed at random points: what was stored is whole, nothing is doubled, the next crawl finishes."""

from __future__ import annotations

import hashlib
import os
import random
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
    calm, place = Home(tmp_path / "calm"), Home(tmp_path / "home")
    chance = random.Random(3)
    killed, before = 0, []
    with Portal.of(portals()[SOURCE]) as portal:
        monkeypatch.setitem(replicas._running, SOURCE, portal.address)
        begun = time.monotonic()
        crawl(calm, [SOURCE])
        takes = time.monotonic() - begun
        for _ in range(2):
            command = [sys.executable, "-c", CHILD, str(place.root), portal.address]
            child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.3, 0.8) * takes)
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
            killed += child.wait() == -signal.SIGKILL
            child.stdout.close()
            after = stored(place)
            assert set(after) >= set(before)
            before = after
        deadline = time.monotonic() + 20
        while True:
            try:
                report = crawl(place, [SOURCE])
                break
            except StoreError:  # the spider's own process dies a moment later
                assert time.monotonic() < deadline
                time.sleep(0.2)
    assert killed >= 1
    assert report.failed == 0
    assert stored(place) == stored(calm) != []
