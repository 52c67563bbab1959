"""Pages that need scripts: fetched by a headless Chromium where a source says ``browser: true``; off for all others.

The browser asks for what a page names without Scrapy's middlewares, so that the guard stands before it here as well.
"""

from __future__ import annotations

import os
import shutil
from typing import Any

from playwright.async_api import Request as BrowserRequest

from crawler.guard import refusal
from extract.errors import SourceError

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
_UNNEEDED = frozenset({"image", "media", "font", "stylesheet"})


def browser_settings(allowed: frozenset[str]) -> dict[str, Any]:
    """Scrapy's settings for a source that needs a browser. ``allowed``: ``host:port`` of replicas and the user's own sites.

    Raises:
        SourceError: no Chromium on this machine.
    """
    program = os.environ.get("XEPHANG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        raise SourceError(
            "Nguồn cần trình duyệt, nhưng máy này không có Chromium", "The source needs a browser, but there is no Chromium here"
        )

    def abort(request: BrowserRequest) -> bool:
        return request.resource_type in _UNNEEDED or refusal(request.url, allowed) is not None

    return {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": program,
            "headless": True,
            "args": ["--no-sandbox", "--disable-dev-shm-usage"],
        },
        "PLAYWRIGHT_ABORT_REQUEST": abort,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 30_000,
    }
