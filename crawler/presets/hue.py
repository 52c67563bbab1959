"""Huế's own portal: everything by query string (``/?gd=1&cn=2&tc=345``); one article stands under several ``cn``."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.address import query
from crawler.preset import Preset


def _one_address(parts: SplitResult) -> str | None:
    """The article alone where there is one; lists keep group, column and page."""
    item = query(parts).get("tc")
    return f"/?tc={item}" if item else None


PRESET = Preset(
    article=re.compile(r"[?&]tc=\d+", re.IGNORECASE),
    skip=re.compile(r"[?&](print|in)=1", re.IGNORECASE),
    signs=("?gd=", "tieudetin", "chitiettin", "noidungtin"),
    title=(".tieudechitiet", ".chitiettin .tieude", ".news-title", "h1"),
    date=(".ngaycapnhat", ".ngay", ".chitiettin .date"),
    body=(".noidungtin", ".chitiettin .noidung", ".chitiettin"),
    files=("table.dinhkem", ".dinhkem", ".filedinhkem"),
    rewrite=_one_address,
)
