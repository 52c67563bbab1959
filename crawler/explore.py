"""Finds the ways into a site of which only the home page is known: its feeds, site maps and the lists its menus name."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

import yaml

from crawler.address import absolute, same_site
from crawler.listing import parse, text_of
from extract.text.clean import fold

_FEED = re.compile(r"(rss|atom)\+xml", re.IGNORECASE)
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|zip|rar|jpe?g|png)$", re.IGNORECASE)
SECTIONS = 15  # lists followed from one home page
_MENU_WORDS = 9  # a menu's entry has at most so many words


@cache
def _words() -> re.Pattern[str]:
    words: list[str] = yaml.safe_load(Path(__file__).with_name("sections.yaml").read_text("utf-8"))
    return re.compile(r"\b(" + "|".join(re.escape(fold(word)) for word in words) + r")\b")


def feeds(html: str, url: str) -> list[str]:
    """The feeds that the page's head names, comments' feeds aside."""
    tree = parse(html)
    if tree is None:
        return []
    found = [
        target
        for link in tree.iter("link")
        if _FEED.search(link.get("type") or "")
        and (target := absolute(url, link.get("href") or ""))
        and same_site(target, url)
        and "comment" not in target
    ]
    return list(dict.fromkeys(found))[:5]


def sitemaps(robots: str, url: str) -> list[str]:
    """The site maps that a robots.txt names."""
    found = (absolute(url, said) for said in _SITEMAP.findall(robots[:500_000]))
    return list(dict.fromkeys(target for target in found if target))[:10]


def sections(html: str, url: str, articles: Collection[str] = ()) -> list[str]:
    """Addresses of the lists of news, announcements and documents that the page links by short names, most telling first.

    ``articles`` are addresses known to be none.
    """
    tree = parse(html)
    if tree is None:
        return []
    found: dict[str, int] = {}
    for anchor in tree.iter("a"):
        text = fold(text_of(anchor)[:120])
        target = absolute(url, anchor.get("href") or "")
        if (
            not target
            or not same_site(target, url)
            or target.rstrip("/") == url.rstrip("/")
            or target in articles
            or _FILE.search(target)
        ):
            continue
        told = len(_words().findall(text))
        if told and len(text.split()) <= _MENU_WORDS:
            found[target] = max(found.get(target, 0), told)
    return sorted(found, key=lambda target: -found[target])[:SECTIONS]
