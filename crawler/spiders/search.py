"""The spider of a site's own search: asks it for the words of rankings and reads the answers as lists."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

from crawler.focus import keywords
from crawler.spiders.portal import PortalSpider


class SearchSpider(PortalSpider):
    """``scrapy crawl search -a source=ID``."""

    name = "search"
    kind = "search"

    def addresses(self) -> Iterator[str]:
        """Every search entry with every keyword."""
        return (url.replace("{keyword}", quote_plus(word)) for url in super().addresses() for word in keywords())
