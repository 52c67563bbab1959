"""A blob that has rotted: its hash tells, it is set aside, the document says so, and the next visit of its source heals it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, col, select

import crawler.replicas as replicas
from commands.app import run
from crawler.crawl import crawl
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from store.archive import DAMAGED, Archive
from store.database import open_store
from store.failures import set_aside
from store.home import Home
from store.models import Capture, Document, Failure
from store.reading import read_stale

SOURCE = "replica-phutho"


@pytest.mark.fault("blob")
def test_a_rotten_blob_is_set_aside_and_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    monkeypatch.setenv("XEPHANG_HOME", str(home.root))
    with Portal.of(portals()[SOURCE]) as portal:
        monkeypatch.setitem(replicas._running, SOURCE, portal.address)
        crawl(home, [SOURCE])
        engine, archive = open_store(home), Archive(home.archive)
        with Session(engine) as session:
            page = session.exec(select(Capture).where(col(Capture.media_type).contains("html")).order_by(col(Capture.id))).first()
            assert page is not None
            rotten = Path(archive.path(page.sha256))
            sound = rotten.read_bytes()
            rotten.write_bytes(sound[:-9] + b"\0" * 9)
            capture_id, sha256 = page.id, page.sha256
        for _ in range(2):  # told once, however often it is tried
            assert read_stale(engine, archive).failed == 1
        with Session(engine) as session:
            (failure,) = session.exec(select(Failure).where(Failure.capture_id == capture_id))
            assert failure.error == "DamageError"
        (aside,) = set_aside(engine)
        assert "đã hỏng" in aside.vi or "thiếu" in aside.vi
        assert Path(f"{rotten}{DAMAGED}").exists()
        run(["status", "--lang", "en"])
        assert "Documents set aside: 1" in capsys.readouterr().out
        for memory in (home.root / "crawl").glob("*.sqlite*"):  # as after its days of rest: every article is due again
            memory.unlink()
        crawl(home, [SOURCE])
        assert archive.get(sha256)
        assert rotten.read_bytes() == sound
        assert read_stale(engine, archive).failed == 0
        with Session(engine) as session:
            assert session.exec(select(Document).where(Document.capture_id == capture_id, Document.current)).one()
        assert set_aside(engine) == []
        engine.dispose()
