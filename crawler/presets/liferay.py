"""Liferay 6 and 7: asset publishers (``/-/asset_publisher/INSTANCE/content/SLUG``), friendly addresses (``/w/SLUG``), news portlets."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.preset import Preset

_CONTENT = re.compile(r"/-/asset_publisher/[^/]*/?content/(id/\d+|[^/?]+)", re.IGNORECASE)
_DETAILS = re.compile(r"/-/(?:details|view_content/content|tin-tuc)/(\d+)", re.IGNORECASE)


def _one_address(parts: SplitResult) -> str | None:
    """The page's path with the item's slug; instance ids change, views (``/pop_up``, ``/maximized``) and ways back do not count."""
    path = re.sub(r"/(pop_up|maximized|normal)$", "", parts.path)
    match = _CONTENT.search(path) or _DETAILS.search(path)
    if match:
        return f"{path[: match.start()].lower()}/-/{match[1]}"
    return path if "/w/" in path and not parts.query.startswith("p_p_id") else None


PRESET = Preset(
    article=re.compile(
        r"/-/asset_publisher/[^/]*/?content/[^?]+|/-/details/\d+|/-/view_content/content/\d+|/-/tin-tuc/[^?]+|/web/[^/]+/w/[^/?]+|/-/[a-z_]*article/\d+",
        re.IGNORECASE,
    ),
    skip=re.compile(r"/rss|export_journal_article|/print(\?|$)", re.IGNORECASE),
    signs=("Liferay.", "portlet-boundary", "p_p_id", "asset-publisher", "asset_publisher", "lfr-", "portlet-body"),
    title=(
        ".header-title",
        "h1.header-title",
        ".portlet-asset-publisher h1",
        ".asset-full-content .asset-title",
        ".journal-content-article h1",
        ".component-title",
        "h1.title",
        ".title-news-detail",
    ),
    date=(
        ".metadata-publish-date",
        ".metadata-display-date",
        ".metadata-modified-date",
        ".metadata-create-date",
        ".metadata-entry",
        ".asset-metadata",
        ".publish-date",
        ".date-publish",
        ".journal-content-article .date",
        ".time-news",
    ),
    body=(
        ".asset-full-content .asset-content",
        ".journal-content-article",
        ".asset-full-content",
        ".content-news-detail",
        ".detail-content",
    ),
    files=(".asset-content", ".journal-content-article", ".lfr-asset-attachments", ".document-container", ".taglib-asset-links"),
    links=(
        ".asset-title a",
        ".asset-abstract h2 a",
        ".asset-abstract h3 a",
        ".asset-abstract h4 a",
        ".title-list a",
        ".asset-entries-group a.asset-title",
    ),
    rewrite=_one_address,
)
