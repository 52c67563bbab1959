"""DotNetNuke: ``/tid/TITLE/newsid/GUID/cid/GUID``, ``/ItemID/N/View/Details.aspx`` and ``articleType/ArticleView``."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.preset import Preset

_KEYED = re.compile(r"/(newsid|itemid|articleid|id)/([0-9a-f-]+)(/|$)", re.IGNORECASE)


def _one_address(parts: SplitResult) -> str | None:
    """The item alone: title, category and tab choose nothing."""
    match = _KEYED.search(parts.path)
    return f"/{match[1].lower()}/{match[2].lower()}" if match else None


PRESET = Preset(
    article=re.compile(
        r"/newsid/[0-9a-f-]{8,}|/ItemID/\d+/|/articleType/ArticleView/articleId/\d+|/tabid/\d+/(.*/)?id/\d+", re.IGNORECASE
    ),
    skip=re.compile(r"/print/|skinsrc=|/ctl/", re.IGNORECASE),
    signs=("dnn_", "DotNetNuke", "DnnModule", "DNN Platform", "/DesktopModules/"),
    title=(".titlenews", "[id$='lblTitle']", ".edn_articleTitle", ".article-title", ".NewsTitle", "h1"),
    date=(".newsdate", "[id$='lblDate']", ".edn_articleDate", ".article-date", ".NewsDate", ".date"),
    body=(".newscontent", "[id$='lblContent']", "[id$='divContent']", ".edn_article_body", ".article-content", ".NewsContent"),
    files=(".edn_documents", ".attachments", "[id*='Attach']"),
    links=("a[id$='lnkTitle']", "a[id$='hypTitle']", ".edn_articleTitle a", ".article_title a", ".NewsTitle a"),
    rewrite=_one_address,
)
