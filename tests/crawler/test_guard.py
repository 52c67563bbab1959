"""No address leads the crawler, or `xephang add`, inside."""

from __future__ import annotations

import socket

import pytest

from crawler.fetch import fetch
from crawler.guard import is_public, public_addresses, refusal
from crawler.replicas.server import Portal
from crawler.replicas.site import Page
from extract.errors import FetchError


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:8501/", "http://127.1/", "http://2130706433/", "http://0x7f.0.0.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::a00:1]/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.5/",
        "http://192.168.1.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://0.0.0.0/", "http://printer.local/", "file:///etc/passwd",
        "ftp://a.vn/x", "gopher://a.vn/", "http://a.vn:99999/", "http:///x", "javascript:alert(1)", "http://LOCALHOST./", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_refused(url: str) -> None:
    assert refusal(url) is not None
    with pytest.raises(FetchError):
        fetch(url)


@pytest.mark.parametrize("url", ["http://phutho.gov.vn/", "https://8.8.8.8/x", "http://[2001:4860:4860::8888]/"])
def test_public_addresses_pass(url: str) -> None:
    assert refusal(url) is None


def test_only_the_named_port_of_a_replica_passes() -> None:
    allowed = frozenset({"127.0.0.1:8000"})
    assert refusal("http://127.0.0.1:8000/x", allowed) is None
    assert refusal("http://127.0.0.1:8001/x", allowed) is not None


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answer)
    with pytest.raises(FetchError):
        public_addresses("rebind.example", 80)
    with pytest.raises(FetchError):
        fetch("http://rebind.example/")
    assert not is_public("not an address")


def test_fetch_takes_one_address_and_says_in_both_languages_what_went_wrong() -> None:
    with Portal({"/x.pdf": Page(b"%PDF-1.7", "application/pdf")}) as portal:
        got = fetch(portal.address + "/x.pdf", allow_private=True)
        assert (got.body, got.media_type, got.status) == (b"%PDF-1.7", "application/pdf", 200)
        with pytest.raises(FetchError) as missing:
            fetch(portal.address + "/none", allow_private=True)
        assert "404" in missing.value.vi
        assert "404" in missing.value.en
        with pytest.raises(FetchError):
            fetch(portal.address + "/x.pdf")
