"""Plain text: lines become headings, paragraphs and list items."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from resiliparse.parse.encoding import bytes_to_str, detect_encoding

from extract.document import Block, BlockKind, Document
from extract.mentions.published import find_published, is_stamp
from extract.readers.masthead import is_masthead, is_menu
from extract.readers.noise import PROSE, is_noise_heading, is_noise_line
from extract.text.clean import nfc, squeeze

MEDIA_TYPE = "text/plain"
_ITEM = re.compile(r"\s*(?:[-+*•·–‣▪○]\s|\(?[a-zđ]\)\s|\(\d{1,2}\)\s)")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s|[IVX]{1,5}[.)]\s|[A-H][.)]\s)")
_PAGE = re.compile(r"(?:^|\n[ \t]*\n)[ \t]*(\d{1,3})[ \t]?/[ \t]?(\d{1,3})[ \t]*(?=\n|$)")
LONGEST_HEADING = 160
_BLANKS = re.compile(r"(?<=\S)  +(?=\S)")  # typed twice, or of a page laid out by blanks
SHORTEST_HEADLINE = 30
HEAD = 3000  # characters within which a headline stands


def accepts(head: bytes, name: str) -> float:
    """Bids low for anything without zero bytes: the reader of last resort."""
    if b"\0" in head[:2048] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0.0
    return 0.2 if name.lower().endswith((".txt", ".text", ".md")) else 0.1


def decode(data: bytes) -> str:
    """Bytes as NFC text; the charset is told from the bytes themselves."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return nfc(data.decode("utf-16", "replace"))
    try:
        return nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return nfc(bytes_to_str(data, detect_encoding(data[: 2**20]) or "utf-8", errors="replace"))


def read(data: bytes, name: str) -> Document:
    """The document of a text file: one block a line that is not empty."""
    raw = decode(data)
    text = _BLANKS.sub(" ", raw)
    blocks = tuple(_blocks(text, raw))
    title = next((squeeze(text[b.start : b.end]) for b in blocks if b.kind is BlockKind.TITLE), "")
    return Document(name, MEDIA_TYPE, text, blocks, title=title, published=find_published(text), reader="text")


def _blocks(text: str, raw: str) -> list[Block]:
    """The blocks of ``text``; ``raw`` has the same lines with the wide blanks that part the items of a menu."""
    blocks: list[Block] = []
    pages = _page_marks(text)
    position = 0
    titled = noisy = begun = False
    headline = _headline(raw)
    for number, (line, wide) in enumerate(zip(text.split("\n"), raw.split("\n"), strict=True)):
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position += len(line) + 1
        if end <= start:
            continue
        body = text[start:end]
        prose = len(body) >= PROSE
        if noisy and not begun and (prose or is_stamp(body)):
            noisy = False  # "featured news" above the article ends where the article begins, with its headline before the stamp
            if is_stamp(body) and blocks and blocks[-1].end - blocks[-1].start >= SHORTEST_HEADLINE:
                blocks[-1] = replace(blocks[-1], kind=BlockKind.HEADING if titled else BlockKind.TITLE, level=1)
                titled = True
        begun = begun or prose
        noisy = noisy or is_noise_heading(body)
        kind, level = _kind(body, titled or number < headline)
        menu = number < headline and is_menu(wide.rstrip())
        if menu or noisy or start in pages or is_noise_line(body):
            kind, level = BlockKind.NOISE, 0
        titled = titled or kind is BlockKind.TITLE
        blocks.append(Block(kind, start, end, level))
    return blocks


def _headline(raw: str) -> int:
    """The number of the first line that is long enough for a headline and no masthead; 0 where none stands before the prose."""
    for number, line in enumerate(raw[:HEAD].split("\n")):
        body = line.strip()
        if len(body) >= PROSE or (len(body) >= LONGEST_HEADING and body.endswith((".", ";"))):
            break
        if len(body) >= SHORTEST_HEADLINE and not (is_noise_line(body) or is_stamp(body) or is_masthead(line.rstrip())):
            return number
    return 0


def _page_marks(text: str) -> frozenset[int]:
    """Where "12/66" stands alone after an empty line as the number of a page or slide: always of one total, and rising."""
    marks = [(int(m[1]), int(m[2]), m.start(1)) for m in _PAGE.finditer(text)]
    rising = all(a[0] < b[0] for a, b in pairwise(marks))
    if len(marks) < 3 or not rising or len({total for _, total, _ in marks}) != 1 or marks[-1][0] > marks[-1][1]:
        return frozenset()
    return frozenset(start for _, _, start in marks)


def _kind(line: str, titled: bool) -> tuple[BlockKind, int]:
    if not titled and len(line) >= SHORTEST_HEADLINE:
        return BlockKind.TITLE, 1
    if _ITEM.match(line):
        return BlockKind.LIST_ITEM, 1
    short = len(line) <= LONGEST_HEADING and not line.endswith((".", ";", ","))
    if short and (_NUMBERED.match(line) or (line.isupper() and len(line) > 8)):
        return BlockKind.HEADING, 2
    return BlockKind.PARAGRAPH, 0
