"""Files of every kind from the corpus: no figure sinks below its floor, and each kind's cells are read as exactly as is promised."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.documents.count import right
from extract import floors, jsonl
from extract.evaluate import Line, corpus_hash, evaluate, stems

WANTED = {"scan": 0.95, "img": 0.90}  # of the cells; born-digital files below
BORN = 0.99


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "corpus" / "dev-docs"


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[str, Line]:
    return {path.stem: jsonl.line(path.read_bytes(), path.name, tables=True) for path in sorted((folder / "docs").iterdir())}


def test_no_figure_sinks_below_its_floor(folder: Path, read: dict[str, Line]) -> None:
    pinned = floors.load()["dev-docs"]
    assert pinned["sha256"] == corpus_hash(folder / "gold", folder / "docs"), "another corpus than the one that was measured"
    least = pinned["floors"]
    assert isinstance(least, dict)
    assert floors.undercut(least, evaluate(folder / "gold", stems(folder / "gold"), lambda name: read[name]).figures()) == {}


def test_cells_by_kind(folder: Path, read: dict[str, Line]) -> None:
    hits: Counter[str] = Counter()
    cells: Counter[str] = Counter()
    for path in sorted((folder / "grids").glob("*.json")):
        kind = re.sub(r"^dev-([a-z0-9]+)-.*", r"\1", path.stem)
        gold = [row for table in json.loads(path.read_text("utf-8")) for row in table["rows"]]
        hits[kind] += right(gold, [row for table in read[path.stem]["tables"] for row in table["rows"]])
        cells[kind] += sum(map(len, gold))
    assert {kind: hits[kind] / count for kind, count in cells.items() if hits[kind] < WANTED.get(kind, BORN) * count} == {}
