"""A clock that jumps ahead or back: no source is forgotten or hammered, and no reading is left out of the panel."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

import store.clock
from crawler.memory import Memory, Seen
from crawler.sources import load_all
from crawler.watch import due
from store.archive import Archive
from store.captures import ensure_source, finish_run, start_run
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.models import Document, Result
from store.reading import read_stale
from tests.store.made import observation
from tests.store.test_reading import fill

NOW = datetime.now(UTC)


def set_to(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Set this machine's clock, as far as the store is concerned."""
    monkeypatch.setattr(store.clock, "utcnow", lambda: at)


@pytest.mark.fault("clock-ahead")
def test_a_visit_in_the_future_neither_stops_a_source_nor_hurries_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_store(Home(tmp_path))
    with Session(engine) as session:
        ensure_source(session, load_all()["phutho"].row())
        session.commit()
        for at in (NOW, NOW + timedelta(days=20_000)):
            set_to(monkeypatch, at)
            finish_run(session, start_run(session, "crawl", "phutho"), "ok")
        assert "phutho" in due(engine, NOW)
        set_to(monkeypatch, NOW)
        finish_run(session, start_run(session, "crawl", "phutho"), "ok")
        assert "phutho" not in due(engine, NOW + timedelta(days=1))
        assert "phutho" in due(engine, NOW + timedelta(days=8))


def test_an_article_asked_for_in_the_future_is_asked_for_again(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    memory.put("ahead", Seen("x", checked=time.time() + 10 * 86_400))
    memory.put("now", Seen("x", checked=time.time()))
    assert not memory.fresh("ahead", 30)
    assert memory.fresh("now", 30)


def shown(engine: Engine, subject: str) -> int:
    """How many values the panel has of ``subject``."""
    with Session(engine) as session:
        return len(session.exec(select(Result.id).where(Result.subject == subject, col(Result.closed_at).is_(None))).all())


@pytest.mark.fault("clock-back")
def test_what_is_read_after_the_clock_was_set_back_reaches_the_panel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    engine, archive = open_store(home), Archive(home.archive)
    fill(engine, archive, tmp_path / "files", 2)
    read_stale(engine, archive)
    consolidate(engine)
    with Session(engine) as session:  # an older reader took something for a result that the next reading will not
        document = session.exec(select(Document)).first()
        assert document is not None
        observation(session, document, 1.0, subject="Sở Xây dựng", subject_kind="department", key="taken by mistake")
        session.commit()
    consolidate(engine)
    assert shown(engine, "Sở Xây dựng") == 1
    set_to(monkeypatch, NOW - timedelta(days=400))
    read_stale(engine, archive, everything=True)
    set_to(monkeypatch, NOW + timedelta(minutes=5))
    consolidate(engine)  # looks at what has changed only
    assert shown(engine, "Sở Xây dựng") == 0
    assert shown(engine, "Sở Tư pháp") > 0
    engine.dispose()
