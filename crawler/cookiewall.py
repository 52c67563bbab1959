"""The "D1N" wall of Vietnamese hosts: a page that sets one cookie by script and loads itself again, for browsers only."""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.http import Response

_WALL = re.compile(rb"""document\.cookie\s*=\s*["']D1N=([0-9A-Za-z]{8,128})""")
_START = 4096  # bytes in which the script stands: the wall is a small page
TRIED = "d1n"  # key in a request's meta: the cookie has been sent already


class CookieWall:
    """Downloader middleware: asks again with the cookie that the script would set, once; the cookie jar keeps it for the host."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The same request with the cookie, or the answer."""
        found = _WALL.search(response.body[:_START])
        if found is None or request.meta.get(TRIED):
            return response
        again = request.replace(cookies={"D1N": found[1].decode("ascii")}, dont_filter=True)
        again.meta[TRIED] = True
        again.headers.pop("Cookie", None)
        return again
