"""Mutated files, addresses and source YAMLs: only errors of the tree come out. `make fuzz` runs it longer (XEPHANG_FUZZ examples each)."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import py7zr
import pytest
from docx import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from crawler.address import absolute, canonical
from crawler.sources import FOLDER, read
from extract.errors import XephangError
from extract.extractor import hold
from extract.grammar import Grammar
from extract.mentions.decision import find_decisions
from extract.readers import HEAD, open_document, readers

EXAMPLES = int(os.environ.get("XEPHANG_FUZZ", "25"))
CASES = Path(__file__).parent / "cases"
SEED_FILES = Path(__file__).parent / "seeds"  # of formats that only LibreOffice writes
LINE = "Năm 2020, Sở Y tế đạt 90,5 điểm, xếp thứ 1/20."
HTML = f"<html><body><h1>Kết quả PCI</h1><p>{LINE}</p><table><tr><th>TT<th>Đơn vị<th>Điểm<tr><td>1<td>Sở Y tế<td>90,5</table></body></html>"


def made(kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "docx":
        word = Word()
        word.add_paragraph(LINE)
        word.add_table(2, 2).cell(0, 0).text = "Sở Y tế"
        word.save(out)
    elif kind == "xlsx":
        book = Workbook()
        book.active.append(["TT", "Đơn vị", 90.5])
        book.save(out)
    elif kind == "pdf":
        canvas = Canvas(out)
        canvas.drawString(72, 700, "Ket qua xep hang nam 2020")
        canvas.save()
    elif kind == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.txt", LINE)
    elif kind == "7z":
        with py7zr.SevenZipFile(out, "w") as archive:
            archive.writestr(LINE, "a.txt")
    elif kind in ("ods", "odt"):
        made_open_document(kind).write(out)
    elif kind in ("png", "tiff", "webp"):
        Image.new("L", (24, 24), 255).save(out, kind)
    elif kind in ("xls", "doc"):
        return (SEED_FILES / f"a.{kind}").read_bytes()
    elif kind == "rar":  # the heads of both kinds, and no member: nothing free writes more
        return (
            b"Rar!\x1a\x07\x01\x00\x33\x92\xb5\xe5\x0a\x01\x05\x06\x00\x05\x01\x01\x80\x80\x00"
            + b"Rar!\x1a\x07\x00\xcf\x90\x73\x00\x00\x0d\x00"
        )
    elif kind == "rtf":
        return rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\f0 S\u7903? Y t\u7871? x\u7871?p th\u7913? 1\par}"
    else:
        return {"html": HTML, "txt": LINE, "csv": "TT;Đơn vị;Điểm\n1;Sở Y tế;90,5\n"}[kind].encode()
    return out.getvalue()


def made_open_document(kind: str) -> OpenDocumentSpreadsheet | OpenDocumentText:
    """A small ODS or ODT."""
    if kind == "odt":
        text = OpenDocumentText()
        text.text.addElement(P(text=LINE))
        return text
    book = OpenDocumentSpreadsheet()
    table = Table(name="A")
    row = TableRow()
    for value in ("TT", "Sở Y tế", "90,5"):
        cell = TableCell()
        cell.addElement(P(text=value))
        row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    return book


KINDS = (
    "docx",
    "xlsx",
    "pdf",
    "zip",
    "rtf",
    "html",
    "txt",
    "csv",
    "7z",
    "rar",
    "ods",
    "odt",
    "png",
    "tiff",
    "webp",
    "xls",
    "doc",
)
SLOW = {"png", "tiff", "webp", "doc", "rar"}  # a program or OCR each: fewer of them
SEEDS = {kind: made(kind) for kind in KINDS}


def test_every_reader_is_fuzzed() -> None:
    bidding = {
        max(readers(), key=lambda reader: reader.accepts(data[:HEAD], f"a.{kind}")).__name__ for kind, data in SEEDS.items()
    }
    assert bidding == {reader.__name__ for reader in readers()}


@st.composite
def mutated(draw: st.DrawFn, kind: str) -> bytes:
    """A file with some bytes replaced, a piece cut out, and a piece doubled."""
    data = bytearray(SEEDS[kind])
    for place, byte in draw(st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=12)):
        data[place] = byte
    a, b = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
    what = draw(st.sampled_from(["as it is", "cut", "double"]))
    return bytes(data[:a] + data[b:] if what == "cut" else data + data[a:b] if what == "double" else data)


def packed(data: bytes, member: str, content: bytes) -> bytes:
    """The same ZIP with other content in one of its members, packed anew: no checksum stops it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return out.getvalue()


@st.composite
def mutated_inside(draw: st.DrawFn, kind: str) -> bytes:
    """An office file whose XML is spoilt: pieces cut, doubled, or put where they do not belong, and figures that are too large."""
    with zipfile.ZipFile(io.BytesIO(SEEDS[kind])) as archive:
        member = draw(st.sampled_from([name for name in archive.namelist() if name.endswith((".xml", ".rels"))]))
        pieces = re.split(r"(?<=>)|(?=<)|(?<==\")|(?=\")", archive.read(member).decode())
    for _ in range(draw(st.integers(1, 4))):
        a, b = draw(st.integers(0, len(pieces) - 1)), draw(st.integers(0, len(pieces) - 1))
        what = draw(st.sampled_from(["", pieces[b], pieces[a] * 2, "-1", "99999999999", "1e308", "ZZZ999999", "A1:XFD1048576"]))
        pieces[a] = what
    return packed(SEEDS[kind], member, "".join(pieces).encode())


SPAN = st.sampled_from(["", "", "", "0", "1", "2", "3", "-1", "70000", "999999999999", "x", "１"])
TEXTS = "TT|Đơn vị|Điểm|Xếp hạng|Năm 2020|Năm 2021|Sở Y tế|Sở Tư pháp|Huyện Đoan Hùng|90,5|1/20|1|2|Tốt|Nhóm A||-|²|<table><tr><td>1</table>".split(
    "|"
)
CELL = st.sampled_from([*TEXTS, "9" * 40])
ROW = st.lists(st.tuples(st.sampled_from(["td", "td", "th"]), SPAN, SPAN, CELL), max_size=6)


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """A page with a table of any shape under a title that promises results."""
    rows = (
        "".join(f'<{t} colspan="{c}" rowspan="{r}">{text}</{t}>' for t, c, r, text in row)
        for row in draw(st.lists(ROW, max_size=7))
    )
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body><h1>Kết quả xếp hạng PCI năm 2020</h1><p>{LINE}</p><table>{table}</table></body></html>".encode()


def survive(data: bytes, name: str) -> None:
    try:
        hold(Grammar(), open_document(data, name))
    except XephangError as error:
        said = (error.vi, error.en)
    else:
        return
    assert all(said)


@pytest.mark.parametrize("kind", SEEDS)
def test_mutated_files(kind: str) -> None:
    @settings(max_examples=max(3, EXAMPLES // 5) if kind in SLOW else EXAMPLES, deadline=None, database=None)
    @given(mutated(kind))
    def run(data: bytes) -> None:
        survive(data, f"a.{kind}")

    run()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ods", "odt"])
def test_spoilt_xml(kind: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, database=None)
    @given(mutated_inside(kind))
    def run(data: bytes) -> None:
        survive(data, f"a.{kind}")

    run()


@settings(max_examples=2 * EXAMPLES, deadline=None, database=None)
@given(pages())
def test_tables_of_any_shape(page: bytes) -> None:
    survive(page, "a.html")


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_cases_found_before(case: str) -> None:
    if case.endswith(".yaml"):
        with pytest.raises(XephangError):
            read(CASES / case)
    else:
        survive((CASES / case).read_bytes(), case)


@settings(max_examples=4 * EXAMPLES, deadline=None, database=None)
@given(st.text(st.sampled_from("{}[]:,-#&*!|>'\"%@\n 0129aà"), max_size=80), st.integers(0, 400))
def test_mutated_source_yaml(written: str, at: int) -> None:
    text = (FOLDER / "phutho.yaml").read_text("utf-8")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "phutho.yaml"
        path.write_text(text[:at] + written + text[at:], "utf-8")
        try:
            read(path)
        except XephangError as error:
            said = error.vi
        else:
            return
    assert "phutho.yaml" in said


@settings(max_examples=10 * EXAMPLES, deadline=None, database=None)
@given(st.text(st.sampled_from("htp:/.w[]@?#&=%;()0129aAđ\\ \t") | st.characters(codec="utf-8"), max_size=60))
def test_addresses(href: str) -> None:
    address = absolute("http://phutho.gov.vn/a/", href)
    if address is not None:
        once = canonical(address)
        assert canonical(once) == once


@settings(max_examples=10 * EXAMPLES, deadline=None, database=None)
@given(
    st.text(
        st.sampled_from("0123456789/-QĐUBNDTTgCPqđ số ngày tháng năm.,()\n\u00a0–") | st.characters(codec="utf-8"), max_size=120
    )
)
def test_decision_numbers(text: str) -> None:
    for found in find_decisions(text):
        assert 0 <= found.start < found.end <= len(text)
