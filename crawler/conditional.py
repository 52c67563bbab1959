"""Conditional requests: what has not changed is answered from the archive instead of being sent again."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

KEY = "key"  # key in a request's meta: the canonical address that it asks for
UNCHANGED = "unchanged"  # flag of a response that the server says has not changed


class Conditional:
    """Downloader middleware: sends ETag and Last-Modified back, and turns 304 into the body that the archive holds."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk

    @classmethod
    def from_crawler(cls, crawler: Any) -> Conditional:
        """With the memory of the spider's desk."""
        return cls(crawler.spider.desk)

    def process_request(self, request: Request) -> None:
        """Add the validators of the last answer, where its body is still at hand."""
        seen = self.desk.memory.get(request.meta.get(KEY, ""))
        if seen is None or request.method != "GET" or not (seen.etag or seen.modified) or not self.desk.archive.has(seen.sha256):
            return
        if seen.etag:
            request.headers.setdefault("If-None-Match", seen.etag)
        if seen.modified:
            request.headers.setdefault("If-Modified-Since", seen.modified)

    def process_response(self, request: Request, response: Response) -> Response:
        """A 304 with its archived body, flagged as unchanged; everything else as it came."""
        seen = self.desk.memory.get(request.meta.get(KEY, "")) if response.status == 304 else None
        if seen is None:
            return response
        body = self.desk.archive.get(seen.sha256)
        headers = Headers(response.headers)
        headers["Content-Type"] = seen.media_type
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return kind(response.url, status=200, headers=headers, body=body, flags=[*response.flags, UNCHANGED], request=request)
