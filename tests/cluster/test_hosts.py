"""A host is asked by one process at a time, whichever sources share it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

import crawler.replicas as replicas
from crawler.crawl import BUSY, crawl
from crawler.hosts import groups, visit
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from crawler.source import SourceSpec
from crawler.sources import load_all
from store.alone import alone
from store.database import open_store
from store.home import Home
from store.models import Run


def spec(key: str, *hosts: str, entry: str = "/") -> SourceSpec:
    given = {
        "id": key,
        "name": {"vi": key * 3, "en": key * 3},
        "hosts": hosts,
        "entries": [{"address": entry}],
        "verified": "live",
    }
    return SourceSpec.model_validate({**given, "notes": "made for this test"})


def test_sources_that_share_a_host_are_one_group() -> None:
    specs = {
        s.id: s
        for s in (
            spec("d", "d.vn"), spec("c", "c.vn", "b.vn"), spec("b", "b.vn"), spec("a", "a.vn", entry="https://c.vn/x"), spec("e", "e.vn"),
        )
    }  # fmt: skip
    assert groups(specs) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
    assert visit("c", "a").lock == visit("b", "a").lock != visit("d", "d").lock
    every = load_all()
    assert groups(every).keys() == every.keys()


def test_who_comes_second_leaves_the_host_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, source = Home(tmp_path / "home"), "replica-phutho"
    with Portal.of(portals()[source]) as portal:
        monkeypatch.setitem(replicas._running, source, portal.address)
        engine = open_store(home)
        with alone(engine, f"crawl.{groups(load_all())[source]}"):
            report = crawl(home, [source])
        assert report.sources[source].outcome == BUSY
        assert not portal.hits
        with Session(engine) as session:
            assert session.exec(select(Run)).all() == []
        engine.dispose()
