from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from frictionless import Package, system
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from commands import app
from extract.errors import UsageError
from store.archive import Archive
from store.checks import run_checks
from store.consolidate import consolidate
from store.export import export, tables
from store.export.changes import Changes
from store.export.tables import TABLES
from store.models import Capture, Observation
from tests.store.made import DAY, document, observation, source

FORMULA = "=HYPERLINK(1)"
LATER = DAY + timedelta(days=9)


@pytest.fixture
def filled(engine: Engine, archive: Archive) -> Engine:
    """A contradiction with its finding, a rank, a band, a name like a formula, a province that was merged."""
    with Session(engine) as session:
        source(session, "news", hosts=["news.example"])
        owner = document(session, archive, "news", "một")
        observation(session, owner, 41.5)
        observation(session, owner, 7, subject="Yên Bái", measure="rank")
        observation(session, owner, 1, raw="A", measure="band", label="A", key="band").number = None
        observation(session, owner, 3.25, subject=FORMULA, subject_kind="other")
        observation(
            session,
            owner,
            90.0,
            level="provincial",
            index="ddci",
            province="Hà Giang",
            subject="Sở Y tế",
            subject_kind="department",
        )
        observation(session, document(session, archive, "news", "hai"), 43.5)
        session.commit()
    consolidate(engine, now=DAY)
    run_checks(engine, now=DAY)
    return engine


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_codebook_says_of_every_column_what_it_is_and_nothing_else() -> None:
    read = yaml.safe_load((Path(tables.__file__).with_name("codebook.yaml")).read_text("utf-8"))
    for name, table in read.items():
        for column, told in table["columns"].items():
            assert set(told) == {"type", "vi", "en"}, (name, column)  # a comma outside quotes ends a text and begins a key


def test_every_format_says_the_same(filled: Engine, tmp_path: Path) -> None:
    files = export(filled, tmp_path)
    assert len(files) == len({f.name for f in files})
    assert (tmp_path / "panel.excel.csv").read_bytes().startswith("\ufeffindex".encode())
    assert not (tmp_path / "panel.csv").read_bytes().startswith("\ufeff".encode())
    with sqlite3.connect(tmp_path / "xephang.sqlite") as database:
        for name in ("panel", "wide", "observations", "findings"):
            lines = table(tmp_path / f"{name}.csv")
            assert lines, name
            heading = list(lines[0])
            assert table(tmp_path / f"{name}.excel.csv")[0].keys() != set()
            sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active
            assert sheet is not None
            parquet, stata = pq.read_table(tmp_path / f"{name}.parquet"), pd.read_stata(tmp_path / f"{name}.dta")
            stored = database.execute(f'SELECT * FROM "{name}"').fetchall()
            assert {sheet.max_row - 1, parquet.num_rows, len(stata), len(stored)} == {len(lines)}, name
            assert [c.value for c in sheet[1]] == parquet.column_names == list(stata) == heading
            if "number" in heading:
                numbers = [float(line["number"]) if line["number"] else None for line in lines]
                assert parquet["number"].to_pylist() == numbers
                assert [None if pd.isna(v) else v for v in stata["number"]] == numbers
                assert [row[heading.index("number")] for row in stored] == numbers
                assert [row[heading.index("number")].value for row in sheet.iter_rows(min_row=2)] == numbers
            subjects = [line["subject"] for line in lines]
            assert [s.lstrip("'") for s in subjects] == parquet["subject"].to_pylist() == list(stata["subject"])


def test_what_spreadsheets_would_run_is_defused(filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path, only=["csv", "xlsx"])
    for name in ("panel", "wide", "observations"):
        for file in (f"{name}.csv", f"{name}.excel.csv"):
            assert not [
                c for row in csv.reader((tmp_path / file).open(encoding="utf-8-sig")) for c in row if c[:1] in ("=", "+", "@")
            ]
        sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active
        assert sheet is not None
        assert f"'{FORMULA}" in [c.value for row in sheet.iter_rows() for c in row]
        assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n", "b"}


def test_of_files_added_by_hand_only_the_name_is_told(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    with Session(engine) as session:
        source(session, "manual", kind="manual")
        owner = document(session, archive, "manual", "một")
        session.get_one(Capture, owner.capture_id).url = "file:///home/nguyen/b%E1%BA%A3ng%201.pdf"
        observation(session, owner, 41.5)
        session.commit()
    consolidate(engine, now=DAY)
    export(engine, tmp_path, only=["csv"])
    for name in ("panel", "observations"):
        assert [row["address"] for row in table(tmp_path / f"{name}.csv")] == ["bảng 1.pdf"]


def test_wide_has_a_column_a_measure(filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path, only=["csv"])
    (line,) = [r for r in table(tmp_path / "wide.csv") if r["subject"] == "Yên Bái"]
    assert (line["rank"], line["score"], line["band"], line["percent"], line["contradicted"]) == ("7", "41.5", "A", "", "1")


def test_the_package_is_valid_and_says_what_it_is(filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path, as_of=LATER, division="34")
    with system.use_context(trusted=True):
        report = Package(tmp_path / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "type", "message"])
    said = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [r["name"] for r in said["resources"]] == ["panel", "wide", "observations", "findings"]
    assert (said["division"], said["asOf"], said["licenses"][0]["name"]) == ("34", "2024-01-10", "CC-BY-4.0")
    assert said["sources"] == [{"title": "news", "path": "https://news.example/"}]
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert said["version"] in readme
    for words in ("CC-BY-4.0", "Trích dẫn", "To cite", "34 tỉnh", "https://news.example/"):
        assert words in readme
    codebook = table(tmp_path / "codebook.csv")
    assert all(line["vi"] and line["en"] for line in codebook)
    assert {(line["table"], line["column"]) for line in codebook} == {(t.name, c.name) for t in TABLES for c in t.columns}


def test_datasette_finds_its_metadata(filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path, only=["sqlite"])
    said = json.loads((tmp_path / "metadata.json").read_text("utf-8"))
    assert {"title", "license", "license_url", "databases"} <= said.keys()
    with sqlite3.connect(tmp_path / "xephang.sqlite") as database:
        named = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for name, about in said["databases"]["xephang"]["tables"].items():
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
            assert list(about["columns"]) == columns
    assert set(said["databases"]["xephang"]["tables"]) == named


def test_the_same_data_give_the_same_bytes(filled: Engine, tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        files = export(filled, folder)
        return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    once = digests(tmp_path / "a")
    assert once == digests(tmp_path / "b") == digests(tmp_path / "a")
    assert {f"panel.{end}" for end in ("csv", "excel.csv", "xlsx", "parquet", "dta")} | {"xephang.sqlite"} <= set(once)


def test_findings_lead_to_their_observations(filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path, only=["csv"])
    findings = table(tmp_path / "findings.csv")
    assert {line["rule"] for line in findings} >= {"conflict"}
    known = {line["observation"] for line in table(tmp_path / "observations.csv")}
    assert {line["observation"] for line in findings} <= known


@pytest.mark.parametrize(
    ("division", "shown", "unit"), [("year", ("63", "Yên Bái"), "Hà Giang"), ("34", ("34", "Lào Cai"), "Tuyên Quang")]
)
def test_provinces_in_a_division(division: str, shown: tuple[str, str], unit: str, filled: Engine, tmp_path: Path) -> None:
    export(filled, tmp_path, only=["csv"], division=division)  # type: ignore[arg-type]
    lines = {line["subject"]: line for line in table(tmp_path / "panel.csv")}
    assert (lines["Yên Bái"]["division"], lines["Yên Bái"]["division_provinces"]) == shown
    assert lines["Sở Y tế"]["division_provinces"] == unit
    assert lines[f"'{FORMULA}"]["division_provinces"] == ""


def test_the_difference_to_the_previous_release(filled: Engine, archive: Archive, tmp_path: Path) -> None:
    export(filled, tmp_path / "a", only=["csv"])
    with Session(filled) as session:
        owner = document(session, archive, "news", "ba")
        observation(session, owner, 8, subject="Lào Cai", measure="rank")
        observation(session, owner, 43.5, key="again")
        gone = session.exec(select(Observation).where(col(Observation.subject) == FORMULA)).one()
        gone.closed_at = LATER
        session.commit()
    consolidate(filled, everything=True, now=LATER)
    with Changes(tmp_path / "a") as changes:
        export(filled, tmp_path / "b", previous=changes)
        assert changes.counts() == {"added": 1, "changed": 1, "gone": 1}
    lines = {line["change"]: line for line in table(tmp_path / "b/changes.csv")}
    assert (lines["added"]["subject"], lines["added"]["number"], lines["added"]["number_before"]) == ("Lào Cai", "8", "")
    assert (lines["changed"]["subject"], lines["changed"]["number_before"], lines["changed"]["number"]) == (
        "Yên Bái",
        "41.5",
        "43.5",
    )
    assert (lines["gone"]["subject"], lines["gone"]["number_before"], lines["gone"]["number"]) == (f"'{FORMULA}", "3.25", "")
    assert pq.read_table(tmp_path / "b/changes.parquet").num_rows == 3
    with system.use_context(trusted=True):
        assert Package(tmp_path / "b/datapackage.json").validate().valid
    with Changes(tmp_path / "b") as changes:
        export(filled, tmp_path / "c", only=["parquet"], previous=changes)
        assert changes.counts() == {"added": 0, "changed": 0, "gone": 0}
    with Changes(tmp_path / "b") as changes:  # what was known then
        export(filled, tmp_path / "d", only=["csv"], previous=changes, as_of=DAY)
        assert changes.counts() == {"added": 1, "changed": 1, "gone": 1}


def test_a_folder_without_a_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"panel\.csv"):
        Changes(tmp_path)
    (tmp_path / "panel.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(UsageError, match=r"panel\.csv"):
        Changes(tmp_path)


def test_the_command(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del home
    first, second = tmp_path / "a", tmp_path / "b"
    assert app.run(["--lang", "en", "export", str(first), "--division", "63", "--format", "csv"]) == 0
    assert json.loads((first / "datapackage.json").read_text("utf-8"))["division"] == "63"
    assert app.run(["--lang", "en", "export", str(second), "--diff", str(first), "--format", "csv"]) == 0
    assert "0 values added, 0 changed, 0 gone" in capsys.readouterr().out
    assert (second / "changes.csv").exists()
    assert app.run(["--lang", "vi", "export", str(second), "--division", "64"]) == 2
    assert app.run(["--lang", "vi", "export", str(second), "--diff", str(tmp_path / "none")]) == 2
    assert "bản phát hành trước" in capsys.readouterr().err
