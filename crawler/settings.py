"""Settings of every crawl. What differs from source to source is added by :func:`for_source`."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from crawler.source import SourceSpec

try:
    _VERSION = version("xephang")
except PackageNotFoundError:
    _VERSION = "0"
_CONTACT = os.environ.get("XEPHANG_CONTACT", "").strip()

BOT_NAME = "xephang"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = f"xephang/{_VERSION} (research on published rankings; contact: {_CONTACT or 'set XEPHANG_CONTACT'})"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "xephang"
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = True
CONCURRENT_ITEMS = 4  # items are only handed over; scrapy starts so many tasks for every answer
DOWNLOAD_HANDLERS: dict[str, Any] = {"data": None, "file": None, "ftp": None, "s3": None}  # http and https alone
LOG_LEVEL = "WARNING"
REFERRER_POLICY = "same-origin"
WARN_ON_GENERATOR_RETURN_VALUE = False  # the check reads the source of every callback for every answer

AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2.0
AUTOTHROTTLE_MAX_DELAY = 60.0
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # bytes, unpacked: no decision seen is larger, and a bomb stops here
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 8
RETRY_TIMES = 3

DNS_RESOLVER = TWISTED_DNS_RESOLVER = "crawler.guard.PublicResolver"
DOWNLOADER_MIDDLEWARES = {
    "crawler.guard.Guard": 40,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.backoff.BackOff": 550,
    "crawler.conditional.Conditional": 560,
    "crawler.cookiewall.CookieWall": 570,  # sees bodies unpacked
    "crawler.proxy.Proxy": 740,
    "crawler.whole.Whole": 595,
    "crawler.warc.WarcMiddleware": 950,
}
ITEM_PIPELINES = {"crawler.pipeline.Keep": 100}


def own_hosts() -> tuple[str, ...]:
    """``host:port`` of sites on this machine or network that the user runs and lets be crawled: ``XEPHANG_LOCAL``, commas between."""
    return tuple(name.strip() for name in os.environ.get("XEPHANG_LOCAL", "").split(",") if name.strip())


def for_source(spec: SourceSpec, base: str | None = None) -> dict[str, Any]:
    """What one source adds: its delay, its broken certificate chain; a replica or a site of the user's own needs no politeness."""
    chosen: dict[str, Any] = {"DOWNLOAD_DELAY": spec.delay, "XEPHANG_ALLOWED": list(own_hosts())}
    chosen["XEPHANG_PROXY"] = spec.proxy or os.environ.get("XEPHANG_PROXY", "").strip()
    if spec.broken_tls:
        chosen["DOWNLOAD_VERIFY_CERTIFICATES"] = False
    local = urlsplit(base or spec.base).netloc
    if base is not None or local in own_hosts():
        chosen |= {
            "AUTOTHROTTLE_ENABLED": False,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_TIMEOUT": 10,
            "XEPHANG_BACKOFF": 0.05,
            "XEPHANG_ALLOWED": [local, *own_hosts()],
        }
    if spec.browser:
        from crawler.browser import browser_settings  # noqa: PLC0415 - only for the few sources that need it

        chosen |= browser_settings(frozenset(chosen["XEPHANG_ALLOWED"]))
    return chosen
