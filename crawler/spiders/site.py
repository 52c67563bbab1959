"""The spider of a site of which only the home page is known: finds its site maps, feeds and lists, and reads them all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.charset import decode
from crawler.explore import feeds, sections, sitemaps
from crawler.filing import Got
from crawler.listing import find_links
from crawler.spiders.feed import FeedSpider
from crawler.spiders.portal import PortalSpider


class SiteSpider(PortalSpider, FeedSpider):
    """``scrapy crawl site -a source=ID``."""

    name = "site"
    kind = "site"

    async def start(self) -> AsyncIterator[Request]:
        """The home page and, beside it, robots.txt for the site maps it names."""
        for url in self.addresses():
            for request in self.ask(url, self.home, depth_of_list=1):
                yield request

    def home(self, response: Response) -> Iterator[Got | Request]:
        """The home page: a list itself, and the way to all others."""
        html = decode(response.body)
        self.desk.recognise(html, response.url)
        yield from self.listing(response)
        for url in feeds(html, response.url):
            yield from self.once(url, self.feed, nested=0)
        articles = {link.url for link in find_links(self.desk.preset, html, response.url)}
        for url in sections(html, response.url, articles):
            yield from self.once(url, self.listing, depth_of_list=1)
        yield from self.once(response.urljoin("/robots.txt"), self.robots)

    def robots(self, response: Response) -> Iterator[Request]:
        """The site maps that robots.txt names."""
        for url in sitemaps(decode(response.body), response.url):
            yield from self.once(url, self.feed, nested=0)
