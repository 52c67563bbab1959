"""SharePoint: list items shown by ``View_Detail.aspx?ItemID=N`` and pages under ``/Pages/``; letter case and padding vary."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.address import query
from crawler.preset import Preset


def _one_address(parts: SplitResult) -> str | None:
    """Page in lower case with its item; lists (``l=Tin+++``), levels and print marks choose nothing."""
    values = query(parts)
    item = values.get("itemid") or values.get("newsid") or values.get("id")
    return f"{parts.path.lower()}?itemid={item}" if item and parts.path.lower().endswith(".aspx") else None


PRESET = Preset(
    article=re.compile(
        r"\.aspx\?(.*&)?(itemid|newsid)=\d+|/pages/chuyenmuc/\d+/[^/?]+\.html|/pages/tintuc/\d+/[^/?]+\.html"
        r"|/pages/(?!default|home|trangchu|search|timkiem)[^/?]{15,}\.aspx$|/portal/pages/\d{4}-\d\d-\d\d/[^/?]+\.aspx",
        re.IGNORECASE,
    ),
    skip=re.compile(r"isprint=|/_layouts/|/forms/|editform|newform|print\.aspx", re.IGNORECASE),
    signs=("aspnetForm", "__REQUESTDIGEST", "_spPageContextInfo", "ms-rte", "Skip Ribbon Commands", "/_layouts/", "SharePoint"),
    title=(
        ".tieude_chitiet",
        "span[id$='lblTitle']",
        ".article-title",
        ".news-title-detail",
        ".detail-title",
        ".title-detail",
        "h1.title",
    ),
    date=(".ngaydang", "span[id$='lblDate']", ".article-date", ".date-detail", ".news-date", ".date-time", ".time"),
    body=(
        ".noidung_chitiet",
        "div[id$='PublishingPageContent']",
        ".ms-rtestate-field",
        ".article-content",
        ".content-detail",
        ".news-content",
        "div[id$='__ControlWrapper_RichHtmlField']",
        ".detail-content",
        ".ExternalClass",
    ),
    files=("#idAttachmentsTable", ".file-attach", ".attachments", "[id*='Attach']"),
    links=(".cbs-Item a.ms-srch-item-link", ".link-item a", ".dfwp-item .item a"),
    rewrite=_one_address,
)
