"""Refuses packed bodies that are cut or broken: half a page must not pass for the page."""

from __future__ import annotations

import zlib

from scrapy import Request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from crawler.settings import DOWNLOAD_MAXSIZE


class Whole:
    """Downloader middleware that sees bodies before they are unpacked."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Raise ResponseDataLossError for a gzip body that does not unpack to its end."""
        if (response.headers.get("Content-Encoding") or b"").strip().lower() in (b"gzip", b"x-gzip") and response.body:
            stream = zlib.decompressobj(31)
            try:
                stream.decompress(response.body, DOWNLOAD_MAXSIZE)
            except zlib.error as error:
                raise ResponseDataLossError(f"broken gzip data: {error}") from error
            if not stream.eof:
                raise ResponseDataLossError("gzip data is cut")
        return response
