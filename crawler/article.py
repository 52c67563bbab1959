"""Article pages: title, date, body and attachments, by the preset's places and by general signs where those miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.address import absolute, in_script, postback, same_site
from crawler.dates import find_date
from crawler.listing import parse, text_of
from crawler.preset import Article, File, Preset
from extract.mentions.published import find_published
from extract.text.clean import nfc, squeeze

SUFFIXES = frozenset(".pdf .doc .docx .xls .xlsx .ods .odt .rtf .zip .rar .7z .tif .tiff".split())
_DOWNLOAD = re.compile(
    r"download|getfile|get_file|fileticket=|fileid=|fid=|file_id=|attachment|dinh-?kem|tai-?ve|/documents/\d+/|dDocName=|handlers?/\w+\.ashx",
    re.IGNORECASE,
)
_SAYS_FILE = re.compile(
    r"tải về|tải xuống|tại đây|đính kèm|toàn văn|phụ lục|download|\.(pdf|docx?|xlsx?|zip|rar)\b", re.IGNORECASE
)
_BARE = re.compile(r"^\W*(tải về|tải xuống|tại đây|xem|xem tại đây|download|chi tiết)?\W*$", re.IGNORECASE)
_NOT_FILE = re.compile(r"\.(aspx?|html?|php|jpe?g|png|gif|svg|css|js|mp[34])$", re.IGNORECASE)
_HIDDEN = ("__viewstate", "__eventvalidation", "__viewstategenerator", "__requestdigest")


def read_article(preset: Preset, html: str, url: str) -> Article:
    """What the page at ``url`` says as an article; every part is empty where nothing was found, never guessed from elsewhere."""
    tree = parse(html)
    if tree is None:
        return Article("", None, "", "", ())
    body = _first(tree, preset.body)
    if body is not None:
        body_html, text = lxml_html.tostring(body, encoding="unicode", with_tail=False), text_of(body)
    else:
        import trafilatura  # noqa: PLC0415 - slow to load, and only for pages that no preset fits

        body_html = trafilatura.extract(html, url=url, output_format="html", include_tables=True, include_links=True) or ""
        text = text_of(lxml_html.fromstring(body_html)) if body_html else ""
    return Article(
        _title(tree, preset),
        _date(tree, preset),
        body_html,
        text,
        tuple(_files(tree, body, preset, url)),
        _own(tree, preset, url),
    )


def _select(tree: HtmlElement, css: str) -> list[HtmlElement]:
    return list(CSSSelector(css)(tree))


def _first(tree: HtmlElement, selectors: tuple[str, ...]) -> HtmlElement | None:
    """The first selected node that holds text."""
    return next((node for css in selectors for node in _select(tree, css) if text_of(node)), None)


def _meta(tree: HtmlElement, *names: str) -> str:
    for node in tree.iter("meta"):
        if (node.get("property") or node.get("name") or node.get("itemprop") or "").lower() in names and node.get("content"):
            return squeeze(nfc(node.get("content")))
    return ""


def _title(tree: HtmlElement, preset: Preset) -> str:
    node = _first(tree, preset.title)
    if node is not None:
        return text_of(node)
    headline = next((text_of(h) for h in tree.iter("h1") if len(text_of(h)) > 15), "")
    return _meta(tree, "og:title") or headline or next((text_of(t) for t in tree.iter("title")), "")


def _date(tree: HtmlElement, preset: Preset) -> date | None:
    for css in preset.date:
        for node in _select(tree, css):
            found = find_date(node.get("datetime") or "") or find_date(text_of(node))
            if found:
                return found
    stated = _meta(tree, "article:published_time", "datepublished", "pubdate", "dc.date", "dc.date.issued")
    return find_date(stated) or find_published(text_of(tree))


def _own(tree: HtmlElement, preset: Preset, url: str) -> str | None:
    """What ``<link rel=canonical>`` says, where the system is known to say it rightly."""
    if not preset.trust_canonical:
        return None
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            target = absolute(url, link.get("href") or "")
            if target and same_site(target, url) and urlsplit(target).path not in ("", "/"):
                return target
    return None


def _files(tree: HtmlElement, body: HtmlElement | None, preset: Preset, url: str) -> Iterator[File]:
    """Attachments: anywhere by their suffix or by a download handler; in body and attachment boxes also by what the link says."""
    inside = {
        a for box in [body, *(n for css in preset.files for n in _select(tree, css))] if box is not None for a in box.iter("a")
    }
    seen: set[tuple[str, object]] = set()
    for anchor in tree.iter("a"):
        for target, form in _targets(tree, anchor, url):
            path = unquote(urlsplit(target).path)
            is_file = (
                bool(form) or PurePosixPath(path.lower()).suffix in SUFFIXES or re.search(r"\.(pdf|docx?|xlsx?)/", path.lower())
            )
            handler = _DOWNLOAD.search(target.partition("//")[2].partition("/")[2]) and not _NOT_FILE.search(
                path.removesuffix(".aspx")
            )
            says = anchor in inside and _SAYS_FILE.search(text_of(anchor)) and not _NOT_FILE.search(path) and path.count("/") > 0
            if not (is_file or handler or (says and not preset.is_article(target))):
                continue
            if (target, form) not in seen:
                seen.add((target, form))
                yield File(target, _name(anchor), form)


def _targets(tree: HtmlElement, anchor: HtmlElement, url: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    href = (anchor.get("href") or "").strip()
    script = f"{href if href.startswith('javascript:') else ''} {anchor.get('onclick') or ''}"
    plain = absolute(url, href)
    if plain and plain != url:
        yield plain, ()
        return
    call = postback(script)
    if call:
        yield _form_action(anchor, url), _fields(tree, *call)
        return
    for target in in_script(script, url):
        yield target, ()


def _form_action(anchor: HtmlElement, url: str) -> str:
    form = next((node for node in anchor.iterancestors("form")), None)
    return (absolute(url, form.get("action") or "") if form is not None else None) or url


def _fields(tree: HtmlElement, target: str, argument: str) -> tuple[tuple[str, str], ...]:
    """The fields that the browser would post for a ``__doPostBack``: the page's state and the event."""
    state = [(i.get("name"), i.get("value") or "") for i in tree.iter("input") if (i.get("name") or "").lower() in _HIDDEN]
    return (*state, ("__EVENTTARGET", target), ("__EVENTARGUMENT", argument))


def _name(anchor: HtmlElement) -> str:
    """The link's text; beside an icon or a bare "tải về" the text of its row or item."""
    own = text_of(anchor) or squeeze(nfc(anchor.get("title") or ""))
    if own and not _BARE.match(own):
        return own[:300]
    for box in anchor.iterancestors("tr", "li", "p"):
        text = squeeze(text_of(box).replace(own, " ") if own else text_of(box))
        if text:
            return re.sub(r"^\d{1,3}\s+", "", text)[:300]
        break
    return own
