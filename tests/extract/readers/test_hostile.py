"""Files that break parsers or mean harm: each gives a sentence, none takes the run down."""

from __future__ import annotations

import io
import os
import time
import zipfile

import py7zr
import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extract import sandbox
from extract.errors import LimitError, UnreadableError
from extract.readers import open_document


def make_zip(*members: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def make_pdf(encrypt: StandardEncryption | None = None, text: str = "Ket qua xep hang nam 2022 cua cac so nganh") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encrypt)
    canvas.drawString(72, 700, text)
    canvas.save()
    return out.getvalue()


HELLO = "Sở Y tế xếp thứ nhất.".encode()


def test_zip_members_and_one_nested_archive() -> None:
    data = make_zip(("a.txt", HELLO), ("trong.zip", make_zip(("b.txt", HELLO))), ("__MACOSX/x", b"junk"))
    document = open_document(data, "a.zip")
    assert [m.member for m in document.members] == ["a.txt", "trong.zip"]
    assert [m.member for m in document.members[1].members] == ["trong.zip/b.txt"]
    deeper = open_document(make_zip(("2.zip", make_zip(("3.zip", data)))), "1.zip")
    assert not deeper.members[0].members
    assert isinstance(deeper.members[0].signals[0], LimitError)


def test_seven_zip() -> None:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writestr(HELLO, "thư mục/a.txt")
    (member,) = open_document(out.getvalue(), "x").members
    assert member.member == "thư mục/a.txt"
    assert member.text.strip() == HELLO.decode()


@pytest.mark.parametrize("path", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "..\\a.txt", "C:/a.txt"])
def test_climbing_paths_are_refused(path: str) -> None:
    document = open_document(make_zip((path, HELLO), ("tốt.txt", HELLO)), "a.zip")
    assert [m.member for m in document.members] == ["tốt.txt"]
    assert isinstance(document.signals[0], LimitError)


def test_what_was_refused_leaves_the_sandbox_with_the_rest() -> None:
    document = sandbox.run(open_document, make_zip(("../a.txt", HELLO), ("tốt.txt", HELLO)), "a.zip", seconds=60.0)
    sandbox.close()
    assert [m.member for m in document.members] == ["tốt.txt"]
    (signal,) = document.signals
    assert isinstance(signal, LimitError)
    assert "../a.txt" in signal.vi
    assert "refused" in signal.en


def test_a_zip_that_packs_nothing_is_no_pdf() -> None:
    document = open_document(make_zip(("a.pdf", make_pdf()), ("b.txt", HELLO), packed=zipfile.ZIP_STORED), "a.zip")
    assert [m.reader for m in document.members] == ["pdf", "text"]


def test_zip_bombs() -> None:
    with pytest.raises(LimitError, match=r"a\.zip: .*bomb") as caught:
        open_document(make_zip(("0", b"\0" * (100 * 2**20))), "a.zip")
    assert "bom" in caught.value.vi
    with pytest.raises(LimitError, match=r"a\.zip: too many members \(10001\)"):
        open_document(make_zip(*((f"{i}.txt", b"") for i in range(10_001)), packed=zipfile.ZIP_STORED), "a.zip")


def test_picture_bomb() -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(LimitError, match=r"a\.png: the picture is too large") as caught:
        open_document(out.getvalue(), "a.png")
    assert "a.png: ảnh quá lớn" in caught.value.vi


@pytest.mark.parametrize("cut", [0.3, 0.9])
@pytest.mark.parametrize("data", [make_zip(("a.txt", HELLO * 100)), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(4000)])
def test_truncated(data: bytes, cut: float) -> None:
    with pytest.raises(UnreadableError) as caught:
        open_document(data[: int(len(data) * cut)], "hỏng.xls")
    assert "hỏng.xls" in caught.value.vi
    assert "hỏng.xls" in caught.value.en


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_truncated_pdf(cut: float) -> None:
    data = make_pdf()
    assert open_document(data, "cụt.pdf").text
    with pytest.raises(UnreadableError, match=r"cụt\.pdf: the PDF is broken or cut off") as caught:
        open_document(data[: int(len(data) * cut)], "cụt.pdf")
    assert "cụt.pdf: PDF bị hỏng hoặc bị cắt cụt" in caught.value.vi


def test_truncated_picture() -> None:
    out = io.BytesIO()
    Image.effect_noise((400, 400), 50).save(out, "PNG")
    with pytest.raises(UnreadableError):
        open_document(out.getvalue()[:5000], "a.png")


def test_encrypted_pdf_and_zip() -> None:
    with pytest.raises(UnreadableError, match="password"):
        open_document(make_pdf(StandardEncryption("bí mật", "chủ")), "a.pdf")
    locked = bytearray(make_zip(("a.txt", HELLO), packed=zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableError, match="password"):
        open_document(bytes(locked), "a.zip")


def test_pdf_that_is_html_and_broken_pdf() -> None:
    page = "<html><body><article><h1>Kết quả xếp hạng</h1><p>Sở Y tế xếp thứ nhất năm 2022.</p></article></body></html>"
    assert open_document(page.encode(), "quyet-dinh.pdf").reader == "html"
    with pytest.raises(UnreadableError):
        open_document(b"%PDF-1.7\nnothing here", "a.pdf")


def test_ten_thousand_pages() -> None:
    source = PdfDocument.new()
    for _ in range(10_000):
        source.new_page(100, 100)
    out = io.BytesIO()
    source.save(out)
    with pytest.raises(LimitError, match=r"a\.pdf: the PDF has 10000 pages") as caught:
        open_document(out.getvalue(), "a.pdf")
    assert "10000 trang" in caught.value.vi


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


def _die() -> None:
    os._exit(9)


def _eat() -> int:
    return len(b"x" * (3 * 2**30))


def _fine(n: int) -> int:
    return n + 1


def _grow(megabytes: int) -> int:
    assert b"x" * (megabytes * 2**20)
    return os.getpid()


def test_a_process_that_has_grown_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "GROWN", 200)
    first = sandbox.run(_grow, 1)
    assert sandbox.run(_grow, 1) == sandbox.run(_grow, 400) == first
    assert sandbox.run(_grow, 1) != first
    sandbox.close()


def test_sandbox_outlives_everything() -> None:
    with pytest.raises(LimitError):
        sandbox.run(_sleep, 60, seconds=1.0)
    with pytest.raises(UnreadableError):
        sandbox.run(_die, seconds=30.0)
    with pytest.raises(LimitError):
        sandbox.run(_eat, seconds=60.0, megabytes=1024)
    assert sandbox.run(_fine, 1, seconds=30.0) == 2
    with pytest.raises(UnreadableError, match="broken"):
        sandbox.run(open_document, b"PK\x03\x04broken", "a.zip", seconds=60.0)
    sandbox.close()
