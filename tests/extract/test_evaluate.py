"""Our figures are those of the corpora's own scorer, and they do not sink below their floors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract import floors, jsonl
from extract.errors import UsageError
from extract.evaluate import Line, Report, Tally, corpus_hash, evaluate, stems

FRESH = Path(__file__).parents[1] / "corpus" / "fresh"


def _lines(folder: Path) -> dict[str, Line]:
    files = {path.stem: path for path in sorted((folder / "text").iterdir())}
    return {name: jsonl.line(files[name].read_bytes(), files[name].name) for name in stems(folder / "gold")}


@pytest.fixture(scope="session")
def read(shared: Path) -> dict[str, dict[str, Line]]:
    """What we read in the documents of both corpora, once for all tests."""
    return {name: _lines(shared / "corpus" / name) for name in ("seeds", "dev")}


def _report(shared: Path, corpus: str, lines: dict[str, Line], half: str = "") -> Report:
    gold = shared / "corpus" / corpus / "gold"
    return evaluate(gold, stems(gold, half), lambda name: lines[name])


@pytest.mark.parametrize("corpus", ["seeds", "dev"])
def test_same_figures_as_the_scorer(shared: Path, tmp_path: Path, read: dict[str, dict[str, Line]], corpus: str) -> None:
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("".join(json.dumps(line) + "\n" for line in read[corpus].values()), "utf-8")
    gold = shared / "corpus" / corpus / "gold"
    command = [sys.executable, str(shared / "eval" / "score.py"), str(gold), str(predictions), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = _report(shared, corpus, read[corpus])
    for name in ("core", "full", "group", "decisions", "relevance"):
        tally = ours.tallies[name]
        assert (tally.hit, tally.false, tally.missed) == tuple(theirs[name][k] for k in ("tp", "fp", "fn")), name
    for name in ("published", "decision_dates", "evidence"):
        assert ours.share(name) == pytest.approx(theirs[name]["accuracy"], abs=1e-4), name
    assert ours.mean_f1 == pytest.approx(theirs["full_by_document"]["mean_f1"], abs=1e-4)


@pytest.mark.parametrize("corpus", ["seeds", "dev"])
@pytest.mark.parametrize("half", ["", "a", "b"])
def test_no_figure_sinks_below_its_floor(shared: Path, read: dict[str, dict[str, Line]], corpus: str, half: str) -> None:
    pinned = floors.load()[f"{corpus}-{half}" if half else corpus]
    folder = shared / "corpus" / corpus
    assert pinned["sha256"] == corpus_hash(folder / "gold", folder / "text"), "another corpus than the one that was measured"
    least = pinned["floors"]
    assert isinstance(least, dict)
    assert floors.undercut(least, _report(shared, corpus, read[corpus], half).figures()) == {}


@pytest.mark.parametrize("part", ["open", "held", "sealed", "third", "fourth"])
def test_no_figure_of_our_own_pages_sinks_below_its_floor(part: str) -> None:
    """The pages of ``tests/corpus/fresh``: those of ``held`` were never looked at while rules were written."""
    pinned = floors.load()[f"fresh-{part}"]
    folder = FRESH / part
    assert pinned["sha256"] == corpus_hash(folder / "gold", folder / "text"), "another corpus than the one that was measured"
    lines = _lines(folder)
    least = pinned["floors"]
    assert isinstance(least, dict)
    assert floors.undercut(least, evaluate(folder / "gold", stems(folder / "gold"), lambda name: lines[name]).figures()) == {}


GOLD: Line = {
    "relevant": True,
    "published": "2020-01-02",
    "decisions": [{"number": "12/QĐ-UBND", "date": "2020-01-01"}],
    "observations": [
        {
            "index": "pci",
            "level": "national",
            "year": 2019,
            "subject": "Huế",
            "subject_kind": "province",
            "measure": "rank",
            "value": 3,
        },
        {
            "index": "pci",
            "level": "national",
            "year": 2019,
            "subject": "Hà Nội",
            "subject_kind": "province",
            "measure": "rank",
            "value": 9,
        },
    ],
}


def test_counts(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(GOLD), "utf-8")
    right = GOLD["observations"][0] | {"subject": "Thừa Thiên Huế", "evidence": {"quote": "Huế đứng thứ ba"}}
    wrong_year = GOLD["observations"][1] | {"year": 2018, "evidence": {"quote": "Hà Nội"}}
    found: Line = {
        "relevant": True,
        "published": "2020-01-03",
        "decisions": [{"number": "012/QÐ-UBND", "date": "2020-01-01"}, {"number": "5/KH-UBND"}],
        "observations": [right, right, wrong_year],
    }
    report = evaluate(tmp_path, stems(tmp_path), lambda _: found)
    assert report.tallies["core"] == Tally(2, 0, 0)
    assert report.tallies["full"] == Tally(1, 1, 1)
    assert report.tallies["decisions"] == Tally(1, 1, 0)
    assert report.share("published") == 0.0
    assert report.share("decision_dates") == 1.0
    assert report.share("evidence") == 0.5
    assert report.slices["index"]["pci"] == Tally(1, 1, 1)


def test_halves_are_even_and_odd_places(tmp_path: Path) -> None:
    for name in "cabd":
        (tmp_path / f"{name}.json").write_text("{}", "utf-8")
    assert (stems(tmp_path, "a"), stems(tmp_path, "b")) == (["a", "c"], ["b", "d"])


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        stems(tmp_path)


def test_floors_rise_by_themselves_and_sink_only_when_told(tmp_path: Path) -> None:
    file = tmp_path / "floors.yaml"
    floors.pin("c", "1", {"full_f1": 0.5}, path=file)
    floors.pin("c", "1", {"full_f1": 0.6}, path=file)
    with pytest.raises(UsageError):
        floors.pin("c", "1", {"full_f1": 0.55}, path=file)
    with pytest.raises(UsageError):
        floors.pin("c", "2", {"full_f1": 0.7}, path=file)
    floors.pin("c", "2", {"full_f1": 0.55}, lower=True, path=file)
    assert floors.load(file) == {"c": {"sha256": "2", "floors": {"full_f1": 0.55}}}
