from __future__ import annotations

import io
import shutil
import zipfile

import docx
import pytest
from odf.opendocument import OpenDocumentText
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import H, P

from extract.document import BlockKind
from extract.errors import UnreadableError
from extract.readers import open_document
from extract.readers.word import doc as doc_reader

ROWS = [["TT", "Đơn vị", "Điểm"], ["1", "Sở Y tế", "90,5"], ["2", "Sở Nội vụ", "88"]]


def make_docx() -> bytes:
    source = docx.Document()
    source.add_heading("Kết quả xếp hạng", 1)
    source.add_paragraph("Sở Y tế dẫn đầu.")
    source.add_paragraph("một mục", style="List Bullet")
    table = source.add_table(rows=4, cols=3)
    for r, row in enumerate([*ROWS[:1], ["I. Khối sở", "", ""], *ROWS[1:]]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(1, 0).merge(table.cell(1, 2))
    source.add_paragraph("Giữa hai bảng")
    outer = source.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "bên trái"
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    for r in range(2):
        for c in range(2):
            inner.cell(r, c).text = f"{r}{c}"
    source.add_paragraph("Sau bảng")
    out = io.BytesIO()
    source.save(out)
    return out.getvalue()


def test_docx_order_merges_and_nesting() -> None:
    document = open_document(make_docx(), "tên sai.doc")
    first, second = document.tables()
    assert first.texts() == [ROWS[0], ["I. Khối sở"] * 3, *ROWS[1:]]
    assert second.texts() == [["00", "01"], ["10", "11"]]
    kinds = [b.kind for b in document.blocks]
    assert kinds[0] is BlockKind.HEADING
    assert kinds[2] is BlockKind.LIST_ITEM
    assert [document.slice(b) for b in document.blocks if b.table is None][-2:] == ["bên trái", "Sau bảng"]


def test_docx_legacy_font_run_by_run() -> None:
    source = docx.Document()
    paragraph = source.add_paragraph()
    for text, font in (("Së Néi vô ", ".VnTime"), ("Sôû Y teá ", "VNI-Times"), ("Sở Tư pháp", "Times New Roman")):
        paragraph.add_run(text).font.name = font
    out = io.BytesIO()
    source.save(out)
    assert open_document(out.getvalue(), "a.docx").text.strip() == "Sở Nội vụ Sở Y tế Sở Tư pháp"


def test_odt() -> None:
    source = OpenDocumentText()
    source.text.addElement(H(outlinelevel=1, text="Kết quả"))
    table = Table(name="b")
    for row in [["I. Khối sở", None, None], *ROWS]:
        line = TableRow()
        for text in row:
            cell = CoveredTableCell() if text is None else TableCell(numbercolumnsspanned=3 if row[1] is None else 1)
            if text is not None:
                cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    source.text.addElement(table)
    out = io.BytesIO()
    source.save(out)
    (read,) = open_document(out.getvalue(), "a").tables()
    assert read.texts() == [["I. Khối sở"] * 3, *ROWS]


def rtf_row(cells: list[str], edges: list[int]) -> str:
    return r"\trowd" + "".join(rf"\cellx{e}" for e in edges) + r"\intbl " + "".join(c + r"\cell " for c in cells) + "\\row\n"


def test_rtf_table_fonts_and_unicode() -> None:
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Times New Roman;}{\f1\fnil\fcharset0 .VnTime;}}"
    body = r"\pard\f1 S\'eb N\'e9i v\'f4\par\pard\f0 H\u7841?ng 1\par "
    table = rtf_row(["Năm 2022".replace("ă", r"\u259?")], [3000])
    table += rtf_row(["TT", "Don vi", "Diem"], [1000, 2000, 3000]) + rtf_row(["1", "A", "9,5"], [1000, 2000, 3000])
    document = open_document((head + body + table + r"\pard het\par}").encode("latin-1"), "a.doc")
    (read,) = document.tables()
    assert read.texts() == [["Năm 2022"] * 3, ["TT", "Don vi", "Diem"], ["1", "A", "9,5"]]
    assert document.text.startswith("Sở Nội vụ\nHạng 1\n")


def test_doc_without_programs_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_reader, "installed", lambda program: False)
    with pytest.raises(UnreadableError, match="apt-get install antiword"):
        doc_reader.read_doc(b"", "a.doc")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: no DOC can be made")
def test_doc(tmp_path) -> None:
    from extract.readers.programs import run_program

    (tmp_path / "a.docx").write_bytes(make_docx())
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    run_program(
        ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "a.docx")], 120
    )
    document = open_document((tmp_path / "a.doc").read_bytes(), "b.docx")
    assert document.reader == "doc"
    assert next(document.tables()).texts()[-2:] == ROWS[1:]


def test_entities_do_not_expand() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "' + "x" * 1000 + '">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcde", "bcdef", strict=True)) + "]>"  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                text = data.decode().split("?>", 1)[1].replace("Sau bảng", "&f;")
                data = ('<?xml version="1.0"?>' + bomb.replace("<!DOCTYPE a", "<!DOCTYPE document") + text).encode()
            new.writestr(info, data)
    with pytest.raises(UnreadableError, match=r"a\.docx"):
        open_document(out.getvalue(), "a.docx")
