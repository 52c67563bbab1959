"""A way around geo-blocks: requests through an HTTP proxy, for all sources or for one."""

from __future__ import annotations

from typing import Any

from scrapy import Request


class Proxy:
    """Downloader middleware before Scrapy's own for proxies: names the proxy of the setting ``XEPHANG_PROXY``."""

    def __init__(self, address: str) -> None:
        self.address = address

    @classmethod
    def from_crawler(cls, crawler: Any) -> Proxy:
        """With the source's proxy, or everyone's."""
        return cls(crawler.settings.get("XEPHANG_PROXY") or "")

    def process_request(self, request: Request) -> None:
        """Send ``request`` through the proxy, where there is one."""
        if self.address:
            request.meta.setdefault("proxy", self.address)
