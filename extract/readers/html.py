"""Web pages: the article's blocks in reading order, tables as grids, surroundings kept as noise."""

from __future__ import annotations

import re
from datetime import date

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from extract.document import Attachment, BlockKind, Document, TextBuilder
from extract.errors import LimitError
from extract.mentions.published import find_published, parse_iso
from extract.readers.html_table import grid, is_data_table
from extract.readers.noise import PROSE, is_noise_heading, is_noise_line, is_noise_markup
from extract.text.clean import nfc, squeeze

MEDIA_TYPE = "text/html"
MAX_ELEMENTS = 200_000
MAX_NESTING = 1000  # of containers, told before any parser: parsing takes the square of the depth
MAX_DEPTH = 400  # nesting beyond this is an attack or a generator gone wild: deeper elements are read as one text

_SKIPPED = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "option", "textarea", "map"}
_NOISY = {"nav", "aside", "footer", "button", "dialog"}
FORM = 400  # characters: a search box, a poll, a login
_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "aside", "caption",
}  # fmt: skip
_CONTAINER = re.compile(r"<(/?)(?:div|span|table|ul|ol|dl|section|article|blockquote|font|center|form|fieldset)\b", re.I)
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|ods|odt|rtf|zip|rar|7z|csv|png|jpe?g|tiff?)(?:$|[?#&])", re.I)
_DOWNLOAD = re.compile(r"download|attachment|getfile|tai-?ve|taifile|savefile|/documents/|handler|viewfile", re.I)
_TAG = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|div|table|p|meta|article|span|h1)\b", re.I)
_DATE_META = (
    "article:published_time",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "publishdate",
    "article:modified_time",
)


def accepts(head: bytes, name: str) -> float:
    """Bids high for anything that has HTML tags, whatever it is called."""
    found = len(_TAG.findall(head.replace(b"\0", b"")))
    if found == 0:
        return 0.0
    return 0.9 if found > 1 else 0.5


def decode(data: bytes) -> str:
    """Bytes as NFC text; the charset is told from the bytes, since portals' meta tags often lie."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return nfc(data.decode("utf-16", "replace"))
    try:
        return nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return nfc(bytes_to_str(data, detect_encoding(data[: 2**20]) or "utf-8", errors="replace"))


def read(data: bytes, name: str) -> Document:
    """The document of a page.

    Raises:
        LimitError: the page has more than ``MAX_ELEMENTS`` elements.
    """
    source = decode(data)
    if source.count("<") > 2 * MAX_ELEMENTS:
        raise LimitError(f"{name}: trang có quá nhiều thẻ", f"{name}: the page has too many elements")
    if _nesting(source) > MAX_NESTING:
        raise LimitError(f"{name}: các thẻ lồng nhau quá sâu", f"{name}: the elements are nested too deeply")
    soup = BeautifulSoup(source, "lxml")
    walker = _Walker(_title(soup))
    walker.walk(soup.body or soup, noise=False, depth=0)
    walker.flush()
    text = walker.builder.text
    return Document(
        name,
        MEDIA_TYPE,
        text,
        tuple(walker.builder.blocks),
        title=walker.title,
        published=_published(soup, text),
        attachments=tuple(walker.attachments),
        reader="html",
    )


def _nesting(source: str) -> int:
    """How deep containers are nested, as the source has them."""
    deepest = depth = 0
    for match in _CONTAINER.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Walker:
    """Walks the tree once and writes blocks; inline text gathers until a block element ends it."""

    def __init__(self, title: str) -> None:
        self.builder = TextBuilder()
        self.attachments: list[Attachment] = []
        self.title = title
        self._inline: list[str] = []
        self._kind: tuple[BlockKind, int] = (BlockKind.PARAGRAPH, 0)
        self._noise = False
        self._titled = False
        self._begun = False  # the article's prose
        self._after_heading = False  # inside the surroundings that a noise heading opened

    def walk(self, element: Tag, noise: bool, depth: int) -> None:
        for child in element.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self._inline.append(str(child))
                    self._noise = noise
                continue
            if not isinstance(child, Tag) or child.name in _SKIPPED or _hidden(child):
                continue
            if depth > MAX_DEPTH:
                self._inline.append(child.get_text(" "))
                continue
            if child.name == "br":
                self.flush()
                continue
            self._link(child)
            if child.name in _BLOCKS:
                self._block(child, noise, depth)
            else:
                marked = noise or (is_noise_markup(_names(child)) and child.find(["p", "h1", "table"]) is None)
                if marked and not noise:
                    self.flush()
                self.walk(child, marked, depth + 1)
                if marked and not noise:
                    self.flush()

    def _block(self, element: Tag, noise: bool, depth: int) -> None:
        self.flush()
        name = element.name
        inside_article = element.find(["h1", "article"]) is not None
        small_form = name == "form" and len(element.get_text()) < FORM  # an ASP.NET page is one form as a whole
        noisy = (
            noise
            or name in _NOISY
            or small_form
            or (is_noise_markup(_names(element)) and name not in ("body", "html", "main", "article"))
        )
        if noisy and not noise and inside_article:
            noisy = False  # a wrapper with a noisy class around the whole article
        if name == "table" and not noisy and is_data_table(element):
            self._table(element)
            return
        before = self._kind
        if name[0] == "h" and name[1:].isdigit():
            self._kind = (BlockKind.HEADING, int(name[1]))
        elif name in ("li", "dd"):
            self._kind = (BlockKind.LIST_ITEM, 1)
        elif name in ("figcaption", "caption"):
            self._kind = (BlockKind.CAPTION, 0)
        elif name in ("p", "td", "div", "section", "article"):
            self._kind = before if before[0] is BlockKind.LIST_ITEM and name == "p" else (BlockKind.PARAGRAPH, 0)
        self._noise = noisy
        self.walk(element, noisy, depth + 1)
        self._noise = noisy
        self.flush()
        self._kind = before

    def _table(self, element: Tag) -> None:
        caption = element.find("caption")
        words = squeeze(caption.get_text(" ")) if isinstance(caption, Tag) else ""
        if words:
            self.builder.block(BlockKind.CAPTION, words)
        rows, headers = grid(element)
        if rows:
            self.builder.table(rows, caption=words, headers=headers)
        for link in element.find_all("a"):
            self._link(link)

    def flush(self) -> None:
        """End the current block."""
        text = squeeze("".join(self._inline))
        self._inline.clear()
        if not text:
            return
        kind, level = self._kind
        if kind is BlockKind.HEADING and not self._noise:
            # a heading of the article's own rank ends what "other news" opened
            self._after_heading = is_noise_heading(text)
        elif is_noise_heading(text):
            self._after_heading = True
        elif len(text) >= PROSE and not self._noise:
            self._after_heading = (
                self._after_heading and self._begun
            )  # "featured news" above the article ends where its prose begins
            self._begun = True
        if self._noise or self._after_heading or is_noise_line(text):
            kind, level = BlockKind.NOISE, 0
        elif kind is BlockKind.HEADING and not self._titled and (level == 1 or text == self.title):
            kind, level = BlockKind.TITLE, 1
            self._titled = True
            self.title = self.title if self.title.startswith(text) and len(self.title) < 1.2 * len(text) else text
        self.builder.block(kind, text, level)

    def _link(self, element: Tag) -> None:
        if element.name != "a":
            return
        address = str(element.get("href") or "")
        words = squeeze(element.get_text(" "))
        if _FILES.search(address) or (_DOWNLOAD.search(address) and not address.startswith(("#", "javascript:"))):
            found = Attachment(address, words)
            if found not in self.attachments:
                self.attachments.append(found)


def _names(element: Tag) -> str:
    classes = element.get("class")
    words = [
        *(classes if isinstance(classes, list) else [str(classes or "")]),
        str(element.get("id") or ""),
        str(element.get("role") or ""),
    ]
    return " ".join(words)


def _hidden(element: Tag) -> bool:
    style = str(element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.has_attr("hidden")


def _title(soup: BeautifulSoup) -> str:
    for tag in soup.find_all("h1"):
        text = squeeze(tag.get_text(" "))
        if len(text) >= 15:
            return text
    meta = soup.find("meta", attrs={"property": "og:title"})
    if isinstance(meta, Tag) and squeeze(str(meta.get("content") or "")):
        return squeeze(str(meta["content"]))
    return squeeze(soup.title.get_text(" ")) if soup.title else ""


def _published(soup: BeautifulSoup, text: str) -> date | None:
    for meta in soup.find_all("meta"):
        key = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key in _DATE_META and (found := parse_iso(str(meta.get("content") or ""))):
            return found
    if found := find_published(text):
        return found
    for stamp in soup.find_all("time"):
        if found := parse_iso(str(stamp.get("datetime") or "")):
            return found
    return None
