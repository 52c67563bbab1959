"""NukeViet 3 to 5: ``/vi/news/CATEGORY/SLUG-ID.html``, or ``index.php?nv=news&op=CATEGORY/SLUG-ID``; one article stands under several categories, with print and savefile twins."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.address import query
from crawler.preset import Preset

_ITEM = re.compile(r"/([^/]+-\d+)\.html?$", re.IGNORECASE)


def _one_address(parts: SplitResult) -> str | None:
    """Language with slug and id; category and module choose nothing. A download is no article."""
    values = query(parts)
    if "download" in values:
        return None
    path = f"/{values['language']}/{values.get('op', '')}.html" if "language" in values and "nv" in values else parts.path
    match = _ITEM.search(path)
    if not match:
        return None
    folders = [f for f in path[: match.start()].split("/") if f not in ("", "index.php", "savefile", "print", "news", "vi")]
    english = "/en" if "en" in folders[:1] else ""
    return f"{english}/{match[1]}.html"


PRESET = Preset(
    article=re.compile(
        r"^(/index\.php)?(/[a-z]{2})?(/[\w-]+)*/[\w-]+-\d+(\.html?|/)?$|[?&]nv=\w+&op=[\w/-]+-\d+(&|$)|/laws/detail/[^/?]+/?$",
        re.IGNORECASE,
    ),
    skip=re.compile(
        r"/(savefile|print|sendmail|tag|rss|groups|topic|author|search|users|page-\d+)(/|$)|/download/|/page-\d+|[?&]download=|op=(savefile|print|sendmail)",
        re.IGNORECASE,
    ),
    signs=("NukeViet", "nv_", "news-bodyhtml", "nukeviet", "data-nv"),
    title=("h1[itemprop=headline]", "h1.title", "#news_detail h1", ".detail-title", ".news_column h1", "h1"),
    date=(
        "[itemprop=datePublished]",
        ".news_column .h5",
        "#news_detail .time",
        ".post-date",
        ".time",
        ".news_column .text-muted",
    ),
    body=("#news-bodyhtml", "[itemprop=articleBody]", ".bodytext", "[class^=bodytext]", ".news-content", "#content-body"),
    files=(".news-download-file", ".download-file", ".news_download"),
    rewrite=_one_address,
)
