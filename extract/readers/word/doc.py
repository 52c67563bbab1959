"""DOC (Word 97-2003): antiword first, which never drops a table; LibreOffice where only it can tell merged cells or read at all."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from extract.document import Document
from extract.encodings.convert import mend
from extract.errors import UnreadableError
from extract.readers.layout import Grid
from extract.readers.programs import installed, office_to_docx, run_program
from extract.readers.word.docx import read_docx
from extract.readers.word.flow import Flow

MEDIA_TYPE = "application/msword"
_ENOUGH = 0.97  # of antiword's letters: LibreOffice drops some files' appendices silently
_TOO_MUCH = 1.3  # of antiword's letters: a form whose merged cells would be repeated over a fine grid


def read_doc(data: bytes, name: str) -> Document:
    """The document of a DOC file.

    Raises:
        UnreadableError: broken or protected, or neither antiword nor LibreOffice is installed.
    """
    office = installed("soffice")
    if not office and not installed("antiword"):
        raise UnreadableError(
            f"{name}: cần antiword hoặc LibreOffice để đọc .doc (apt-get install antiword libreoffice-writer)",
            f"{name}: reading .doc needs antiword or LibreOffice (apt-get install antiword libreoffice-writer)",
        )
    text = _antiword(data)
    rows = [line.count("|") for line in text.split("\n") if line.startswith("|")]
    flat = any(line.count(" |") >= 4 and not line.startswith("|") for line in text.split("\n"))  # a table run into one line
    wraps = any(
        line.startswith("|") and not line[1:].split("|", 1)[0].strip() for line in text.split("\n")
    )  # or a cell left empty
    if text.strip() and ((len(set(rows)) <= 1 and not flat and not wraps) or not office):
        return _from_antiword(text, name)
    try:
        made = read_docx(office_to_docx(data, ".doc"), name)
    except UnreadableError:
        if not text.strip():
            raise
        return _from_antiword(text, name)
    known = _letters(mend(text))
    if known and not _ENOUGH * known <= _letters(made.text) <= _TOO_MUCH * known:
        return _from_antiword(text, name)
    return Document(name, MEDIA_TYPE, made.text, made.blocks, made.title, made.published, pages=1, reader="doc")


def _letters(text: str) -> int:
    return len(re.findall(r"\w", text))


def _antiword(data: bytes) -> str:
    if not installed("antiword"):
        return ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.doc"
        path.write_bytes(data)
        try:
            return run_program(["antiword", "-m", "UTF-8.txt", "-w", "0", str(path)], 60).decode("utf-8", "replace")
        except UnreadableError:
            return ""


def _from_antiword(text: str, name: str) -> Document:
    """antiword draws a table's rows as ``|a |b |``, a cell's further lines below with the first cells empty."""
    flow = Flow()
    table: list[list[str]] = []
    for line in [*mend(text).split("\n"), ""]:
        if line.startswith("|"):
            table.append(line.rstrip().removeprefix("|").removesuffix("|").split("|"))
            continue
        if table:
            flow.table(_grid(table))
            table = []
        flow.paragraph(line)
    return flow.document(name, MEDIA_TYPE, "doc")


def _wrapped(above: list[str], below: list[str], filled: list[int]) -> bool:
    """Whether the cells ``filled`` of a line go on those of the line above: none of their first words had room there."""
    full = all(above[c].strip() and len(above[c].strip()) + 1 + len(below[c].split()[0]) > len(above[c]) for c in filled)
    return full and (len(filled) == 1 or not any(map(str.isdigit, "".join(below))))


def _grid(lines: list[list[str]]) -> list[list[str]]:
    width = max(map(len, lines))
    grid = Grid()
    r = -1
    previous: list[str] = []
    last: list[str] = []
    for padded in lines:
        cells = [cell.strip() for cell in padded]
        filled = [c for c, cell in enumerate(cells) if cell]
        if (
            previous
            and len(cells) == len(previous)
            and filled
            and not cells[0]
            and previous[0]
            and _wrapped(last, padded, filled)
        ):
            joined = [f"{a} {b}".strip() for a, b in zip(previous, cells, strict=True)]  # a wrapped row
            for c, cell in enumerate(joined):
                grid.cells[r, c] = cell
            previous, last = joined, padded
            continue
        r += 1
        previous, last = cells, padded
        for c, cell in enumerate(cells):
            grid.put(r, c, cell, 1, width if len(cells) == 1 else 1)
    return grid.rows()
