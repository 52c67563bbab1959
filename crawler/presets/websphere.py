"""IBM WebSphere Portal: addresses are session state (``/wps/portal/…/!ut/p/…``); content is named by ``urile``, ``WCM_GLOBAL_CONTEXT`` or a slug."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote

from crawler.address import query
from crawler.preset import Preset

_STATE = re.compile(r"/!ut/p/[^?]*")


def _one_address(parts: SplitResult) -> str | None:
    """The content's path where the address names it, else the page's path with its state, which is then all there is."""
    values = query(parts)
    named = values.get("wcm_global_context") or values.get("urile", "").partition("path:")[2]
    if named:
        return "/wcm/" + unquote(named).strip("/").lower()
    if "/wps/wcm/connect/" in parts.path:
        return re.sub(r"\?.*", "", parts.path).lower()
    visible = _STATE.sub("", parts.path)
    return visible if visible.count("/") > 5 else None


PRESET = Preset(
    article=re.compile(
        r"/wps/(my)?portal/.*(urile=|wcm_global_context=|/chi-?tiet)|/wps/wcm/connect/[^?]*(tin|news|van-ban)[^?]*/|/wps/portal/[^!?]*/[^!/?]{20,}",
        re.IGNORECASE,
    ),
    skip=re.compile(r"presentationtemplate=.*print|/!ut/p/[^?]*print", re.IGNORECASE),
    signs=("/wps/portal", "/wps/wcm", "wpsPortlet", "ibmPortal", "wptheme"),
    title=(".wcm-title", ".title-detail", ".tieude", ".news-title", ".wpthemeControlBody h1", "h1", ".wpthemeControlBody h2"),
    date=(".wcm-date", ".date-detail", ".ngaydang", ".news-date", ".date"),
    body=(".wcm-content", ".content-detail", ".noidung", ".news-content", ".wpthemeControlBody"),
    files=(".wcm-files", ".attachments"),
    rewrite=_one_address,
)
