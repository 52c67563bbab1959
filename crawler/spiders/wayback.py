"""The spider of portals that are gone: lists what a web archive holds of a host (CDX) and fetches the bytes as they were."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin

from scrapy import Request
from scrapy.http import Response

from crawler.filing import Got
from crawler.focus import worth
from crawler.spiders.source import SourceSpider

REPLAY = "/web/{stamp}id_/{url}"  # "id_": the bytes as they were, without the archive's own frame


class WaybackSpider(SourceSpider):
    """``scrapy crawl wayback -a source=ID``: entries of kind ``wayback`` are the address of a CDX server."""

    name = "wayback"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.archive = ""  # address of the listing
        self.stamps: dict[str, str] = {}  # time of the newest capture by original address

    def place(self, url: str) -> str:
        """The replay of ``url``; of an attachment the capture nearest to the newest one of any page, which the archive finds itself."""
        stamp = self.stamps.get(url) or max(self.stamps.values())
        return urljoin(self.archive, REPLAY.format(stamp=stamp, url=url))

    def original(self, response: Response) -> str:
        """The address that was captured."""
        asked: str = response.meta["asked"]
        return asked

    async def start(self) -> AsyncIterator[Request]:
        """One listing for each host of the source."""
        for entry in self.desk.spec.entries:
            if entry.kind == "wayback":
                for host in self.desk.spec.hosts:
                    asked = (
                        f"url={quote(host)}/*&output=json&filter=statuscode:200&collapse=digest&fl=timestamp,original,mimetype"
                    )
                    for request in self.ask(f"{entry.address}?{asked}", self.holdings, ours=True):
                        yield request

    def holdings(self, response: Response) -> Iterator[Got | Request]:
        """Follow the newest capture of every article whose address speaks of rankings."""
        self.count(response)
        newest: dict[str, tuple[str, str]] = {}
        for stamp, url, _ in json.loads(response.body or b"[]")[1:]:
            if self.desk.preset.is_article(url) and worth(url.rpartition("/")[2].replace("-", " ")):
                newest[self.desk.key(url)] = max(newest.get(self.desk.key(url), ("", "")), (stamp, url))
        for key, (stamp, url) in newest.items():
            self.desk.tally.listed += 1
            self.desk.tally.dated += 1
            if (
                self.wanted(datetime.strptime(stamp[:8], "%Y%m%d").date())
                and not self.desk.memory.fresh(key, 10**5)
                and self.desk.articles_left > 0
            ):
                self.desk.articles_left -= 1
                self.archive, self.stamps[url] = response.url, stamp
                yield from self.ask(url, self.article, key)
