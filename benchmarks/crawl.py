"""Pages a second of a crawl that stores and archives, beside a bare Scrapy spider that throws the same pages away.

    python benchmarks/crawl.py [PAGES]

Both run over one and the same site on the loopback (a replica portal with PAGES articles), each in a process of its own, timed
from its first request to its last answer. Then the unchanged site is visited again: bytes and time of the second run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

import crawler.replicas as replicas
from crawler.crawl import ROOT, crawl
from crawler.replicas.content import Content, Item, portals
from crawler.replicas.server import Portal
from store.database import open_store
from store.home import Home
from store.models import Run

SOURCE = "replica-phutho"
BARE = """
import json, sys, time
import scrapy
from scrapy.crawler import CrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = [sys.argv[1] + "/vi/tin-tuc"]
    pages, begun = 0, 0.0
    def parse(self, response):
        Bare.begun = Bare.begun or time.monotonic()
        Bare.pages += 1
        for href in response.css(".node__title a::attr(href), .pager__item--next a::attr(href)").getall():
            yield response.follow(href, self.parse)
    def closed(self, reason):
        print(json.dumps([Bare.pages, time.monotonic() - Bare.begun]))

process = CrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "ROBOTSTXT_OBEY": True, "TELNETCONSOLE_ENABLED": False})
process.crawl(Bare)
process.start()
"""


def site(pages: int) -> Content:
    """A portal with ``pages`` articles, each of them about a ranking."""
    first = portals()[SOURCE].articles
    articles = [
        Item(
            id=i,
            date=date(2020, 1, 1) + timedelta(days=i),
            title=f"Xếp hạng chuyển đổi số kỳ {i}",
            lead=item.lead,
            body=item.body,
        )
        for i in range(1, pages + 1)
        for item in [first[i % len(first)]]
    ]
    return portals()[SOURCE].model_copy(update={"articles": tuple(reversed(articles)), "per_page": max(5, pages // 15)})


def seconds(home: Home) -> float:
    """How long the newest run took, by the store."""
    with Session(open_store(home)) as session:
        run = session.exec(select(Run).order_by(col(Run.id).desc())).first()
        assert run is not None
        assert run.finished is not None
        return (run.finished - run.started).total_seconds()


def cpu() -> float:
    """Seconds of processor time that the processes started so far have taken, their start included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print one line a run and the two ratios."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with Portal.of(site(pages)) as portal, tempfile.TemporaryDirectory() as folder:
        replicas._running[SOURCE] = portal.address
        home = Home(Path(folder))
        bare = Path(folder) / "bare.py"  # scrapy reads the source of callbacks, so the spider needs a file
        bare.write_text(BARE, "utf-8")
        spent = cpu()
        printed = subprocess.run([sys.executable, bare, portal.address], capture_output=True, check=True, cwd=ROOT).stdout
        bare_pages, bare_seconds = json.loads(printed)
        bare_cpu, spent = cpu() - spent, cpu()
        sent = portal.sent
        first = crawl(home, [SOURCE])
        first_cpu, spent = cpu() - spent, cpu()
        first_seconds, first_bytes = seconds(home), portal.sent - sent
        sent = portal.sent
        second = crawl(home, [SOURCE])
        second_cpu = cpu() - spent
        second_seconds, second_bytes = seconds(home), portal.sent - sent
    bare_rate, rate = bare_pages / bare_seconds, first.pages / first_seconds
    print(f"bare spider    {bare_pages} pages  {bare_seconds:.2f} s  {bare_rate:.0f} pages/s")
    print(
        f"first crawl    {first.pages} pages  {first_seconds:.2f} s  {rate:.0f} pages/s  {first.inserted} captures  {first_bytes} bytes"
    )
    print(f"second crawl   {second.pages} pages  {second_seconds:.2f} s  {second.inserted} captures  {second_bytes} bytes")
    print(f"ratio to bare  {rate / bare_rate:.2f} (wanted: at least 0.8)")
    print(
        f"second/first   bytes {second_bytes / first_bytes:.3f}, time {second_seconds / first_seconds:.3f} (wanted: at most 0.1)"
    )
    print(f"processor      bare {bare_cpu:.2f} s, first {first_cpu:.2f} s, second {second_cpu:.2f} s (each with its start)")


if __name__ == "__main__":
    main()
