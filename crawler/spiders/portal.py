"""The spider of list pages: from the lists of a portal to its articles, page by page, until nothing new comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.charset import decode
from crawler.conditional import KEY
from crawler.filing import Got
from crawler.listing import find_links
from crawler.paging import next_page
from crawler.spiders.source import SourceSpider


class PortalSpider(SourceSpider):
    """``scrapy crawl portal -a source=ID``."""

    name = "portal"
    kind = "list"

    def addresses(self) -> Iterator[str]:
        """Where to begin."""
        return (self.desk.address(entry.address) for entry in self.desk.spec.entries if entry.kind == self.kind)

    async def start(self) -> AsyncIterator[Request]:
        """The first page of every list."""
        for url in self.addresses():
            for request in self.ask(url, self.listing, depth_of_list=1):
                yield request

    def listing(self, response: Response) -> Iterator[Got | Request]:
        """Follow what the list names and its next page; the end is a page that names nothing new."""
        self.count(response)
        key = response.meta[KEY]
        html = decode(response.body)
        changed = not self.desk.unchanged(key, response.body)
        self.desk.recognise(html, response.url)
        links = find_links(self.desk.preset, html, response.url)
        new = [link for link in links if self.desk.key(link.url) not in self.seen]
        for link in new:
            yield from self.follow(link, changed)
        header = {
            name: (response.headers.get(name) or b"").decode("latin-1") for name in ("ETag", "Last-Modified", "Content-Type")
        }
        self.desk.remember(key, response.body, header["ETag"], header["Last-Modified"], header["Content-Type"])
        depth = response.meta["depth_of_list"]
        dates = [link.date for link in links if link.date]
        past = bool(dates) and max(dates) < self.since  # lists run from new to old
        following = next_page(html, response.url)
        if (
            following
            and new
            and not past
            and depth < self.desk.spec.pages
            and self.desk.articles_left > 0
            and following not in self.seen
        ):
            self.seen.add(following)
            yield from self.ask(following, self.listing, depth_of_list=depth + 1)
