"""The spider of portals that are gone: lists what a web archive holds of a host (CDX) and fetches the bytes as they were."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response

from crawler.filing import Got
from crawler.focus import worth
from crawler.spiders.source import SourceSpider

REPLAY = "/web/{stamp}id_/{url}"  # "id_": the bytes as they were, without the archive's own frame


class WaybackSpider(SourceSpider):
    """``scrapy crawl wayback -a source=ID``: entries of kind ``wayback`` are the address of a CDX server."""

    name = "wayback"

    async def start(self) -> AsyncIterator[Request]:
        """One listing for each host of the source."""
        for entry in self.desk.spec.entries:
            if entry.kind == "wayback":
                for host in self.desk.spec.hosts:
                    asked = (
                        f"url={quote(host)}/*&output=json&filter=statuscode:200&collapse=digest&fl=timestamp,original,mimetype"
                    )
                    for request in self.ask(f"{entry.address}?{asked}", self.holdings, allow_offsite=True):
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
                replay = response.urljoin(REPLAY.format(stamp=stamp, url=url))
                yield from self.ask(replay, self.article, key, allow_offsite=True)
