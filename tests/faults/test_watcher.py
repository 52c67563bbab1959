"""`xephang watch` killed in the middle of a crawl: the next one is not locked out and does what was left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlmodel import Session, select

from crawler import sources
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from crawler.watch import due, watch
from store.database import open_store
from store.home import Home
from store.models import Capture, Run

CHILD = """
import sys
from pathlib import Path
from crawler import sources
from crawler.watch import watch
from store.home import Home
sources.FOLDER = Path(sys.argv[2])
watch(Home(Path(sys.argv[1])))
"""
OWN = """
name: {{vi: Cổng thử, en: Trial portal}}
province: Phú Thọ
hosts: ["{host}"]
scheme: http
system: drupal
entries: [{{address: /vi/tin-tuc}}]
frequency: daily
delay: 0
verified: live
notes: A site of the user's own, on this machine.
"""


@pytest.mark.fault("killed-watcher")
def test_a_killed_watcher_is_followed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, empty = Home(tmp_path / "home"), tmp_path / "none"
    empty.mkdir()
    (home.root / "sources").mkdir(parents=True)
    with Portal.of(portals()["replica-phutho"]) as portal:
        host = portal.address.removeprefix("http://")
        (home.root / "sources" / "trial.yaml").write_text(OWN.format(host=host), "utf-8")
        monkeypatch.setenv("XEPHANG_HOME", str(home.root))
        monkeypatch.setenv("XEPHANG_LOCAL", host)
        monkeypatch.setattr(sources, "FOLDER", empty)

        def slow(handler: BaseHTTPRequestHandler) -> bool:
            time.sleep(3)
            return False

        portal.faults |= dict.fromkeys([path for path in portal.pages if path != "/vi/tin-tuc"][5:], slow)
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(home.root), str(empty)], start_new_session=True)
        end = time.monotonic() + 120
        engine = open_store(home)
        while True:
            with Session(engine) as session:
                before = set(session.exec(select(Capture.canonical_url, Capture.sha256)))
            if before:
                break
            assert time.monotonic() < end
            assert child.poll() is None
            time.sleep(0.1)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        portal.faults.clear()
        assert due(engine) == ["trial"]
        watch(home, once=True)
        assert due(engine) == []
        with Session(engine) as session:
            after = list(session.exec(select(Capture.canonical_url, Capture.sha256)))
            assert set(after) >= before
            assert len(after) == len(set(after)) == 11
            assert [run.outcome for run in session.exec(select(Run).order_by(Run.id))] == ["interrupted", "ok"]  # type: ignore[arg-type]
        engine.dispose()
