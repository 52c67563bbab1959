"""Office files that mean harm or are locked: a sentence in both languages, nothing read from this machine."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from benchmarks.documents import office
from benchmarks.documents.layouts import LAYOUTS
from extract.errors import UnreadableError
from extract.readers import open_document

LAYOUT = LAYOUTS["plain"](random.Random(1))
WORD, BOOK = office.word(LAYOUT), office.workbook(LAYOUT)


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The container ``data`` with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("data", [WORD, BOOK], ids=["docx", "xlsx"])
def test_password(data: bytes) -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("bí mật", locked)
    with pytest.raises(UnreadableError) as caught:
        open_document(locked.getvalue(), "khóa.docx")
    assert "mật khẩu" in caught.value.vi
    assert "password" in caught.value.en


def test_entities_that_grow() -> None:
    def grow(xml: bytes) -> bytes:
        entities = b'<!ENTITY a "' + b"x" * 1000 + b'">'
        entities += b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 50) for i in range(6))
        return xml.replace(b"?>", b"?>\n<!DOCTYPE w [" + entities + b"]>", 1).replace(b"QUY", b"&g;QUY", 1)

    with pytest.raises(UnreadableError) as caught:
        open_document(changed(WORD, "word/document.xml", grow), "nở.docx")
    assert "nở.docx" in caught.value.vi
    assert "tự nhân lên" in caught.value.vi
    assert "multiplies itself" in caught.value.en


def test_entities_read_no_file_of_this_machine() -> None:
    def peep(xml: bytes) -> bytes:
        head = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        return head + xml.split(b"?>", 1)[-1].replace(b"QUY", b"&e;QUY", 1)

    text = ""
    with contextlib.suppress(UnreadableError):  # refused is as good
        text = open_document(changed(WORD, "word/document.xml", peep), "a.docx").text
    assert "root:" not in text


def test_macros_are_data_and_a_doc_may_be_a_docx() -> None:
    out = io.BytesIO(WORD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    document = open_document(out.getvalue(), "quyet-dinh.doc")
    assert document.reader == "docx"
    assert next(document.tables()).texts() == LAYOUT.grid()
