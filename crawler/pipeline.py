"""The one item pipeline: every answer worth keeping goes into archive and store."""

from __future__ import annotations

from typing import Any

from crawler.desk import Desk
from crawler.filing import Got


class Keep:
    """Hands items over as they come."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @classmethod
    def from_crawler(cls, crawler: Any) -> Keep:
        """With the desk of the spider."""
        return cls(crawler.spider.desk)

    def process_item(self, item: Got) -> Got:
        """Have ``item`` stored."""
        self.desk.keep(item)
        return item
