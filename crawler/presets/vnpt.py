"""Portals of VNPT and their like: four numeric ids in the path (``/SITE/MENU/CATEGORY/ARTICLE/…``), or ``/chi-tiet-tin/id/ID``."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.preset import Preset

_IDS = re.compile(r"^/(\d+)/\d+/\d+/(\d+)(/|$)")
_ID = re.compile(r"/(?:xem-chi-tiet-tin-tuc|chi-tiet-tin|chi-tiet)/id/(\d+)")


def _one_address(parts: SplitResult) -> str | None:
    """Site and article; menu, category and slug choose nothing."""
    match = _IDS.match(parts.path)
    if match:
        return f"/{match[1]}/{match[2]}"
    match = _ID.search(parts.path)
    return f"/id/{match[1]}" if match else None


PRESET = Preset(
    article=re.compile(
        r"^/\d+/\d+/\d+/\d+/[^?]+|/(xem-chi-tiet-tin-tuc|chi-tiet-tin|chi-tiet)/id/\d+|/(article|post)/\d+/|^/[\w/-]+-n\d+$"
    ),
    signs=("vnpt-portal", "VNPT", "vnptportal", "/Handlers/DownloadFile"),
    title=(".title-detail", "h1.title-detail", ".detail-news h1", ".news-detail-title", ".article-title", "h1"),
    date=(".date-detail", ".info-detail", ".news-date", ".time-detail", ".date"),
    body=(".content-detail", ".detail-content", ".news-detail-content", ".article-content", "#news-content"),
    files=(".file-dinh-kem", ".list-file", ".attach-file"),
    rewrite=_one_address,
)
