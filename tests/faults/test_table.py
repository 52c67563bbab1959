"""The tables of faults say what is so: every row is tried by a test, quotes messages that exist, and stands in the page of promises."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faults.table import COLUMNS, HEADS, faults, render, table

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SYSTEM = {
    "No space left on device",
    "Read-only file system",
    "database or disk is full",
}  # the operating system's and SQLite's own words


def tried() -> dict[str, str]:
    """By fault, the file whose test tries it."""
    found = {}
    for path in TESTS.rglob("test_*.py"):
        for name in re.findall(r'mark\.fault\("([^"]+)"\)', path.read_text("utf-8")):
            found[name] = f"`{path.relative_to(TESTS).as_posix()}`"
    return found


def test_every_fault_is_tried_and_every_trial_has_its_row() -> None:
    assert tried().keys() == faults().keys()
    assert all(set(row) == set(COLUMNS) and all(row[c].keys() == HEADS.keys() for c in COLUMNS) for row in faults().values())


def test_messages_are_those_of_the_program() -> None:
    folders = (ROOT / name for name in ("commands", "crawler", "extract", "store"))
    written = "\n".join(p.read_text("utf-8") for folder in folders for p in folder.rglob("*") if p.suffix in (".py", ".yaml"))
    quoted = [m for row in faults().values() for m in re.findall("“([^”]+)”", row["sees"]["vi"] + row["sees"]["en"])]
    assert len(quoted) >= 12
    parts = {part.strip(" :;.") for message in quoted for part in re.split(r"…|: |; |\d+", message)} - SYSTEM - {""}
    assert not [part for part in parts if part not in written]


def test_the_page_of_promises_holds_both_tables() -> None:
    page = (ROOT / "docs" / "RELIABILITY.md").read_text("utf-8")
    for lang in HEADS:
        assert "\n".join(table(lang, tried())) in page


def test_what_failed_is_told_although_it_passed_elsewhere() -> None:
    class Report:
        def __init__(self, name: str, outcome: str) -> None:
            self.user_properties, self.when, self.outcome = [("fault", name)], "call", outcome

    lines = list(render([Report("blob", "passed"), Report("blob", "failed"), Report("power", "passed")]))
    assert [line.rpartition("| ")[2] for line in lines if line.startswith("| ") and line.endswith("d |")] == [
        "failed |",
        "passed |",
    ]
    assert [line.rpartition("| ")[2] for line in lines if line.endswith((" sai |", " đạt |"))] == ["sai |", "đạt |"]
    assert lines[-1] == f"2 / {len(faults())}"
    assert not list(render([]))
