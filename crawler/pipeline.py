"""The one item pipeline: every answer worth keeping goes into archive and store."""

from __future__ import annotations

from typing import Any

from crawler.desk import Desk, Got


class Keep:
    """Stores items as they come; one failing item is recorded and the crawl goes on."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @classmethod
    def from_crawler(cls, crawler: Any) -> Keep:
        """With the desk of the spider."""
        return cls(crawler.spider.desk)

    def process_item(self, item: Got) -> Got:
        """Store ``item``."""
        self.desk.keep(item)
        return item
