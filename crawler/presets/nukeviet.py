"""NukeViet 4: ``/vi/news/CATEGORY/SLUG-ID.html``; one article stands under several categories, with print and savefile twins."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.preset import Preset

_ITEM = re.compile(r"/([^/]+-\d+)\.html?$", re.IGNORECASE)


def _one_address(parts: SplitResult) -> str | None:
    """Language and module with slug and id; the category chooses nothing."""
    match = _ITEM.search(parts.path)
    if not match:
        return None
    folders = [f for f in parts.path[: match.start()].split("/") if f not in ("", "index.php", "savefile", "print", "news", "vi")]
    english = "/en" if "en" in folders[:1] else ""
    return f"{english}/{match[1]}.html"


PRESET = Preset(
    article=re.compile(r"^(/index\.php)?(/[a-z]{2})?(/[\w-]+)*/[\w-]+-\d+\.html?$", re.IGNORECASE),
    skip=re.compile(r"/(savefile|print|sendmail|tag|page-\d+)/|/download/", re.IGNORECASE),
    signs=("NukeViet", "nv_", "news-bodyhtml", "nukeviet", "data-nv"),
    title=("h1.title", "h1[itemprop=headline]", ".detail-title", ".news_column h1", "h1"),
    date=(".news_column .h5", ".post-date", ".time", "[itemprop=datePublished]", ".news_column .text-muted"),
    body=("#news-bodyhtml", "[itemprop=articleBody]", ".bodytext", ".news-content", "#content-body"),
    files=(".news-download-file", ".download-file", ".news_download"),
    rewrite=_one_address,
)
