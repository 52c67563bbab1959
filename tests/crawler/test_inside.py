"""A page on one server sends the crawler to another server inside: no byte is asked of that one."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

import pytest

from crawler.fetch import fetch
from crawler.guard import refusal
from crawler.replicas.server import Portal
from crawler.replicas.site import Page
from extract.errors import FetchError

FORMS = ("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "0")


@pytest.mark.parametrize("host", FORMS)
def test_a_real_server_inside_is_not_asked_by_any_spelling(host: str) -> None:
    with Portal({"/secret": Page(b"secret", "text/plain")}) as inside:
        port = inside.address.rpartition(":")[2]
        with pytest.raises(FetchError):
            fetch(f"http://{host}:{port}/secret")
        assert not inside.hits


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/"])
def test_a_redirect_never_leaves_the_web(target: str) -> None:
    def away(handler: BaseHTTPRequestHandler) -> bool:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return True

    with Portal({}) as portal:
        portal.faults["/x"] = away
        with pytest.raises(FetchError):
            fetch(portal.address + "/x", allow_private=True)
        assert portal.hits["/x"] >= 1


def test_a_redirect_into_another_port_of_an_allowed_machine_is_refused() -> None:
    with Portal({"/secret": Page(b"secret", "text/plain")}) as inside, Portal({}) as portal:
        allowed = frozenset({portal.address.removeprefix("http://")})
        assert refusal(portal.address + "/x", allowed) is None
        assert refusal(inside.address + "/secret", allowed) is not None
