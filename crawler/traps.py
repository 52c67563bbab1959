"""Pages that are not what they seem: calendars, endless paging, soft 404s, empty pages, bot walls, gambling spam.

A trap is recognised, counted and reported; what it caught is never stored as a document of interest.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit

from crawler.address import query, site_path
from extract.text.clean import fold


class Trap(StrEnum):
    """Why an address or a page is left alone."""

    CALENDAR = "calendar"
    SORTING = "sorting"
    TWIN = "printable-twin"
    DEEP = "too-deep"
    SOFT_404 = "soft-404"
    EMPTY = "empty"
    BOT_WALL = "bot-wall"
    GAMBLING = "gambling"
    PRIVATE = "private-address"


_CALENDAR = re.compile(
    r"/(lich|calendar|events?)/|[?&](d|ngay|date|month|thang|day)=\d{1,4}([/-]|&|$)|/archive/\d{4}/\d\d/\d\d/", re.IGNORECASE
)
_SORTING = frozenset(
    "sort orderby order dir sortby direction filter filters pagesize mode sort_by sort_order filter_order".split()
)
_VIEWS = re.compile(
    r"[?&]view=(list|grid|table|card|calendar|month|week|day|agenda|thumbnail)s?(&|$)", re.IGNORECASE
)  # Joomla's view=article is an article
_TWIN = re.compile(r"[?&](is)?print=|/print(/|$|\.aspx)|tmpl=component|/pop_up$|savefile/|/amp/?$", re.IGNORECASE)
_GAMBLING_HOST = re.compile(
    r"(^|[.-])(kuwin|98win|bet|\w*bet88|ufabet\w*|casino\w*|jun88|shbet|hi88|new88|fun88|f8bet|789\w*|w88|fb88|sunwin|go88|xoso\w*|nhacai\w*|vn88)\d*(?=[.-]|$)",
    re.IGNORECASE,
)
_GAMBLING_PATH = re.compile(r"/\d+/viewspace-\d+\.html", re.IGNORECASE)
_GAMBLING_WORDS = re.compile(
    r"\b(nha cai|ca cuoc|no hu|tai xiu|casino|ban ca doi thuong|keo nha cai|xo so truc tuyen|song bac)\b"
)
_SOFT_404 = re.compile(
    r"khong tim thay (trang|noi dung|bai viet|du lieu)|trang (ban|quy vi)? ?(tim|yeu cau|truy cap)[^.]{0,40}khong ton tai|noi dung khong ton tai"
    r"|bai viet (nay )?(khong ton tai|da bi xoa|khong con)|page (can ?not|could not|not) (be )?found|^\W*(error )?404\b"
)
_BOT_WALL = re.compile(
    r"document\.cookie\s*=\s*[\"']D1N=|cf-chl|challenge-platform|_incapsula_|captcha|checking your browser|just a moment"
    r"|ddos-guard|access denied|request rejected",
    re.IGNORECASE,
)
_DEEP = 14  # path segments: no portal seen goes deeper, endless relative links do
_SHORT = 1500  # characters of text below which a page may be a wall or an error


def address_trap(url: str) -> Trap | None:
    """Why ``url`` is not to be fetched; None for an honest address."""
    parts = urlsplit(url)
    path = site_path(url)
    if _GAMBLING_HOST.search(parts.hostname or "") or _GAMBLING_PATH.search(path):
        return Trap.GAMBLING
    segments = [s for s in parts.path.split("/") if s]
    if len(segments) > _DEEP or any(segments.count(s) > 3 for s in set(segments)) or len(url) > 2000:
        return Trap.DEEP
    if _CALENDAR.search(path):
        return Trap.CALENDAR
    if set(query(parts)) & _SORTING or _VIEWS.search(path):
        return Trap.SORTING
    return Trap.TWIN if _TWIN.search(path) else None


def page_trap(html: str, title: str, text: str) -> Trap | None:
    """Why a page served as 200 is no article; ``text`` is the article's body (or the page's text where no body was found)."""
    short = len(text) < _SHORT
    if short and _BOT_WALL.search(html[:50_000]) and len(text) < 400:
        return Trap.BOT_WALL
    folded = fold(f"{title}\n{text[:4000]}")
    if short and _SOFT_404.search(folded):
        return Trap.SOFT_404
    if len(set(_GAMBLING_WORDS.findall(folded))) >= 3:
        return Trap.GAMBLING
    return Trap.EMPTY if text.strip().lower() in ("", "null", "undefined", "none") else None
