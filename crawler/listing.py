"""List pages: the links to articles with their titles and dates, by shape, by place, or by how they repeat."""

from __future__ import annotations

import re
import statistics
from datetime import date
from functools import lru_cache

from lxml import html as lxml_html
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.address import absolute, in_script, same_site, site_path
from crawler.dates import find_date
from crawler.preset import Link, Preset
from extract.text.clean import nfc, squeeze

_MORE = re.compile(
    r"^\W*(xem (thêm|chi tiết|tiếp)|chi tiết|đọc (tiếp|thêm)|read more|more|continue reading|chi tiet)\b", re.IGNORECASE
)
_NEARBY = 6  # ancestors to climb for the date beside a link
_TITLE_WORDS = 5  # an article's title has at least so many words; fewer where it is a heading or one of a row of its like
_ROW = 3  # links of one shape that make a row
_FURNITURE = frozenset("nav header footer".split())
_FURNITURE_CLASS = re.compile(
    r"(?:^|\s)(?:\w{1,20}[-_])?(menu|navbar|navigation|nav|footer|breadcrumbs?|pagination|navtree|social|copyright)(?:\s|$)",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(r"\d+|\b(thứ|hai|ba|tư|năm|sáu|bảy|chủ nhật|ngày|tháng|lúc|giờ)\b|[\W_]", re.IGNORECASE)
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|svg|css|js|xml|rss)$", re.IGNORECASE)


@lru_cache(maxsize=1)
def parse(html: str) -> HtmlElement | None:
    """The page's tree, not to be changed; None for a page without any markup. The last one is kept: a page is asked for more than its links."""
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
    """The articles that a list page links, in its order; several anchors of one article give one link with the best title.

    An article is known by the shape of its address, or by the place where a list of this system puts its articles.
    """
    tree = parse(html)
    if tree is None:
        return []
    targets = {a: target for a in tree.iter("a") if (target := _target(a, url)) and same_site(target, url)}
    placed = {
        preset.canonical(targets[a])
        for css in preset.links
        for a in CSSSelector(css)(tree)
        if a in targets and not preset.skips(targets[a])
    }
    keys = {a: key for a, target in targets.items() if (key := preset.canonical(target)) in placed or preset.is_article(target)}
    inside = {a: key for a, key in keys.items() if key in placed or not _furniture(a)}
    return _gather(inside or (keys if preset.signs else {}), targets, preset.canonical(url))


def find_links(preset: Preset, html: str, url: str) -> list[Link]:
    """The articles that a list page links, whatever is known of its system: shapes and places first, else by how links read.

    A preset without marks knows no system: its shapes are guesses, so that links which read like titles count as much.
    """
    known = list_links(preset, html, url)
    if known and preset.signs:
        return known
    by_key = {preset.canonical(link.url): link for link in known}
    read = {preset.canonical(link.url): link for link in generic_links(html, url)}
    return list((read | {key: link for key, link in by_key.items() if key not in read}).values())


def generic_links(html: str, url: str) -> list[Link]:
    """Links that read like titles, for pages whose system is unknown.

    Own site, outside menus and footers; five words or more, or a heading, or one of three and more of the same shape that read like titles.
    """
    tree = parse(html)
    if tree is None:
        return []
    targets = {
        a: target
        for a in tree.iter("a")
        if (target := _target(a, url)) and same_site(target, url) and len(site_path(target)) > 1 and not _FILE.search(target)
    }
    rows: dict[tuple[str, ...], list[int]] = {}
    for a in targets:
        rows.setdefault(_shape(a), []).append(len(_title(a).split()))
    titled = {
        a: target.partition("#")[0]
        for a, target in targets.items()
        if (words := len(_title(a).split())) >= _TITLE_WORDS
        or (words > 1 and (_headed(a) or (len(row := rows[_shape(a)]) >= _ROW and statistics.median(row) >= _TITLE_WORDS)))
    }
    inside = {a: key for a, key in titled.items() if not _furniture(a)}
    return _gather(inside or titled, targets, url.partition("#")[0])


def _gather(keys: dict[HtmlElement, str], targets: dict[HtmlElement, str], own: str) -> list[Link]:
    """One link an article: the longest title of its anchors and the first date beside one of them."""
    anchors: dict[str, list[HtmlElement]] = {}
    for anchor, key in keys.items():
        anchors.setdefault(key, []).append(anchor)
    others = {a: key for a, key in keys.items() if _title(a)}
    links: list[Link] = []
    for key, found in anchors.items():
        title = max((_title(anchor) for anchor in found), key=len)
        if key == own or not title:
            continue
        dates = (_date_beside(anchor, key, others) for anchor in found)
        links.append(Link(targets[found[0]], title, next((d for d in dates if d), None)))
    return links


def _shape(anchor: HtmlElement) -> tuple[str, ...]:
    """Tags and classes of the link and the boxes around it: alike for the links of one row."""
    shape: list[str] = []
    node = anchor
    while node is not None and len(shape) < 4:
        shape.append(f"{node.tag}.{' '.join(w for w in (node.get('class') or '').split() if not re.search(r'[0-9]', w))}")
        node = node.getparent()
    return tuple(shape)


def _headed(anchor: HtmlElement) -> bool:
    """Whether the link is a heading, or holds one."""
    return any(
        n.tag in ("h1", "h2", "h3", "h4", "h5") for n in [*anchor.iterancestors(), *anchor.iter()][:40] if isinstance(n.tag, str)
    )


def _furniture(anchor: HtmlElement) -> bool:
    """Whether the link belongs to a menu, a footer or the like."""
    article = next(anchor.iterancestors("article"), None)
    for node in anchor.iterancestors():
        if node is article:
            return False
        if node.tag in _FURNITURE or _FURNITURE_CLASS.search(f"{node.get('class') or ''} {node.get('id') or ''}"[:300]):
            return True
        if node.tag == "body":
            break
    return False


def _target(anchor: HtmlElement, url: str) -> str | None:
    href = anchor.get("href") or ""
    if href.startswith("javascript:") or (href in ("", "#") and anchor.get("onclick")):
        return next(in_script(f"{href} {anchor.get('onclick') or ''}", url), None)
    return absolute(url, href)


def _title(anchor: HtmlElement) -> str:
    """The best text of a link: the heading in it, its ``title`` where that is part of its text, its own text, or its picture's."""
    heading = next((text for h in anchor.iter("h1", "h2", "h3", "h4", "h5") if (text := text_of(h))), "")
    own = heading or text_of(anchor)
    said = squeeze(nfc(anchor.get("title") or ""))
    if _MORE.match(own) or not _DATE_WORDS.sub("", own):
        own = ""
    if len(said.split()) > 2 and said in own:
        own = said
    pictures = [squeeze(nfc(image.get("alt") or "")) for image in anchor.iter("img")]
    return own or max([said, *pictures], key=len)


def _date_beside(anchor: HtmlElement, key: str, others: dict[HtmlElement, str]) -> date | None:
    """The date in the smallest box around the link that holds no other article."""
    node = anchor
    for _ in range(_NEARBY):
        parent = node.getparent()
        if parent is None or any(others.get(a, key) != key for a in parent.iter("a")):
            return None
        found = _machine_date(parent) or find_date(text_of(parent))
        if found:
            return found
        node = parent
    return None


def _machine_date(node: HtmlElement) -> date | None:
    """The ``datetime`` of a ``<time>`` inside."""
    return next((found for time in node.iter("time") if (found := find_date(time.get("datetime") or ""))), None)
