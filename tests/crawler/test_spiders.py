"""Every spider over real HTTP against a small site of the test's own: ways in, limits, traps, and what is left alone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from sqlmodel import Session, select

from crawler.crawl import SourceReport, crawl
from crawler.replicas.server import Portal
from crawler.replicas.site import Page
from store.database import open_store
from store.home import Home
from store.models import Capture

TEXT = "Theo kết quả vừa công bố, địa phương tăng nhiều bậc so với năm trước. " * 5
Declare = Callable[..., SourceReport]


def _article(title: str, day: str, more: str = "", text: str = TEXT) -> Page:
    html = f'<html><body><h1>{title}</h1><p>{day}</p><article itemprop="articleBody"><p>{text}</p>{more}</article></body></html>'
    return Page(html.encode())


def _list(*links: tuple[str, str, str], more: str = "") -> Page:
    rows = "".join(f'<div class="row"><h3><a href="{url}">{title}</a></h3><span>{day}</span></div>' for url, title, day in links)
    return Page(f"<html><body><main>{rows}</main>{more}</body></html>".encode())


@pytest.fixture
def site() -> Iterator[Portal]:
    pages = {
        f"/xep-hang-pci-nam-{year}-{year}.html": _article(f"Xếp hạng PCI năm {year}", f"10/04/{year + 1}")
        for year in range(2015, 2023)
    }
    with Portal(pages) as portal:
        yield portal


@pytest.fixture
def run(site: Portal, home: Path, monkeypatch: pytest.MonkeyPatch) -> Declare:
    """Declare the site as a source of the user's own, with these entries, and crawl it."""
    host = site.address.removeprefix("http://")
    monkeypatch.setenv("XEPHANG_LOCAL", host)

    def declare(*entries: dict[str, str], source: dict[str, object] | None = None, **limits: object) -> SourceReport:
        said = {
            "name": {"vi": "Trang thử", "en": "Test site"}, "kind": "newspaper", "hosts": [host], "scheme": "http", "delay": 0,
            "verified": "address-shape", "notes": "Made by a test.", **({"entries": list(entries)} if entries else {}), **(source or {}),
        }  # fmt: skip
        (home / "sources").mkdir(parents=True, exist_ok=True)
        (home / "sources" / "thu.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
        return crawl(Home(home), ["thu"], **limits).sources["thu"]  # type: ignore[arg-type]

    return declare


def home_urls(home: Path) -> set[str]:
    with Session(open_store(Home(home))) as session:
        return {capture.url.partition("//")[2].partition("/")[2] for capture in session.exec(select(Capture))}


def _feed(site: Portal, years: range) -> bytes:
    items = "".join(
        f"<item><title>Xếp hạng PCI {y}</title><link>{site.address}/xep-hang-pci-nam-{y}-{y}.html</link>"
        f"<pubDate>Mon, 10 Apr {y + 1} 08:00:00 +0700</pubDate></item>"
        for y in years
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def test_feed_with_its_limits(site: Portal, run: Declare, home: Path) -> None:
    site.pages["/rss"] = Page(_feed(site, range(2015, 2023)), "application/rss+xml")
    entry = {"kind": "feed", "address": "/rss"}
    assert run(entry, since=date(2020, 1, 1), until=date(2021, 12, 31)).inserted == 2
    assert home_urls(home) == {"xep-hang-pci-nam-2019-2019.html", "xep-hang-pci-nam-2020-2020.html"}
    assert run(entry, max_pages=3).pages == 3
    site.pages["/rss2"] = Page(_feed(site, range(2015, 2018)), "application/rss+xml")
    assert run({"kind": "feed", "address": "/rss2"}, sample=1).pages == 2


def test_site_maps_nested_packed_and_endless(site: Portal, run: Declare, home: Path) -> None:
    a = site.address
    urls = "".join(
        f"<url><loc>{a}/xep-hang-pci-nam-{y}-{y}.html</loc><lastmod>{y + 1}-04-10</lastmod></url>" for y in (2021, 2022)
    )
    urls += "<url><loc>http://elsewhere.example/xep-hang-1.html</loc></url>"
    site.pages["/sitemap.xml"] = Page(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{a}/one.xml.gz</loc></sitemap>'
        f"<sitemap><loc>{a}/sitemap.xml</loc></sitemap></sitemapindex>".encode(), "application/xml",
    )  # fmt: skip
    packed = gzip.compress(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode())
    site.pages["/one.xml.gz"] = Page(packed, "application/gzip")
    report = run({"kind": "sitemap", "address": "/sitemap.xml"})
    assert (report.outcome, report.inserted, report.failed) == ("ok", 2, 0)
    assert site.hits["/sitemap.xml"] <= 2


def test_search_asks_for_every_keyword_and_takes_an_article_once(site: Portal, run: Declare) -> None:
    from urllib.parse import quote_plus

    from crawler.focus import keywords

    for word in keywords():
        site.pages[f"/tim?q={quote_plus(word)}"] = _list(
            ("/xep-hang-pci-nam-2021-2021.html", "Xếp hạng PCI năm 2021", "10/04/2022"), ("/lich-tiep-cong-dan-tuan-nay-99.html", "Lịch tiếp công dân tuần này", "1/4/2022")
        )  # fmt: skip
    report = run({"kind": "search", "address": "/tim?q={keyword}"})
    assert (report.inserted, report.failed) == (1, 0)
    assert report.skipped == 1  # a title that speaks of no ranking, counted once
    assert site.hits["/xep-hang-pci-nam-2021-2021.html"] == 1


def test_wayback_lists_and_replays_the_newest_capture(site: Portal, run: Declare, home: Path) -> None:
    old = "http://cong-cu.gov.vn/xep-hang-pci-nam-2012-77.html"
    rows = [["timestamp", "original", "mimetype"], ["20130411000000", old, "text/html"], ["20150411000000", old, "text/html"],
            ["20140411000000", "http://cong-cu.gov.vn/anh-dep-que-huong-toi-78.html", "text/html"]]  # fmt: skip
    host = site.address.removeprefix("http://")
    asked = f"/cdx?url={host}/*&output=json&filter=statuscode:200&collapse=digest&fl=timestamp,original,mimetype"
    asked = asked.replace(f"url={host}/*", f"url={host.replace(':', '%3A')}/*")
    site.pages[asked] = Page(json.dumps(rows).encode(), "application/json")
    site.pages[f"/web/20150411000000id_/{old}"] = _article(
        "Xếp hạng PCI năm 2012", "15/03/2013", '<a href="/f/qd.pdf">Quyết định</a>'
    )
    site.pages["/web/20150411000000id_/http://cong-cu.gov.vn/f/qd.pdf"] = Page(b"%PDF-1.4", "application/pdf")
    entry = {"kind": "wayback", "address": f"{site.address}/cdx"}
    report = run(entry)
    assert (report.inserted, report.failed) == (2, 0), site.hits
    assert run(entry).pages <= 1  # what was replayed once is not asked for again
    assert run(entry, until=date(2014, 1, 1)).inserted == 0


def test_only_a_base_address_is_enough(site: Portal, run: Declare, home: Path) -> None:
    site.pages["/"] = Page(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" type="application/rss+xml" href="/comments/feed"></head>'
        '<body><nav><a href="/tin-tuc">Tin tức</a><a href="/anh">Thư viện ảnh</a></nav></body></html>'.encode()
    )
    site.pages["/rss"] = Page(_feed(site, range(2015, 2017)), "application/rss+xml")
    site.pages["/robots.txt"] = Page(f"User-agent: *\nDisallow:\nSitemap: {site.address}/map.xml".encode(), "text/plain")
    site.pages["/map.xml"] = Page(
        f"<urlset><url><loc>{site.address}/xep-hang-pci-nam-2017-2017.html</loc></url></urlset>".encode(), "text/xml"
    )
    site.pages["/tin-tuc"] = _list(
        ("/xep-hang-pci-nam-2018-2018.html", "Xếp hạng PCI năm 2018", "10/4/2019"), ("/xep-hang-pci-nam-2019-2019.html", "Xếp hạng PCI năm 2019", "10/4/2020"),
        more='<ul class="pager"><li><a rel="next" href="/tin-tuc?trang=2">2</a></li></ul>',
    )  # fmt: skip
    site.pages["/tin-tuc?trang=2"] = _list(("/xep-hang-pci-nam-2020-2020.html", "Xếp hạng PCI năm 2020", "10/4/2021"))
    report = run()
    assert home_urls(home) == {f"xep-hang-pci-nam-{y}-{y}.html" for y in range(2015, 2021)}
    assert report.failed == 0
    assert site.hits["/anh"] == site.hits["/comments/feed"] == 0


def test_traps_are_bounded_reported_and_never_stored(site: Portal, run: Declare, home: Path) -> None:
    rows = [(f"/xep-hang-bay-{n}-{n}000.html", f"Xếp hạng của bẫy số {n}", "") for n in range(6)]
    bad = {
        "/lich/?d=2024-05-01": "Xếp hạng theo lịch công tác tuần", "/tin?sort=asc": "Xếp hạng sắp theo tên bài viết",
        "/vi/news/savefile/a/xep-hang-9.html": "Xếp hạng bản lưu của bài", "/a/b/a/b/a/b/a/b/xep-hang-9.html": "Xếp hạng đường dẫn lặp lại mãi",
        "/9/viewspace-12.html": "Xếp hạng của trang cờ bạc",
    }  # fmt: skip
    site.pages["/tin"] = _list(*rows, *((url, title, "") for url, title in bad.items()))
    site.pages[rows[0][0]] = _article("Thông báo", "", text="Không tìm thấy trang bạn yêu cầu.")
    site.pages[rows[1][0]] = Page(b'<html><body><div itemprop="articleBody">null</div></body></html>')
    site.pages[rows[2][0]] = _article("Bảng xếp hạng", "", text="bảng xếp hạng nhà cái, cá cược, nổ hũ, tài xỉu " * 40)
    site.pages[rows[3][0]] = Page(b'<html><body><script>document.cookie="D1N=1"</script></body></html>')
    site.pages["/"] = _list()
    site.faults[rows[4][0]] = lambda handler: _home(handler)
    site.pages[rows[5][0]] = _article("Xếp hạng của bẫy số 5", "1/1/2024")
    report = run({"kind": "list", "address": "/tin"}, source={"system": "generic"})
    assert home_urls(home) == {"xep-hang-bay-5-5000.html"}
    assert report.traps == {
        "soft-404": 2, "empty": 1, "gambling": 2, "bot-wall": 1, "calendar": 1, "sorting": 1, "printable-twin": 1, "too-deep": 1,
    }  # fmt: skip


def test_session_ids_make_no_new_article_and_endless_paging_ends(site: Portal, run: Declare) -> None:
    for n in range(1, 60):
        site.pages[f"/tin?trang={n}"] = _list(
            (f"/xep-hang-pci-nam-2021-2021.html;jsessionid={n:032d}", "Xếp hạng PCI năm 2021", "10/4/2022"),
            more=f'<a rel="next" href="/tin?trang={n + 1}">Trang sau</a>',
        )
        site.pages[f"/xep-hang-pci-nam-2021-2021.html;jsessionid={n:032d}"] = site.pages["/xep-hang-pci-nam-2021-2021.html"]
    report = run({"kind": "list", "address": "/tin?trang=1"}, source={"system": "generic"})
    assert report.inserted == 1
    assert report.pages == 3  # the second page names nothing new, so that the third is not asked for


def test_a_changed_markup_still_gives_the_article(site: Portal, run: Declare, home: Path) -> None:
    site.pages["/tin"] = _list(("/xep-hang-pci-nam-2021-2021.html", "Xếp hạng PCI năm 2021", "10/4/2022"))
    page = f'<html><body><div><h2 class="x">Xếp hạng PCI năm 2021</h2><div class="la"><p>{TEXT}</p><a href="/tai?id=9">Quyết định kèm theo</a></div></div></body></html>'
    site.pages["/xep-hang-pci-nam-2021-2021.html"] = Page(page.encode())
    site.pages["/tai?id=9"] = Page(
        b"%PDF-1.4 nothing", "application/octet-stream", {"Content-Disposition": "attachment; filename=a.pdf"}
    )
    run({"kind": "list", "address": "/tin"}, source={"system": "nukeviet"})
    assert "xep-hang-pci-nam-2021-2021.html" in home_urls(home)


def _home(handler: object) -> bool:
    handler.send_response(302)  # type: ignore[attr-defined]
    handler.send_header("Location", "/")  # type: ignore[attr-defined]
    handler.send_header("Content-Length", "0")  # type: ignore[attr-defined]
    handler.end_headers()  # type: ignore[attr-defined]
    return True
