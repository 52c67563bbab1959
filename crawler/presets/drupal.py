"""Drupal: ``/node/N``, or any path alias, which the page itself ties to one canonical address."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.preset import Preset


def _one_address(parts: SplitResult) -> str | None:
    """Without ``index.php`` and paging of comments."""
    path = parts.path.removeprefix("/index.php")
    return path.rstrip("/") if re.search(r"/node/\d+$", path) or not parts.query else None


PRESET = Preset(
    article=re.compile(
        r"/node/\d+$|/(vi/|index\.php/)?(?!taxonomy/|user|search|tags?/|node$|rss|category/)[a-z0-9]+(-[a-z0-9]+){4,}$",
        re.IGNORECASE,
    ),
    skip=re.compile(r"\?page=|/(edit|delete|feed|print|user|search|filter)(/|$)", re.IGNORECASE),
    signs=("Drupal", "drupal", "node--type", "field--name", "views-row", "node__content", "field-items"),
    title=("h1.page-title", ".page-title", "h1#page-title", ".node__title", "article h1", "h1.title", "h1"),
    date=(
        ".node__submitted",
        ".submitted",
        ".field--name-created",
        ".field-name-post-date",
        ".views-field-created",
        "article time",
    ),
    body=(".field--name-body", ".field-name-body", "article .node__content", ".node .content", ".node-content"),
    files=(".field--type-file", ".field-type-file", ".file", "#attachments"),
    links=(
        ".node__title a",
        ".node-title a",
        ".node h2 a",
        ".views-row h2 a",
        ".views-row h3 a",
        ".views-row h4 a",
        ".views-field-title a",
        "td.views-field-title a",
    ),
    rewrite=_one_address,
    trust_canonical=True,
)
