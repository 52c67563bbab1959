"""vPortal (ASP.NET): ``/vPortal/4/625/1203/ID/CATEGORY/SLUG.aspx`` and ``/SITE/N/N/N/ID/CATEGORY/SLUG.aspx``."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.preset import Preset

_IDS = re.compile(r"^/([\w-]+)/\d+/\d+/\d+/(\d+)/", re.IGNORECASE)


def _one_address(parts: SplitResult) -> str | None:
    """Site and article; category and slug choose nothing."""
    match = _IDS.match(parts.path)
    return f"/{match[1].lower()}/{match[2]}" if match else None


PRESET = Preset(
    article=re.compile(r"^/[\w-]+/\d+/\d+/\d+/\d+/[^?]+\.aspx", re.IGNORECASE),
    skip=re.compile(r"print", re.IGNORECASE),
    signs=("vPortal", "vportal", "ctl00_ContentPlaceHolder", "lblTieuDe"),
    title=("[id$='lblTieuDe']", "[id$='lblTitle']", ".TieuDe", ".news-title", "h1"),
    date=("[id$='lblNgayDang']", "[id$='lblDate']", ".NgayDang", ".news-date"),
    body=("[id$='lblNoiDung']", "[id$='divContent']", ".NoiDung", ".news-content", ".content-detail"),
    files=(".FileDinhKem", "[id*='DinhKem']", "[id*='Attach']"),
    rewrite=_one_address,
)
