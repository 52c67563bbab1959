"""List pages: the links to articles with their titles and dates, and the address of the next page."""

from __future__ import annotations

import re
from datetime import date

from lxml import html as lxml_html
from lxml.html import HtmlElement

from crawler.address import absolute, in_script, same_site, site_path
from crawler.dates import find_date
from crawler.preset import Link, Preset
from extract.text.clean import fold, nfc, squeeze

_MORE = re.compile(r"^\W*(xem (thêm|chi tiết|tiếp)|chi tiết|đọc (tiếp|thêm)|read more|more|chi tiet)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"^\W*(sau|trang sau|trang kế|kế tiếp|tiếp|tiếp theo|trang tiếp( theo)?|next( page)?|older posts|cũ hơn)\W*$", re.IGNORECASE
)
_ARROWS = {"»", "›", ">", "→", ">>"}  # arrows that doubly mean "last" are tried after words
_PAGES = ("pag", "phantrang", "phan-trang", "trang", "nav-links", "pager")
_NEARBY = 5  # ancestors to climb for the date beside a link
_GENERIC_WORDS = 5  # an article's title has at least so many words


def parse(html: str) -> HtmlElement | None:
    """The page's tree; None for a page without any markup."""
    try:
        return lxml_html.document_fromstring(html.encode("utf-8", "surrogatepass"), parser=_parser())
    except (ValueError, lxml_html.etree.ParserError):
        return None


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)


def text_of(node: HtmlElement) -> str:
    """The text inside a node, blanks squeezed, NFC."""
    return squeeze(nfc(" ".join(str(piece) for piece in node.itertext())))


def list_links(preset: Preset, html: str, url: str) -> list[Link]:
    """The articles that a list page links, in its order; several anchors of one article give one link with the best title."""
    tree = parse(html)
    if tree is None:
        return []
    anchors: dict[str, list[tuple[HtmlElement, str]]] = {}
    for anchor in tree.iter("a"):
        target = _target(anchor, url)
        if target and same_site(target, url) and preset.is_article(target):
            anchors.setdefault(preset.canonical(target), []).append((anchor, target))
    own = preset.canonical(url)
    links: list[Link] = []
    for key, found in anchors.items():
        title = max((_title(anchor) for anchor, _ in found), key=len)
        if key == own or not title:
            continue
        dates = (_date_beside(anchor, key, preset, url) for anchor, _ in found)
        links.append(Link(found[0][1], title, next((d for d in dates if d), None)))
    return links


def generic_links(html: str, url: str) -> list[Link]:
    """Links that read like titles, for pages whose system is unknown: own site, five words or more, no two alike."""
    tree = parse(html)
    if tree is None:
        return []
    links: dict[str, Link] = {}
    for anchor in tree.iter("a"):
        target = _target(anchor, url)
        title = _title(anchor)
        if target and same_site(target, url) and len(title.split()) >= _GENERIC_WORDS and len(site_path(target)) > 1:
            links.setdefault(target, Link(target, title, _date_around(anchor)))
    return list(links.values())


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
        elif text.isdecimal() and len(text) <= 4:
            numbers.setdefault(int(text), target)
    if words:
        return words[0]
    following = numbers.get(_current(tree, numbers, url) + 1)
    return following or (arrows[0] if arrows else None)


def _current(tree: HtmlElement, numbers: dict[int, str], url: str) -> int:
    """The number of the page we are on: linked to itself, or standing unlinked among the page numbers."""
    for node in tree.iter("span", "b", "strong", "li", "em", "a"):
        classes = (node.get("class") or "").lower()
        marked = any(word in classes.split() for word in ("current", "active", "is-active", "pag-active", "selected"))
        if (marked or node.get("aria-current")) and text_of(node).isdecimal():
            return int(text_of(node)[:6])
    first = re.search(r"(?:page|trang|cur|pageindex)[=/-]?(\d{1,4})", url, re.IGNORECASE)
    return int(first[1]) if first else min(numbers, default=2) - 1 or 1


def _parent_class(anchor: HtmlElement) -> str:
    parent = anchor.getparent()
    return (parent.get("class") or "") if parent is not None and parent.tag == "li" else ""


def _target(anchor: HtmlElement, url: str) -> str | None:
    href = anchor.get("href") or ""
    if href.startswith("javascript:") or (href in ("", "#") and anchor.get("onclick")):
        return next(in_script(f"{href} {anchor.get('onclick') or ''}", url), None)
    return absolute(url, href)


def _title(anchor: HtmlElement) -> str:
    """The best text of a link: its own, its ``title``, or its picture's."""
    own = text_of(anchor)
    if _MORE.match(own):
        own = ""
    pictures = [squeeze(nfc(image.get("alt") or "")) for image in anchor.iter("img")]
    return own or max([squeeze(nfc(anchor.get("title") or "")), *pictures], key=len)


def _date_beside(anchor: HtmlElement, key: str, preset: Preset, url: str) -> date | None:
    """The date in the smallest box around the link that holds no other article."""
    node = anchor
    for _ in range(_NEARBY):
        parent = node.getparent()
        if parent is None or any(
            (other := _target(a, url)) and preset.is_article(other) and preset.canonical(other) != key and _title(a)
            for a in parent.iter("a")
        ):
            return None
        found = _machine_date(parent) or find_date(text_of(parent))
        if found:
            return found
        node = parent
    return None


def _date_around(anchor: HtmlElement) -> date | None:
    parent = anchor.getparent()
    text = text_of(parent) if parent is not None else ""
    return find_date(text) if len(fold(text)) < 600 else None


def _machine_date(node: HtmlElement) -> date | None:
    """The ``datetime`` of a ``<time>`` inside."""
    return next((found for time in node.iter("time") if (found := find_date(time.get("datetime") or ""))), None)
