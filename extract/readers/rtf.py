"""RTF: its own small walker, since fonts decide how legacy text reads and merged cells are told by their right edges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.document import Document
from extract.encodings.convert import by_font, decode, mend
from extract.errors import LimitError, UnreadableError
from extract.readers.layout import Grid
from extract.readers.word.flow import Flow

MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(r"\\([a-zA-Z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
_SKIPPED = set(
    "fonttbl colortbl stylesheet info pict object fldinst themedata datastore latentstyles listtable listoverridetable rsidtbl "
    "generator xmlnstbl bkmkstart bkmkend footnote annotation header footer headerl headerr headerf footerl footerr footerf "
    "pntext revtbl mmathPr nonshppict shppict shp".split()
)
_CHARS = {"tab": " ", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
          "rdblquote": "”", "emspace": " ", "enspace": " "}  # fmt: skip
_CODEPAGES = {0: "cp1252", 1: "cp1252", 163: "cp1258", 128: "cp932", 134: "gbk", 238: "cp1250", 204: "cp1251"}
_DEEPEST = 1000
_NEAR = 30  # twips: cell edges closer than this are one


@dataclass
class _State:
    skip: bool = False
    font: int = 0
    codepage: str = "cp1252"
    unicode_skip: int = 1
    upper: bool = False
    in_table: bool = False


@dataclass
class _Row:
    edges: list[int] = field(default_factory=list)
    continues: list[bool] = field(default_factory=list)  # cells merged with the one above
    texts: list[str] = field(default_factory=list)


def accepts(head: bytes, name: str) -> float:
    """Bids for the RTF signature."""
    return 0.95 if head.lstrip()[:5] == b"{\\rtf" else 0.0


def read(data: bytes, name: str) -> Document:
    """The document of an RTF file.

    Raises:
        UnreadableError: no text in it.
        LimitError: groups nested deeper than any word processor writes.
    """
    text = data.decode("latin-1")
    walk = _Walk(_fonts(text), name)
    walk.run(text)
    if not walk.flow.out.blocks:
        raise UnreadableError(f"{name}: tệp RTF không có chữ", f"{name}: the RTF file has no text")
    return walk.flow.document(name, MEDIA_TYPE, "rtf")


def _fonts(text: str) -> dict[int, tuple[str, str]]:
    """The font table: number → name and code page."""
    begin = text.find("{\\fonttbl")
    if begin < 0:
        return {}
    table = text[begin : begin + 60_000]
    found: dict[int, tuple[str, str]] = {}
    for match in re.finditer(r"\\f(\d{1,5})(?=[\\ ])([^;{}]{0,300})", table):
        charset = re.search(r"\\fcharset(\d+)", match[2])
        rest = table[match.end() : match.end() + 400]
        name = (
            re.sub(r"\\[a-z]+-?\d* ?", "", match[2]).strip() or re.split("[;{}]", rest.split("}", 1)[-1], maxsplit=1)[0].strip()
        )
        found.setdefault(int(match[1]), (name, _CODEPAGES.get(int(charset[1]) if charset else 0, "cp1252")))
    return found


class _Walk:
    def __init__(self, fonts: dict[int, tuple[str, str]], name: str) -> None:
        self.fonts, self.name = fonts, name
        self.flow = Flow()
        self.state = _State()
        self.stack: list[_State] = []
        self.runs: list[tuple[str, int, bool]] = []
        self.row = _Row()
        self.rows: list[_Row] = []
        self.pending = 0  # characters after \u that only old readers show
        self.fresh = False  # whether a group has just opened

    def run(self, text: str) -> None:
        for match in _TOKEN.finditer(text):
            word, number, code, symbol, brace, plain = match.groups()
            if brace:
                self.brace(brace)
                continue
            fresh, self.fresh = self.fresh, False
            if word:
                self.control(word, int(number) if number else None, fresh)
            elif symbol:
                self.symbol(symbol, fresh)
            elif code:
                if self.pending:
                    self.pending -= 1
                else:
                    self.put(bytes.fromhex(code).decode(self.codepage(), "replace"))
            elif plain:
                cut = min(self.pending, len(plain))
                self.pending -= cut
                self.put(plain[cut:])
        self.end_paragraph()
        self.end_table()

    def brace(self, brace: str) -> None:
        self.pending = 0
        if brace == "{":
            if len(self.stack) > _DEEPEST:
                raise LimitError(f"{self.name}: RTF lồng nhau quá sâu", f"{self.name}: RTF groups nested too deep")
            self.stack.append(self.state)
            self.state = replace(self.state)
            self.fresh = True
        elif self.stack:
            table = self.state.in_table
            self.state = self.stack.pop()
            self.state.in_table = table

    def symbol(self, symbol: str, fresh: bool) -> None:
        if symbol == "*" and fresh:
            self.state.skip = True
        elif symbol in "\\{}":
            self.put(symbol)
        elif symbol in "~_":
            self.put(" " if symbol == "~" else "-")
        elif symbol in "\r\n":
            self.end_paragraph()

    def control(self, word: str, number: int | None, fresh: bool) -> None:
        state = self.state
        if word in _SKIPPED and fresh:
            state.skip = True
        elif state.skip:
            return
        elif word == "u" and number is not None:
            self.put(chr(number % 65536))
            self.pending = state.unicode_skip
        elif word == "uc":
            state.unicode_skip = number or 0
        elif word == "f":
            state.font = number or 0
        elif word == "plain":
            state.font, state.upper = 0, False
        elif word == "caps":
            state.upper = number != 0
        elif word in _CHARS:
            self.put(_CHARS[word])
        elif word in ("par", "sect", "page"):
            self.end_paragraph()
        elif word in ("trowd", "intbl", "cellx", "clvmrg", "cell", "row", "pard"):
            self.table_word(word, number)

    def table_word(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.state.in_table = False
        elif word == "intbl":
            self.state.in_table = True
        elif word == "trowd":
            if not self.row.texts:
                self.row = _Row()
            else:
                self.row.edges, self.row.continues = [], []
        elif word == "clvmrg":
            self.row.continues += [False] * (len(self.row.edges) - len(self.row.continues)) + [True]
        elif word == "cellx" and number is not None:
            self.row.edges.append(number)
            self.row.continues += [False] * (len(self.row.edges) - len(self.row.continues))
        elif word == "cell":
            self.row.texts.append(self.take())
        elif word == "row":
            if self.row.texts:
                self.rows.append(self.row)
            self.row = _Row(self.row.edges, self.row.continues)

    def codepage(self) -> str:
        return self.fonts.get(self.state.font, ("", "cp1252"))[1]

    def put(self, text: str) -> None:
        if text and not self.state.skip:
            self.runs.append((text.upper() if self.state.upper else text, self.state.font, False))

    def take(self) -> str:
        """The text collected since the last paragraph or cell, runs of legacy fonts converted."""
        parts: list[str] = []
        known = False
        merged: list[tuple[str, int]] = []
        for text, font, _ in self.runs:
            if merged and merged[-1][1] == font:
                merged[-1] = (merged[-1][0] + text, font)
            else:
                merged.append((text, font))
        for text, font in merged:
            name = self.fonts.get(font, ("", ""))[0]
            encoding = by_font(name)
            known = known or encoding is not None
            parts.append(decode(text, encoding) if encoding else text)
        self.runs = []
        made = "".join(parts)
        return made if known else mend(made)

    def end_paragraph(self) -> None:
        if self.state.skip:
            return
        if self.state.in_table or (self.row.texts and not self.rows):
            self.put("\n")
            return
        text = self.take()
        if text.strip() or not self.rows:
            self.end_table()
            self.flow.paragraph(text)

    def end_table(self) -> None:
        rows, self.rows = self.rows, []
        if not rows:
            return
        edges = _edges([edge for row in rows for edge in row.edges])
        grid = Grid()
        for r, row in enumerate(rows):
            column = 0
            for i, text in enumerate(row.texts):
                right = _index(edges, row.edges[i]) + 1 if i < len(row.edges) and edges else column + 1
                if i < len(row.continues) and row.continues[i]:
                    text = grid.cells.get((r - 1, column), text)
                grid.put(r, column, text, 1, max(1, right - column))
                column = max(column + 1, right)
        self.flow.table(grid.rows())


def _edges(values: list[int]) -> list[int]:
    made: list[int] = []
    for value in sorted(values):
        if not made or value - made[-1] > _NEAR:
            made.append(value)
    return made


def _index(edges: list[int], value: int) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
