"""The process that crawls: reads one job from standard input, runs the spiders, tells its progress line by line as JSON.

A process of its own because Twisted's reactor starts once in a process, and a crawl must be possible at any time.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor

AT_ONCE = 8  # sources; each host is still asked at its own pace


def main() -> None:
    """Run the job that standard input describes: see :func:`crawler.crawl.crawl`."""
    job = json.load(sys.stdin)
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor, task  # noqa: PLC0415 - the reactor must be installed first
    from twisted.internet.defer import Deferred  # noqa: PLC0415

    configure_logging({"LOG_LEVEL": "WARNING"})
    task.react(lambda _: Deferred.fromFuture(asyncio.ensure_future(_run(job))), _reactor=reactor)


async def _run(job: dict[str, Any]) -> None:
    from pathlib import Path  # noqa: PLC0415

    from crawler.books import Books  # noqa: PLC0415
    from crawler.crawl import BUSY  # noqa: PLC0415
    from crawler.desk import Tally  # noqa: PLC0415
    from crawler.hosts import groups  # noqa: PLC0415
    from crawler.sources import load_all  # noqa: PLC0415
    from extract.errors import BusyError, XephangError  # noqa: PLC0415
    from store.alone import alone  # noqa: PLC0415
    from store.database import told  # noqa: PLC0415
    from store.home import Home  # noqa: PLC0415

    home = Home(Path(job["root"]), job["database"], job["archive"])
    specs = load_all()
    together = groups(specs)
    gate = asyncio.Semaphore(AT_ONCE)

    async def visit(books: Books, group: str) -> None:
        mine = [source_id for source_id in job["sources"] if together[source_id] == group]
        async with gate:
            try:
                with alone(books.engine, f"crawl.{group}"):  # nobody else asks these hosts, on this machine or another
                    for source_id in mine:
                        await _source(books, specs[source_id], job["bases"].get(source_id), job["limits"])
            except BusyError:
                for source_id in mine:
                    _tell({"event": "source", "source": source_id, "outcome": BUSY, **Tally().counts(), **Tally().stats()})

    try:
        with told(home):
            books = Books(home)
            try:
                await asyncio.gather(*(visit(books, group) for group in {together[s]: None for s in job["sources"]}))
            finally:
                books.close()
    except XephangError as error:
        _tell({"event": "error", "vi": error.vi, "en": error.en})


async def _source(books: Any, spec: Any, base: str | None, limits: dict[str, Any]) -> None:
    """Every way into one source, one after the other, as one run."""
    from crawler.desk import Desk  # noqa: PLC0415
    from crawler.settings import for_source  # noqa: PLC0415
    from crawler.spiders.feed import FeedSpider  # noqa: PLC0415
    from crawler.spiders.portal import PortalSpider  # noqa: PLC0415
    from crawler.spiders.search import SearchSpider  # noqa: PLC0415
    from crawler.spiders.site import SiteSpider  # noqa: PLC0415
    from crawler.spiders.wayback import WaybackSpider  # noqa: PLC0415

    spiders = {
        "list": PortalSpider,
        "search": SearchSpider,
        "feed": FeedSpider,
        "sitemap": FeedSpider,
        "wayback": WaybackSpider,
        "site": SiteSpider,
    }
    desk = Desk(books, spec, base, lambda what: _tell({"event": "progress", "source": spec.id, "what": what}))
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(for_source(spec, base), priority="cmdline")
    for spider in dict.fromkeys(spiders[entry.kind] for entry in spec.entries):
        runner = AsyncCrawlerRunner(settings)
        await runner.crawl(Crawler(spider, settings), desk=desk, **limits)
    outcome = desk.finish()
    _tell({"event": "source", "source": spec.id, "outcome": outcome, **desk.tally.counts(), **desk.tally.stats()})


def _tell(event: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(event, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
