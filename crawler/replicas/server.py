"""One portal over real HTTP: ThreadingHTTPServer on the loopback, with validators, and faults that tests inject."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from crawler.replicas.content import Content
from crawler.replicas.site import VIEWS, Page, render

# Takes over the answer to a request; true when it has answered. Used by tests: errors, half bodies, endless redirects …
Fault = Callable[[BaseHTTPRequestHandler], bool]
NOT_FOUND = Page("<html><body><p>Không tìm thấy trang / Page not found</p></body></html>".encode())


class Portal:
    """A running portal; a context manager. ``pages`` may be changed while it runs; ``hits`` counts requests by path."""

    def __init__(self, pages: dict[str, Page], port: int = 0) -> None:
        self.pages = pages
        self.hits: Counter[str] = Counter()
        self.sent = 0  # bytes of bodies
        self.unchanged = 0  # answers 304
        self.faults: dict[str, Fault] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @classmethod
    def of(cls, content: Content, port: int = 0) -> Self:
        """The portal that publishes ``content``."""
        return cls(render(content), port)

    @property
    def address(self) -> str:
        """Base address, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(portal: Portal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            portal.hits[self.path] += 1
            fault = portal.faults.get(self.path)
            if fault is not None and fault(self):
                return
            page = portal.pages.get(self.path)
            if page is None:
                self.answer(HTTPStatus.NOT_FOUND, NOT_FOUND)
            elif "ETag" in page.headers and self.headers.get("If-None-Match") == page.headers["ETag"]:
                portal.unchanged += 1
                self.answer(HTTPStatus.NOT_MODIFIED, Page(b"", page.media_type, page.headers))
            else:
                self.answer(HTTPStatus.OK, page)

        do_HEAD = do_GET

        def answer(self, status: HTTPStatus, page: Page) -> None:
            """Send one complete answer."""
            body = page.body.replace(VIEWS, str(1000 + portal.hits[self.path]).encode())
            self.send_response(status)
            self.send_header("Content-Type", page.media_type)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
                portal.sent += len(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing: the crawler reports."""

    return Handler
