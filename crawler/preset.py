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

    def is_article(self, url: str) -> bool:
        """Whether ``url`` has the shape of an article's address."""
        path = site_path(url)
        return bool(self.article.search(path)) and not (self.skip and self.skip.search(path))

    def canonical(self, url: str) -> str:
        """The one address of what ``url`` addresses."""
        return canonical(url, self.rewrite)

    def score(self, html: str, url: str) -> int:
        """How many marks of the system the page and its address carry."""
        return sum(sign in html for sign in self.signs) + (2 if self.signs and self.is_article(url) else 0)
