"""A document that was made from a table, read by the whole pipeline, gives the table again."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from commands import app
from store.units import provinces

TITLE = "Bảng xếp hạng chỉ số {name} năm {year} của 63 tỉnh, thành phố"
LEAD = "Kết quả chỉ số {name} năm {year} của các tỉnh, thành phố trực thuộc Trung ương như sau:"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
Row = tuple[int, str, str, str]  # year, code, score as written, rank


def made_up(year: int) -> list[Row]:
    """An edition with 63 different scores."""
    random.seed(year)
    scores = sorted(random.sample(range(3500, 4900), 63), reverse=True)
    codes = [p.code for p in provinces("63")]
    random.shuffle(codes)
    return [
        (year, code, f"{score / 100:.2f}", str(rank)) for rank, (code, score) in enumerate(zip(codes, scores, strict=True), 1)
    ]


def real(file: Path, year: str, score: str) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["year"] == year and row["rank"]]
    return [(int(year), row["gso_code"], row[score], str(int(float(row["rank"])))) for row in rows]


def cells(rows: list[Row]) -> list[list[str]]:
    names = {p.code: p.name for p in provinces("63")}
    ordered = sorted(rows, key=lambda row: int(row[3]))
    return [["TT", "Tỉnh, thành phố", "Điểm", "Xếp hạng"]] + [
        [str(i), names[code], score.replace(".", ","), rank] for i, (_, code, score, rank) in enumerate(ordered, 1)
    ]


def html(name: str, rows: list[Row], folder: Path) -> Path:
    year = rows[0][0]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells(rows))
    title, lead = TITLE.format(name=name, year=year), LEAD.format(name=name, year=year)
    page = f'<!DOCTYPE html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{lead}</p><table>{table}</table>'
    file = folder / f"{name}-{year}.html"
    file.write_text(page, "utf-8")
    return file


def pdf(name: str, rows: list[Row], folder: Path) -> Path:
    if not FONT.exists():
        pytest.skip("the font DejaVu Sans is not installed")
    pdfmetrics.registerFont(TTFont("V", FONT))
    year = rows[0][0]
    style = ParagraphStyle("v", fontName="V", fontSize=11, leading=16)
    table = Table(cells(rows), repeatRows=1)
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), "V", 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    story: list[Flowable] = [Paragraph(text.format(name=name, year=year), style) for text in (TITLE, LEAD)]
    file = folder / f"{name}-{year}.pdf"
    SimpleDocTemplate(str(file), pagesize=A4).build([*story, table])
    return file


def compare(name: str, editions: list[list[Row]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Make a page of every edition but the last, which is a PDF; read them; compare with the table."""
    documents = [html(name, rows, tmp_path) for rows in editions[:-1]] + [pdf(name, editions[-1], tmp_path)]
    outside = tmp_path / "outside.csv"
    with outside.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("year", "gso_code", "score", "rank"), *(row for rows in editions for row in rows)])
    assert app.run(["--lang", "en", "add", *map(str, documents)]) == 0
    assert app.run(["--lang", "en", "check", "--limit", "0"]) == 0
    capsys.readouterr()
    status = app.run(["--lang", "en", "compare", str(outside), "--index", name.lower(), "--strict"])
    return status, capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_a_table_comes_back_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed = compare("PAPI", [made_up(2021), made_up(2022)], tmp_path, capsys)
    assert status == 0, printed
    assert printed.count("100 %") == 4
    assert "252 values in the table, 252 of them in the panel: 252 agree, 0 differ." in printed
    changed = tmp_path / "changed.csv"
    lines = (tmp_path / "outside.csv").read_text("utf-8").splitlines()
    year, code, score, rank = lines[1].split(",")
    changed.write_text("\n".join([lines[0], f"{year},{code},{float(score) + 1},{rank}", *lines[2:]]), "utf-8")
    assert app.run(["--lang", "en", "compare", str(changed), "--index", "papi", "--strict"]) == 1
    assert "1 differ." in capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_the_published_tables_come_back_whole(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shared / "data/indices"
    papi = [real(folder / "papi_2011_2024_dims.csv", year, "total") for year in ("2011", "2019")]
    pci = [real(folder / "pci_2006_2018_tidy.csv", year, "score") for year in ("2007", "2018")]
    for name, editions in (("PAPI", papi), ("PCI", pci)):
        status, printed = compare(name, editions, tmp_path, capsys)
        assert status == 0, printed
        values = sum(bool(row[2]) + bool(row[3]) for rows in editions for row in rows)
        assert f"{values} agree, 0 differ." in printed
