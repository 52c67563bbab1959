"""One address, fetched at once: for documents that a user adds by hand. The same guard as the crawler's stands before it."""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from crawler.address import absolute
from crawler.guard import public_addresses, refusal
from crawler.settings import DOWNLOAD_MAXSIZE, USER_AGENT
from extract.errors import FetchError

TIMEOUT = 30.0  # seconds without a byte
REDIRECTS = 8


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address returned. ``url`` is where redirects ended."""

    url: str
    body: bytes
    media_type: str
    status: int
    headers: dict[str, str]


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """Fetch ``url``, following redirects.

    Args:
        url: an http or https address.
        allow_private: also addresses of this machine and its network, which are refused otherwise.

    Raises:
        FetchError: refused, not reachable, not answered with 200, or larger than 64 MB.
    """
    for _ in range(REDIRECTS):
        answer = _once(url, allow_private)
        location = answer.headers.get("location")
        if answer.status in (301, 302, 303, 307, 308) and location:
            url = absolute(url, location) or urljoin(url, location)
        elif answer.status == 200:
            return answer
        else:
            raise FetchError(f"{url} trả về HTTP {answer.status}", f"{url} answered HTTP {answer.status}")
    raise FetchError(f"{url} chuyển hướng quá nhiều lần", f"{url} redirects too often")


def _once(url: str, allow_private: bool) -> Fetched:
    reason = refusal(url)
    if reason is not None and not (allow_private and reason in ("private address", "local name")):
        raise FetchError(
            f"Từ chối {url} ({reason}); thêm --allow-private nếu đó là máy của bạn",
            f"Refused {url} ({reason}); --allow-private if it is yours",
        )
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        connection = _connect(
            host, parts.port or (443 if parts.scheme == "https" else 80), parts.scheme == "https", allow_private
        )
        with connection:
            link = http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT)
            link.sock = connection
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {
                "Host": parts.netloc.rpartition("@")[2],
                "User-Agent": USER_AGENT,
                "Accept-Encoding": "gzip",
                "Connection": "close",
            }
            link.request("GET", path, headers=headers)
            response = link.getresponse()
            body = response.read(DOWNLOAD_MAXSIZE + 1)
            said = {name.lower(): value for name, value in response.getheaders()}
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise FetchError(f"Không lấy được {url}: {error}", f"Cannot fetch {url}: {error}") from error
    if said.get("content-encoding", "").lower() == "gzip":
        body = _unpack(body, url)
    if len(body) > DOWNLOAD_MAXSIZE:
        raise FetchError(f"{url} lớn hơn 64 MB", f"{url} is larger than 64 MB")
    return Fetched(url, body, said.get("content-type", ""), response.status, said)


def _connect(host: str, port: int, secure: bool, allow_private: bool) -> socket.socket:
    """A connection to an address that was checked: no second look-up that could answer otherwise."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM) if allow_private else public_addresses(host, port)
    last: OSError | None = None
    for family, kind, protocol, _, address in found:
        plain = socket.socket(family, kind, protocol)
        plain.settimeout(TIMEOUT)
        try:
            plain.connect(address)
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        except OSError as error:
            plain.close()
            last = error
    raise last or OSError("no address")


def _unpack(body: bytes, url: str) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(body, DOWNLOAD_MAXSIZE + 1)
    except zlib.error as error:
        raise FetchError(f"{url}: dữ liệu gzip hỏng", f"{url}: broken gzip data") from error
