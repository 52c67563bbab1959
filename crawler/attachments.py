"""Attachments of an article: plain links, download handlers, scripts, posted forms and viewers that frame a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.address import absolute, in_script, postback
from crawler.listing import text_of
from crawler.preset import File, Preset
from extract.text.clean import nfc, squeeze

SUFFIXES = frozenset(".pdf .doc .docx .xls .xlsx .ods .odt .rtf .zip .rar .7z .tif .tiff".split())
_DOWNLOAD = re.compile(
    r"download|getfile|get_file|fileticket=|fileid=|fid=|file_id=|attachment|dinh-?kem|tai-?ve|/documents/\d+/|dDocName=|handlers?/\w+\.ashx",
    re.IGNORECASE,
)
_SAYS_FILE = re.compile(
    r"^\W*(quyết định|công văn|báo cáo|thông báo|kế hoạch|văn bản|bảng điểm|bảng xếp hạng|danh sách|phụ biểu)\b"
    r"|kèm theo|tải về|tải xuống|tại đây|đính kèm|toàn văn|phụ lục|download|\.(pdf|docx?|xlsx?|zip|rar)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\W*(tải về|tải xuống|tại đây|xem|xem tại đây|download|chi tiết)?\W*$", re.IGNORECASE)
_NOT_FILE = re.compile(r"\.(aspx?|html?|php|jpe?g|png|gif|svg|css|js|mp[34])$", re.IGNORECASE)
_HIDDEN = ("__viewstate", "__eventvalidation", "__viewstategenerator", "__requestdigest")


def find_files(tree: HtmlElement, body: HtmlElement | None, preset: Preset, url: str) -> Iterator[File]:
    """Attachments: anywhere by their suffix or by a download handler; in body and attachment boxes also by what the link says."""
    inside = {
        a
        for box in [body, *(n for css in preset.files for n in CSSSelector(css)(tree))]
        if box is not None
        for a in box.iter("a")
    }
    seen: set[tuple[str, object]] = set()
    for anchor in tree.iter("a"):
        for target, form in _targets(tree, anchor, url):
            path = unquote(urlsplit(target).path)
            is_file = bool(form) or _is_file(path)
            handler = _DOWNLOAD.search(target.partition("//")[2].partition("/")[2]) and not _NOT_FILE.search(
                path.removesuffix(".aspx")
            )
            posted = "download=1" in target  # NukeViet: the article's own address with a number
            says = anchor in inside and _SAYS_FILE.search(text_of(anchor)) and not _NOT_FILE.search(path) and path.count("/") > 0
            if not (is_file or handler or posted or (says and not preset.is_article(target))):
                continue
            if (target, form) not in seen:
                seen.add((target, form))
                yield File(target, _name(anchor), form)
    for target, name in _framed(tree, url):
        if (target, ()) not in seen:
            seen.add((target, ()))
            yield File(target, name)


def _is_file(path: str) -> bool:
    return PurePosixPath(path.lower()).suffix in SUFFIXES or bool(re.search(r"\.(pdf|docx?|xlsx?)/", path.lower()))


def _framed(tree: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    """Files shown in the page: ``<embed>``, ``<object>``, frames, and the viewers that take a file's address in theirs."""
    for node in tree.iter("iframe", "embed", "object", "div"):
        said = node.get("data-src") or (node.get("src") or node.get("data") or "" if node.tag != "div" else "")
        if not said:
            continue
        parts = urlsplit(said.replace("\\", "/"))
        inner = [v for k, v in parse_qsl(parts.query) if k.lower() in ("url", "src", "file")]
        for candidate in (*inner, parts.fragment, said.partition("#")[0]):
            target = absolute(url, candidate) if candidate else None
            if target and _is_file(unquote(urlsplit(target).path)):
                yield target, squeeze(nfc(node.get("title") or "")) or unquote(PurePosixPath(urlsplit(target).path).name)
                break


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
