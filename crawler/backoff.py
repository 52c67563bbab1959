"""Retries that wait: twice as long each time, or as long as the server asks for."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

LONGEST = 60.0  # seconds


def seconds(retry_after: str, now: datetime | None = None) -> float | None:
    """How long ``Retry-After`` asks to wait, as seconds or as a date; None where it says neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds())


class BackOff(RetryMiddleware):
    """Scrapy's retries (server errors, time-outs, broken connections, half bodies), each after a pause."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self.first = crawler.settings.getfloat("XEPHANG_BACKOFF", 1.0)

    @classmethod
    def from_crawler(cls, crawler: Any) -> BackOff:
        """With the first pause of the setting ``XEPHANG_BACKOFF``, seconds."""
        return cls(crawler)

    async def process_response(  # type: ignore[override]  # scrapy awaits what is a coroutine
        self, request: Request, response: Response
    ) -> Request | Response:
        """A retry after a pause, or the answer."""
        result = super().process_response(request, response)
        if isinstance(result, Request):
            await self._pause(result, response.headers.get("Retry-After"))
        return result

    async def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """A retry after a pause, or nothing."""
        result = super().process_exception(request, exception)
        if isinstance(result, Request):
            await self._pause(result, None)
        return result

    async def _pause(self, request: Request, asked: bytes | None) -> None:
        times = request.meta.get("retry_times", 1)
        stated = seconds(asked.decode("latin-1")) if asked else None
        wait = stated if stated is not None else self.first * 2 ** (times - 1) * random.uniform(0.8, 1.2)  # noqa: S311
        await asyncio.sleep(min(wait, LONGEST))
