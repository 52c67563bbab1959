"""Addresses: one form for the many spellings of one page, and the addresses hidden in scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

# parameters that never choose what is shown: tracking, sessions, ways back, print views
_NOISE = re.compile(
    r"^(utm_\w+|fbclid|gclid|zarsrc|phpsessid|sid|sessionid|jsessionid|redirect|inheritredirect|returnurl|backurl|referer|print|isprint"
    r"|plidlayout|p_p_state|p_p_mode|tmpl|layout|itemid_back|_gl|ref|source|amp)$",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#]*|/\(S\([a-z0-9]{10,40}\)\)", re.IGNORECASE)
_IN_SCRIPT = re.compile(r"""['"]((?:https?:/)?/[^'"\s<>]{2,500})['"]""")
_POSTBACK = re.compile(r"""__doPostBack\(\s*['"]([^'"]{1,200})['"]\s*,\s*['"]([^'"]{0,200})['"]""")


def site_path(url: str) -> str:
    """Path with query, percent-decoded: what the shapes of addresses are written for."""
    parts = urlsplit(url)
    return unquote(parts.path) + (f"?{unquote(parts.query)}" if parts.query else "")


@lru_cache(maxsize=8192)
def canonical(url: str, rewrite: Callable[[SplitResult], str | None] | None = None) -> str:
    """``url`` with lower-case host, no default port, fragment, session or tracking; query in order; ``rewrite`` for its system."""
    parts = urlsplit(_SESSION.sub("", url.strip()))
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    pairs = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _NOISE.match(k))
    plain = SplitResult("http", host + port, _quoted(parts.path), urlencode(pairs), "")
    rewritten = rewrite(plain) if rewrite else None
    if not rewritten:
        return urlunsplit(plain)
    place, mark, rest = rewritten.partition("?")
    return f"http://{host}{port}{_quoted(place)}{mark}{urlencode(parse_qsl(rest, keep_blank_values=True))}"


def _quoted(path: str) -> str:
    return quote(unquote(path) or "/", safe="/:@!$&'()*+,;=-._~")


def query(parts: SplitResult) -> dict[str, str]:
    """The query's parameters with lower-case names; the last wins."""
    return {k.lower(): v for k, v in parse_qsl(parts.query, keep_blank_values=True)}


@lru_cache(maxsize=8192)
def absolute(base: str, href: str) -> str | None:
    """``href`` as an address to fetch; None for scripts, mail, anchors and what is no address."""
    href = re.sub(r"[\t\r\n]", "", href.strip())
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:", "file:")):
        return None
    try:
        joined = urljoin(base, href.replace(" ", "%20").replace("\\", "/"))
        parts = urlsplit(joined)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return joined.partition("#")[0]


def in_script(script: str, base: str) -> Iterator[str]:
    """Addresses that stand quoted in a script: ``window.open('/x')``, ``downloadFile("/y")``."""
    for match in _IN_SCRIPT.finditer(script[:4000]):
        found = absolute(base, match[1])
        if found:
            yield found


def postback(script: str) -> tuple[str, str] | None:
    """Target and argument of an ASP.NET ``__doPostBack`` in ``script``."""
    match = _POSTBACK.search(script[:4000])
    return (match[1], match[2]) if match else None


def same_site(url: str, other: str) -> bool:
    """Whether both addresses stand on one host (``www.`` aside) and port."""
    a, b = urlsplit(url), urlsplit(other)
    return (a.hostname or "").removeprefix("www.") == (b.hostname or "").removeprefix("www.") and a.port == b.port
