"""What is installed may be used: no AGPL, nothing without a licence that somebody looked up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# the package's own metadata names none: looked up in its files or repository
LOOKED_UP = {"axe-playwright-python": "MIT (its LICENSE file); the axe-core script inside: MPL-2.0"}


def installed() -> list[dict[str, str]]:
    done = subprocess.run([sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"], capture_output=True, check=True)
    listed: list[dict[str, str]] = json.loads(done.stdout)
    return listed


def test_no_agpl_and_nothing_unknown() -> None:
    listed = installed()
    assert len(listed) > 100
    wrong = [
        f"{p['Name']}: {p['License']}"
        for p in listed
        if re.search(r"AGPL|Affero|UNKNOWN", p["License"]) and p["Name"] not in LOOKED_UP and p["Name"] != "xephang"
    ]
    assert not wrong, wrong


def test_every_library_is_pinned_by_hash() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8").replace("\\\n", " ")
    pins = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(pins) > 100
    assert not [line[:60] for line in pins if "==" not in line or "--hash=sha256:" not in line]


def test_the_container_runs_as_nobody_and_writes_only_its_volume() -> None:
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    words = [line.split()[0] for line in lines if line and not line.startswith(("#", " "))]
    assert any(line.startswith("FROM") and "slim" in line for line in lines)
    assert not any(line.startswith("FROM") and (":latest" in line or ":" not in line) for line in lines)
    user = [line.split()[1] for line in lines if line.startswith("USER")]
    assert user
    assert user[-1] not in ("root", "0")
    assert words.index("ENTRYPOINT") > len(words) - 1 - words[::-1].index("USER")
    assert any(line.startswith("VOLUME") for line in lines)
    assert any("--require-hashes" in line for line in lines)
