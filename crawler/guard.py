"""Keeps the crawler off the machine's own network: only public addresses over http and https, after redirects and DNS too.

The replicas of the demo are the one exception, named host and port by host and port.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

from extract.errors import FetchError


class RefusedError(IgnoreRequest):
    """Raised inside Scrapy for an address that the guard refuses."""


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public Internet: not loopback, link-local, private, reserved, nor one of these in disguise."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def literal(host: str) -> str | None:
    """The IP address that ``host`` spells (``127.1``, ``0x7f000001`` and ``2130706433`` included); None for a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]").partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def refusal(url: str, allowed: frozenset[str] = frozenset()) -> str | None:
    """Why ``url`` must not be asked for, before any name is resolved; None where it may. ``allowed`` holds ``host:port``."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "malformed"
    if parts.scheme not in ("http", "https"):
        return f"scheme {parts.scheme or 'missing'}"
    host = (parts.hostname or "").rstrip(".")
    if f"{host}:{port}" in allowed:
        return None
    if not host or host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        return "local name"
    ip = literal(host)
    return "private address" if ip is not None and not is_public(ip) else None


def public_addresses(host: str, port: int) -> list[tuple[Any, ...]]:
    """What ``host`` resolves to, as :func:`socket.getaddrinfo` gives it.

    Raises:
        FetchError: the name does not resolve, or to an address that is not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError(f"Không phân giải được tên máy chủ {host}", f"Cannot resolve the host {host}") from error
    if not all(is_public(str(entry[4][0])) for entry in found):
        raise FetchError(f"Từ chối {host}: địa chỉ nội bộ", f"Refused {host}: not a public address")
    return list(found)


class Guard:
    """Downloader middleware: refuses every request, redirected ones included, to what is not public."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Any) -> Guard:
        """With the replicas' addresses from the setting ``XEPHANG_ALLOWED``."""
        return cls(frozenset(crawler.settings.getlist("XEPHANG_ALLOWED")))

    def process_request(self, request: Request) -> None:
        """Raise :class:`RefusedError` for an address that is not to be asked for."""
        reason = refusal(request.url, self.allowed)
        if reason is not None:
            raise RefusedError(reason)


class PublicResolver(CachingThreadedResolver):
    """Resolves names to public addresses only, so that no DNS answer leads inside between check and connection."""

    def getHostByName(self, name: str, timeout: Any = None) -> Deferred[str]:
        """The address of ``name``; an error where it is not public."""

        def check(address: str) -> str:
            if literal(name) is None and not is_public(address):
                raise CannotResolveHostError(f"{name} leads to {address}, which is not public")
            return address

        result: Deferred[str] = super().getHostByName(name, timeout or (10,))
        return result.addCallback(check)
