"""What a portal system looks like: its addresses and the places of title, date and body in its pages.

A preset is data; how pages are read with it is the same for all systems and lives in :mod:`crawler.listing` and
:mod:`crawler.article`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import SplitResult

from crawler.address import canonical, site_path

_GENERATOR = re.compile(r"<meta[^>]{0,200}generator[^>]{0,200}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a list page to an article. ``title`` is the best text that the list gives it."""

    url: str
    title: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A link to an attachment. ``title`` is the link's text, or the text beside it where the link is an icon.

    ``form`` holds the fields of a form that has to be posted to ``url`` (ASP.NET's ``__doPostBack``); empty for plain links.
    """

    url: str
    title: str
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says as an article. ``text`` is the plain text of its body; ``canonical`` the page's own word on its address."""

    title: str
    date: date | None
    body_html: str
    text: str
    files: tuple[File, ...]
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """A portal system.

    Args:
        article: what an article's path with query looks like.
        signs: marks in a page's HTML that betray the system.
        title, date, body, files: CSS selectors, tried in order; first match with text wins (``files``: all matches).
        rewrite: the one address among many of an article, from its split address.
        trust_canonical: whether ``<link rel=canonical>`` of this system names the article.
        skip: addresses that look like articles and are none.
        links: CSS selectors of the anchors that a list page has for its articles, for systems whose addresses tell nothing.
    """

    article: re.Pattern[str]
    signs: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    rewrite: Callable[[SplitResult], str | None] | None = None
    trust_canonical: bool = False
    skip: re.Pattern[str] | None = None
    links: tuple[str, ...] = ()

    def is_article(self, url: str) -> bool:
        """Whether ``url`` has the shape of an article's address."""
        return bool(self.article.search(site_path(url))) and not self.skips(url)

    def skips(self, url: str) -> bool:
        """Whether ``url`` is known not to be an article, wherever it stands."""
        return bool(self.skip and self.skip.search(site_path(url)))

    def canonical(self, url: str) -> str:
        """The one address of what ``url`` addresses."""
        return canonical(url, self.rewrite)

    def score(self, html: str, url: str) -> int:
        """How many marks of the system the page and its address carry; the page's own word on its maker counts most."""
        maker = " ".join(_GENERATOR.findall(html[:200_000]))
        marks = sum(sign in html for sign in self.signs) + 5 * any(sign in maker for sign in self.signs)
        return marks + (2 if marks and self.is_article(url) else 0)
