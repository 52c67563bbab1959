"""Paging: the address of a list's next page, in whatever words, arrows or numbers the system prints it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.address import absolute, same_site
from crawler.listing import parse, text_of

_NEXT = re.compile(
    r"^\W*(sau|trang sau|trang kế|kế tiếp|tiếp|tiếp theo|trang tiếp( theo)?|next( page)?|older posts|cũ hơn)\W*$", re.IGNORECASE
)
_NUMBER = re.compile(r"^(?:page|trang)?\s*(\d{1,4})$", re.IGNORECASE)
_ARROWS = {"»", "›", ">", "→", ">>"}  # arrows that doubly mean "last" are tried after words


def next_page(html: str, url: str) -> str | None:
    """The list's next page: ``rel=next``, a link that says so, or the number after the current one; None at the end."""
    tree = parse(html)
    if tree is None:
        return None
    numbers: dict[int, str] = {}
    arrows: list[str] = []
    words: list[str] = []
    for anchor in [*tree.iter("link"), *tree.iter("a")]:
        target = absolute(url, anchor.get("href") or "")
        if not target or not same_site(target, url) or target == url:
            continue
        text = text_of(anchor)[:30]
        classes = f"{anchor.get('class') or ''} {_parent_class(anchor)}".lower().split()
        if "disabled" in classes:
            continue
        if "next" in (anchor.get("rel") or "").split():
            return target
        label = anchor.get("title") or anchor.get("aria-label") or ""
        if {"next", "pager-next", "pager__item--next"} & set(classes) or _NEXT.match(text) or _NEXT.match(label):
            words.append(target)
        elif text in _ARROWS:
            arrows.append(target)
        elif number := _NUMBER.match(text):
            numbers.setdefault(int(number[1]), target)
    if words:
        return words[0]
    following = numbers.get(_current(tree, numbers, url) + 1)
    return following or (arrows[0] if arrows else None)


def _current(tree: HtmlElement, numbers: dict[int, str], url: str) -> int:
    """The number of the page we are on: linked to itself, or standing unlinked among the page numbers."""
    for node in tree.iter("span", "b", "strong", "li", "em", "a"):
        classes = (node.get("class") or "").lower()
        marked = any(word in classes.split() for word in ("current", "active", "is-active", "pag-active", "selected"))
        if (marked or node.get("aria-current")) and (number := _NUMBER.match(text_of(node)[:12])):
            return int(number[1])
    first = re.search(r"(?:page|trang|cur|pageindex)[=/-]?(\d{1,4})", url, re.IGNORECASE)
    return int(first[1]) if first else min(numbers, default=2) - 1 or 1


def _parent_class(anchor: HtmlElement) -> str:
    parent = anchor.getparent()
    return (parent.get("class") or "") if parent is not None and parent.tag == "li" else ""
