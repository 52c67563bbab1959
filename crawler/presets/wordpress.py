"""WordPress: dated or plain permalinks, ``?p=N``; the page names its canonical address."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.preset import Preset

_NOT_POSTS = r"(category|tag|author|page|feed|search|wp-content|wp-json|wp-admin|wp-login|comments|product|chuyen-muc|the|lien-he|gioi-thieu|danh-muc)"


def _one_address(parts: SplitResult) -> str | None:
    """Without AMP, feed and comment pages."""
    path = re.sub(r"/(amp|feed|comment-page-\d+)/?$", "/", parts.path)
    return path if not parts.query else None


PRESET = Preset(
    article=re.compile(
        rf"^(/[\w-]+)?/\d{{4}}/\d\d/(\d\d/)?[^/?]+/?$|^(/[\w-]+)?/(index\.php)?\?(page_id|p)=\d+$|^(/(?!{_NOT_POSTS}/)[\w-]+){{0,2}}/(?!{_NOT_POSTS}(/|$))[a-z0-9%]+(-[a-z0-9%]+){{3,}}(\.html)?/?$",
        re.IGNORECASE,
    ),
    skip=re.compile(
        r"/feed/?$|replytocom=|share=|/page/\d+|/wp-(admin|login|json|content)\b|^(/[\w-]+)?/\d{4}/\d\d/(\d\d/?)?$", re.IGNORECASE
    ),
    signs=("wp-content", "WordPress", "wp-includes", "wp-json", "hentry", "entry-content"),
    title=("h1.entry-title", ".entry-title", ".post-title", ".wp-block-post-title", "article h1", "h1"),
    date=(
        "time.entry-date",
        "time.published",
        ".posted-on",
        ".entry-date",
        ".post-date",
        ".wp-block-post-date time",
        "time.wp-block-post-date",
        "article time",
    ),
    body=(".entry-content", ".wp-block-post-content", ".post-content", ".td-post-content", ".single-content", "article .content"),
    files=(".wp-block-file", ".attachments"),
    links=(
        ".entry-title a",
        ".wp-block-post-title a",
        ".post-title a",
        "article.post h2 a",
        "article.post h3 a",
        "a[rel=bookmark]",
        ".td-module-title a",
    ),
    rewrite=_one_address,
    trust_canonical=True,
)
