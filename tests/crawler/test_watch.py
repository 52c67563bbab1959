"""What is due is crawled, once at a time; what went wrong is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree
from pytest_httpserver import HTTPServer
from sqlmodel import Session

from crawler.alerts import ATOM, announce
from crawler.crawl import CrawlReport
from crawler.health import suggestions, verdicts
from crawler.sources import load_all
from crawler.watch import due, watch
from extract.errors import UsageError
from store.captures import ensure_source
from store.clock import utcnow
from store.database import open_store
from store.home import Home
from store.models import Finding, Run

GOOD: dict[str, object] = {"listed": 20, "dated": 20, "body": 500}


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path)


def _run(home: Home, source_id: str, days: float, outcome: str = "ok", stats: dict[str, object] | None = None) -> None:
    at = utcnow() - timedelta(days=days)
    with Session(open_store(home)) as session:
        ensure_source(session, load_all()[source_id].row())
        session.commit()
        session.add(
            Run(
                stage="crawl",
                source_id=source_id,
                started=at,
                finished=at,
                outcome=outcome,
                stats=dict(GOOD) if stats is None else stats,
            )
        )
        session.commit()


def test_due_by_frequency_longest_waiting_first(place: Home) -> None:
    engine = open_store(place)
    everything = {key for key, spec in load_all().items() if not spec.replica}
    assert set(due(engine)) == everything
    _run(place, "phutho", 3)  # weekly: not yet
    _run(place, "baotayninh", 3)  # daily: long due
    waiting = due(engine)
    assert "phutho" not in waiting
    assert waiting[-1] == "baotayninh"
    assert set(due(engine, utcnow() + timedelta(days=5))) == everything


def test_once_crawls_what_is_due_and_no_more(place: Home) -> None:
    asked: list[list[str]] = []

    def run(home: Home, sources: list[str]) -> CrawlReport:
        asked.append(sources)
        for source_id in sources:
            _run(home, source_id, 0)
        return CrawlReport()

    watch(place, once=True, run=run)
    watch(place, once=True, run=run)
    assert len(asked) == 1


def test_never_two_at_once(place: Home) -> None:
    def run(home: Home, sources: list[str]) -> CrawlReport:
        with pytest.raises(UsageError):
            watch(home, once=True, run=run)
        return CrawlReport()

    watch(place, once=True, run=run)


def test_verdicts_worst_first_with_since_when(place: Home) -> None:
    _run(place, "phutho", 9)
    _run(place, "phutho", 6, "empty")
    _run(place, "phutho", 2, "failed")
    _run(place, "yenbai", 30)
    _run(place, "tayninh", 1)
    _run(place, "vinhphuc", 1, stats={"listed": 2, "dated": 2, "body": 500})
    _run(place, "travinh", 1, stats={"listed": 20, "dated": 3, "body": 500})
    found = verdicts(open_store(place))
    states = {v.source_id: v.state for v in found}
    assert [states[s] for s in ("phutho", "vinhphuc", "travinh", "yenbai", "hanoi", "tayninh")] == [
        "broken", "broken", "broken", "stale", "never", "fine",
    ]  # fmt: skip
    assert [v.state for v in found] == sorted((v.state for v in found), key=["broken", "stale", "never", "fine"].index)
    (phutho,) = [v for v in found if v.source_id == "phutho"]
    assert phutho.since is not None
    assert (utcnow() - phutho.since).days == 6  # since the empty run, not since the last one
    assert all(v.say("vi") and v.say("en") for v in found)


def test_news_go_out_once_through_a_webhook_and_stay_in_the_feed(
    place: Home, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    monkeypatch.setenv("XEPHANG_ALERTS", f"json://{httpserver.host}:{httpserver.port}/hook")
    engine = open_store(place)
    _run(place, "phutho", 1, "failed")
    with Session(engine) as session:
        session.add(
            Finding(
                key="k",
                rule="percent",
                severity="error",
                confidence=1,
                sentence_vi="Sai 87,5",
                sentence_en="Wrong 87.5",
                since=utcnow(),
            )
        )
        session.commit()
    assert announce(place, engine) == 2
    assert announce(place, engine) == 0
    (call,) = httpserver.log
    sent = call[0].get_data(as_text=True)
    assert "87.5" in sent
    assert "phutho" in sent
    feed = etree.fromstring((place.root / "alerts.atom").read_bytes())
    titles = [node.text for node in feed.iter(f"{{{ATOM}}}title")]
    assert any("phutho" in str(title) for title in titles)


def test_what_could_not_be_sent_is_sent_next_time(place: Home, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XEPHANG_ALERTS", f"json://{httpserver.host}:{httpserver.port}/hook")
    httpserver.expect_oneshot_request("/hook", method="POST").respond_with_data("no", status=500)
    engine = open_store(place)
    _run(place, "phutho", 1, "failed")
    assert announce(place, engine) == 1
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    assert announce(place, engine) == 1
    assert announce(place, engine) == 0


def test_bounds_are_suggested_from_a_history_of_good_runs(place: Home) -> None:
    for days, listed in ((9, 20), (6, 10), (3, 30)):
        _run(place, "phutho", days, stats={"listed": listed, "dated": listed, "body": 1000})
    _run(place, "phutho", 2, "failed", {"listed": 0, "dated": 0, "body": 0})
    _run(place, "yenbai", 2)
    assert suggestions(open_store(place)) == {"phutho": {"listed": 7, "dated": 0.7, "body": 700}}
