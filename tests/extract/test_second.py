"""A second extractor beside the grammar: chosen by a setting, held to the same evidence, stored beside the first and told apart."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session, select

from extract.errors import UsageError
from extract.extractor import hold
from extract.extractors import SETTING, chosen
from extract.grammar import Grammar
from extract.readers import open_document
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.models import Document, Observation, Result

# reads "Sở X giành ngôi thứ N" of any text as a rank in DTI 2022, and claims one thing that stands nowhere, and one that is misread
SECOND = """
import re
from extract.observation import Evidence, Index, Kind, Level, Measure, Observation, Reading


class Stars:
    name, version = "stars", "7"

    def read(self, document):
        made = []
        for m in re.finditer(r"(Sở [^\\W\\d_]+(?: [^\\W\\d_]+)?): hạng vàng ([0-9]+)", document.text):
            for value, start, end in ((int(m[2]), *m.span(2)), (99, *m.span(2)), (5, 0, 1)):
                made.append(
                    Observation(
                        Index.DTI, Level.PROVINCIAL, "Hà Nam", 2022, m[1], Kind.DEPARTMENT, Measure.RANK, value,
                        document.text[start:end] if start else "5", Evidence(m[0], m.start(), m.end(), start, end),
                    )
                )
        return Reading(tuple(made))
"""
PAGE = """Kết quả xếp hạng chuyển đổi số năm 2022 các cơ quan tỉnh Hà Nam

Sở Tư pháp xếp thứ nhất với 87,5 điểm.

Sở Y tế: hạng vàng 4

Sở Tư pháp: hạng vàng 9
"""


@pytest.fixture
def second(tmp_path: Path) -> Path:
    (tmp_path / "starreader.py").write_text(SECOND, "utf-8")
    return tmp_path


def test_from_the_setting_to_the_store(second: Path, home: Path) -> None:
    page = second / "page.txt"
    page.write_text(PAGE, "utf-8")
    path = os.pathsep.join([str(second), str(Path(__file__).parents[2])])
    environ = {**os.environ, SETTING: "starreader:Stars", "PYTHONPATH": path, "XEPHANG_HOME": str(home)}
    command = [sys.executable, "-c", "from xephang import main; main()", "add", str(page)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    engine = open_store(Home(home))
    consolidate(engine)
    with Session(engine) as session:
        (document,) = session.exec(select(Document)).all()
        rows = session.exec(select(Observation)).all()
        results = session.exec(select(Result, Observation).join(Observation, Result.observation_id == Observation.id)).all()
    assert document.version.endswith(f"grammar-{Grammar.version} stars-7")
    assert {(o.subject, o.number) for o in rows if o.extractor == "grammar"} == {("Sở Tư pháp", 1), ("Sở Tư pháp", 87.5)}
    other, against = sorted((o for o in rows if o.extractor == "stars"), key=lambda o: o.number or 0)
    assert (against.subject, against.number, against.grade) == ("Sở Tư pháp", 9, "uncertain")
    assert (other.subject, other.number, other.version, other.grade) == ("Sở Y tế", 4, "7", "uncertain")
    assert document.text[other.value_start : other.value_end] == "4"
    chosen_by = {(r.subject, r.measure, r.number): o.extractor for r, o in results}
    assert chosen_by == {
        ("Sở Tư pháp", "rank", 1): "grammar",  # the surer one, whatever the other says of the same cell
        ("Sở Tư pháp", "score", 87.5): "grammar",
        ("Sở Y tế", "rank", 4): "stars",  # where the grammar says nothing
    }
    refused = [u for u in document.unread_mentions if u["reason"] == "no evidence"]
    assert len(refused) == 4, "a value that stands nowhere and a misread one are refused and counted"


def test_the_same_evidence_rule_holds_for_all(second: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(second))
    grammar, stars = chosen({SETTING: "starreader:Stars"})
    assert isinstance(grammar, Grammar)
    reading = hold(stars, open_document(PAGE.encode(), "page.txt"))
    assert [o.value for o in reading.observations] == [4, 9]
    assert [u.reason for u in reading.unread] == ["no evidence"] * 4
    assert reading.extractor == "stars"


@pytest.mark.parametrize("wrong", ["nowhere:Reader", "os:nothing", "os:getcwd", "extract.grammar:Grammar", "x"])
def test_a_wrong_setting_is_told(wrong: str) -> None:
    with pytest.raises(UsageError) as told:
        chosen({SETTING: wrong})
    assert told.value.say("vi") != told.value.say("en")
    assert SETTING in told.value.say("vi")
    assert SETTING in told.value.say("en")


def test_a_user_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("this is no Python(", "utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    environ = {**os.environ, SETTING: "broken:Reader", "PYTHONPATH": path, "XEPHANG_LANG": "vi"}
    command = [sys.executable, "-c", "from xephang import main; main()", "extract", "page.txt"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert SETTING in done.stderr
    assert "không nạp được broken:Reader" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
