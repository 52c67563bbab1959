"""The spider of feeds (RSS, Atom) and site maps, indexes of site maps included."""

from __future__ import annotations

import gzip
import io
from collections.abc import AsyncIterator, Iterator
from datetime import date
from email.utils import parsedate_to_datetime

from lxml import etree
from scrapy import Request
from scrapy.http import Response

from crawler.address import absolute
from crawler.conditional import KEY
from crawler.dates import find_date
from crawler.filing import Got
from crawler.preset import Link
from crawler.spiders.source import SourceSpider
from extract.text.clean import nfc, squeeze

LIMIT = 50_000_000  # bytes of an unpacked site map
_NESTED = 3  # site maps of site maps of site maps


class FeedSpider(SourceSpider):
    """``scrapy crawl feed -a source=ID``."""

    name = "feed"

    async def start(self) -> AsyncIterator[Request]:
        """Every declared feed and site map."""
        for entry in self.desk.spec.entries:
            if entry.kind in ("feed", "sitemap"):
                for request in self.ask(self.desk.address(entry.address), self.feed, nested=0):
                    yield request

    def feed(self, response: Response) -> Iterator[Got | Request]:
        """Follow what the feed names."""
        self.count(response)
        body = response.body
        if body[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
                body = packed.read(LIMIT)
        changed = not self.desk.unchanged(response.meta[KEY], response.body)
        for kind, link in read_feed(body, response.url):
            if not self.own(link.url):
                continue
            if kind == "sitemap":
                if response.meta["nested"] < _NESTED and self.desk.key(link.url) not in self.seen:
                    self.seen.add(self.desk.key(link.url))
                    yield from self.ask(link.url, self.feed, nested=response.meta["nested"] + 1)
            else:
                yield from self.follow(link, changed)


def read_feed(body: bytes, base: str) -> Iterator[tuple[str, Link]]:
    """The entries of RSS, Atom, a site map or an index of site maps: (``sitemap`` or ``article``, link).

    A site map gives no titles: the words of the address stand in for one.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return
    for node in () if tree is None else tree.iter("{*}item", "{*}entry", "{*}url", "{*}sitemap"):
        name = etree.QName(node).localname
        said = {etree.QName(child).localname: child for child in node if isinstance(child.tag, str)}
        place = said.get("loc" if name in ("url", "sitemap") else "link")
        target = absolute(base, (place.get("href") or place.text or "") if place is not None else "")
        if not target:
            continue
        stamp = next((said[k].text or "" for k in ("pubDate", "published", "updated", "lastmod", "date") if k in said), "")
        title = (
            squeeze(nfc("".join(said["title"].itertext()))) if "title" in said else target.rpartition("/")[2].replace("-", " ")
        )
        yield ("sitemap" if name == "sitemap" else "article"), Link(target, title, find_date(stamp) or _rfc(stamp))


def _rfc(stamp: str) -> date | None:
    """The day of an RFC 822 time stamp (``Mon, 20 May 2024 08:00:00 +0700``)."""
    try:
        return parsedate_to_datetime(stamp).date()
    except (ValueError, TypeError):
        return None
