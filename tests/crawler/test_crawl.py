"""From list pages to stored captures, over real HTTP, by the real spiders; and what happens when portals misbehave."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlmodel import Session, select

import crawler.replicas as replicas
from crawler.crawl import crawl
from crawler.health import verdicts
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from crawler.replicas.site import Page
from extract.errors import SourceError, StoreError
from store.archive import Archive
from store.database import open_store
from store.home import Home
from store.models import Capture, Failure, Run


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def phutho(monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    with Portal.of(portals()["replica-phutho"]) as portal:
        monkeypatch.setitem(replicas._running, "replica-phutho", portal.address)
        yield portal


def _captures(home: Home) -> list[Capture]:
    with Session(open_store(home)) as session:
        return list(session.exec(select(Capture)))


def _failures(home: Home) -> list[Failure]:
    with Session(open_store(home)) as session:
        return list(session.exec(select(Failure)))


def test_all_replicas_are_stored_with_attachments_and_a_second_run_costs_nearly_nothing(place: Home) -> None:
    told: list[str] = []
    with replicas.serve() as addresses:
        first = crawl(place, list(addresses), progress=lambda done, total, what: told.append(what))
    with replicas.serve() as addresses:  # on other ports: what is known stays known
        second = crawl(place, list(addresses))
    assert first.failed == second.failed == 0
    assert all(report.outcome == "ok" for report in first.sources.values())
    captures = _captures(place)
    assert first.inserted == len(captures) > 60
    assert len(told) == first.pages
    files = [c for c in captures if c.parent_id is not None]
    assert {c.media_type.split("/")[-1].split(".")[-1] for c in files} == {"pdf", "sheet", "document"}
    by_id = {c.id: c for c in captures}
    assert all(by_id[c.parent_id].source_id == c.source_id and c.anchor for c in files)
    archive = Archive(place.archive)
    assert all(archive.get(c.sha256) for c in captures)
    assert not [c for c in captures if "chợ hoa" in archive.get(c.sha256).decode("utf-8", "replace").lower()[:2000]]
    assert second.inserted == 0
    assert second.unchanged == sum(r.listed - r.skipped for r in first.sources.values())
    assert sum(r.bytes for r in second.sources.values()) <= sum(r.bytes for r in first.sources.values()) / 10


def test_every_answer_is_in_a_valid_warc_with_its_request(place: Home, phutho: Portal) -> None:
    crawl(place, ["replica-phutho"], sample=3)
    (capture, *_) = _captures(place)
    assert capture.warc
    path = Path(place.archive) / capture.warc
    program = Path(sys.executable).with_name("warcio")
    assert subprocess.run([program, "check", path], check=False).returncode == 0
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds[0] == "warcinfo"
    assert kinds.count("response") == kinds.count("request") > 4
    with path.open("rb") as file:
        file.seek(capture.warc_offset or 0)
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_headers.get_header("WARC-Target-URI") == capture.url
        assert record.content_stream().read() == Archive(place.archive).get(capture.sha256)


def test_limits(place: Home, phutho: Portal) -> None:
    from datetime import date

    sampled = crawl(place, ["replica-phutho"], sample=2)
    assert len([c for c in _captures(place) if c.parent_id is None]) == 2
    assert sampled.pages <= 2 + 1 + 3
    dated = crawl(Home(place.root / "b"), ["replica-phutho"], since=date(2021, 1, 1), until=date(2021, 12, 31))
    urls = [c.canonical_url for c in _captures(Home(place.root / "b")) if c.parent_id is None]
    assert len(urls) == 2
    assert dated.failed == 0
    assert crawl(Home(place.root / "c"), ["replica-phutho"], max_pages=1).pages == 1


def test_a_changed_page_is_a_new_capture_and_a_vanished_one_is_marked(place: Home, phutho: Portal) -> None:
    crawl(place, ["replica-phutho"])
    lists = [url for url in phutho.pages if url.startswith("/vi/tin-tuc")]
    changed, gone = [url for url in phutho.pages if url.startswith("/vi/chi-so-chuyen") or url.startswith("/vi/pci-2020")]
    old = phutho.pages[changed]
    body = old.body.replace(b"</article>", "<p>Đính chính: xếp thứ 24.</p></article>".encode(), 1).replace(
        b"</div>", b" sua </div>", 40
    )
    phutho.pages[changed] = Page(body, old.media_type)
    del phutho.pages[gone]
    for url in lists:  # a list that has changed makes its articles be asked for again
        phutho.pages[url] = Page(phutho.pages[url].body + b"<!-- new -->", phutho.pages[url].media_type)
    report = crawl(place, ["replica-phutho"])
    assert report.updated == 1
    assert report.failed == 0
    captures = _captures(place)
    assert len([c for c in captures if c.canonical_url.endswith(changed)]) == 2
    (vanished,) = [c for c in captures if c.vanished_at]
    assert vanished.canonical_url.endswith(gone)


def test_counters_that_move_make_no_new_capture(place: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with Portal.of(portals()["replica-travinh"]) as portal:
        monkeypatch.setitem(replicas._running, "replica-travinh", portal.address)
        first = crawl(place, ["replica-travinh"])
        for url in [u for u in portal.pages if "tin-tuc-su-kien" in u]:
            portal.pages[url] = Page(portal.pages[url].body + b"<!-- x -->", portal.pages[url].media_type)
        second = crawl(place, ["replica-travinh"])
    assert second.pages > 12  # the articles were asked for again, and their counters had moved on
    assert second.inserted == 0
    assert len(_captures(place)) == first.inserted


def _error_500(handler: BaseHTTPRequestHandler) -> bool:
    handler.send_error(500)
    return True


def _half_body(handler: BaseHTTPRequestHandler) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html><body>half")
    handler.close_connection = True
    return True


def _loop(handler: BaseHTTPRequestHandler) -> bool:
    handler.send_response(302)
    handler.send_header("Location", handler.path)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
    return True


def _inside(handler: BaseHTTPRequestHandler) -> bool:
    handler.send_response(302)
    handler.send_header("Location", "http://127.0.0.1:9/secret")
    handler.send_header("Content-Length", "0")
    handler.end_headers()
    return True


def _broken_gzip(handler: BaseHTTPRequestHandler) -> bool:
    body = gzip.compress(b"<html><body>" + b"x" * 5000)[:-20] + b"garbage"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
    return True


@pytest.mark.parametrize("fault", [_error_500, _half_body, _loop, _broken_gzip])
def test_a_failing_article_is_recorded_and_the_others_are_stored(
    fault: Callable[[BaseHTTPRequestHandler], bool], place: Home, phutho: Portal
) -> None:
    victim = next(url for url in phutho.pages if url.startswith("/vi/pci-2020"))
    phutho.faults[victim] = fault
    report = crawl(place, ["replica-phutho"])
    assert report.failed == 1
    assert report.sources["replica-phutho"].outcome == "ok"
    assert report.inserted == 10
    (failure,) = _failures(place)
    assert failure.url.endswith(victim)
    assert failure.message_vi != failure.message_en
    if fault in (_error_500, _half_body):
        assert phutho.hits[victim] == 4  # asked again three times


def test_a_server_error_that_passes_is_retried(place: Home, phutho: Portal) -> None:
    victim = next(url for url in phutho.pages if url.startswith("/vi/pci-2020"))
    phutho.faults[victim] = lambda handler: phutho.hits[victim] < 3 and _error_500(handler)
    report = crawl(place, ["replica-phutho"])
    assert (report.failed, report.inserted) == (0, 11)


def test_a_redirect_inside_is_refused(place: Home, phutho: Portal) -> None:
    victim = next(url for url in phutho.pages if url.startswith("/vi/pci-2020"))
    phutho.faults[victim] = _inside
    report = crawl(place, ["replica-phutho"])
    assert report.sources["replica-phutho"].traps == {"private-address": 1}
    assert report.inserted == 10


def test_wrong_charset_and_content_type_do_not_matter(place: Home, phutho: Portal) -> None:
    victim = next(url for url in phutho.pages if url.startswith("/vi/pci-2020"))
    phutho.pages[victim] = Page(phutho.pages[victim].body, "text/plain; charset=iso-8859-1")
    for url in [u for u in phutho.pages if u.startswith("/vi/tin-tuc")]:
        phutho.pages[url] = Page(phutho.pages[url].body, "text/html; charset=windows-1258")
    assert crawl(place, ["replica-phutho"]).inserted == 11


def test_traps_are_counted_and_not_stored(place: Home, phutho: Portal) -> None:
    victim = next(url for url in phutho.pages if url.startswith("/vi/pci-2020"))
    wall = '<html><body><script>document.cookie="D1N=abc";location.reload()</script></body></html>'
    phutho.pages[victim] = Page(wall.encode())
    gone = next(url for url in phutho.pages if url.startswith("/vi/pci-2021"))
    phutho.pages[gone] = Page("<html><body><h1>Thông báo</h1><p>Không tìm thấy trang bạn yêu cầu.</p></body></html>".encode())
    report = crawl(place, ["replica-phutho"])
    assert report.sources["replica-phutho"].traps == {"bot-wall": 1, "soft-404": 1}
    assert report.inserted == 9


def test_empty_is_a_failure_and_health_says_since_when(place: Home, phutho: Portal) -> None:
    crawl(place, ["replica-phutho"])
    engine = open_store(place)
    assert [v.state for v in verdicts(engine) if v.source_id == "replica-phutho"] == ["fine"]
    for url in [u for u in phutho.pages if u.startswith("/vi/tin-tuc")]:
        phutho.pages[url] = Page(b"<html><body><p>Giao dien moi</p></body></html>")
    report = crawl(place, ["replica-phutho"])
    assert report.sources["replica-phutho"].outcome == "empty"
    assert report.failed == 1
    verdict = verdicts(engine)[0]
    assert (verdict.source_id, verdict.state) == ("replica-phutho", "broken")
    with Session(engine) as session:
        last = session.exec(select(Run).order_by(Run.id.desc())).first()  # type: ignore[union-attr]
        assert last is not None
        assert (last.outcome, verdict.since) == ("empty", last.started)


def test_robots_txt_is_obeyed(place: Home, phutho: Portal) -> None:
    phutho.pages["/robots.txt"] = Page(b"User-agent: xephang\nDisallow: /vi/pci-2020\n", "text/plain")
    report = crawl(place, ["replica-phutho"])
    assert report.sources["replica-phutho"].traps == {"robots": 1}
    assert report.inserted == 10


def test_unknown_sources_and_replicas_that_do_not_run_are_refused(place: Home) -> None:
    with pytest.raises(SourceError):
        crawl(place, ["nowhere"])
    with pytest.raises(SourceError):
        crawl(place, ["replica-phutho"])


def test_an_attachment_that_failed_is_asked_for_again_although_its_page_has_not_changed(place: Home, phutho: Portal) -> None:
    crawl(place, ["replica-phutho"])
    whole = len(_captures(place))
    other = Home(place.root / "other")
    files = [url for url, page in phutho.pages.items() if not page.media_type.startswith(("text/html", "application/xml"))]
    (broken, *_) = [url for url in files if url.lower().endswith((".pdf", ".docx", ".xlsx"))]
    phutho.faults[broken] = _error_500
    assert crawl(other, ["replica-phutho"]).failed == 1
    assert len(_captures(other)) == whole - 1
    phutho.faults.clear()
    again = crawl(other, ["replica-phutho"])
    assert len(_captures(other)) == whole
    assert again.inserted == 1


def test_an_archive_that_cannot_be_written_ends_the_crawl_with_a_sentence(place: Home, phutho: Portal) -> None:
    place.root.mkdir(parents=True)
    (place.root / "file").write_text("x")
    with pytest.raises(StoreError, match="Cannot write to the archive"):
        crawl(Home(place.root, archive=str(place.root / "file" / "archive")), ["replica-phutho"])
    assert not _captures(place)
