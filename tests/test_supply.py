"""What is installed may be used: no AGPL, nothing without a licence that somebody looked up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from commands.app import run

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


def pins(path: Path) -> dict[str, frozenset[str]]:
    """Name, version and marker of every library of a lock, and its hashes."""
    text = path.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    return {line.split("--hash")[0].split(";")[0].strip(): frozenset(re.findall(r"sha256:\w+", line)) for line in lines}


def test_what_runs_is_a_part_of_what_is_tested() -> None:
    everything, running = pins(ROOT / "requirements.txt"), pins(ROOT / "requirements" / "run.txt")
    assert running.items() <= everything.items()
    building = pins(ROOT / "requirements" / "build.txt")
    assert building.items() <= everything.items()
    assert any(pin.startswith("hatchling==") for pin in building)
    names = {pin.split("==")[0] for pin in running}
    assert {"scrapy", "procrastinate", "s3fs", "streamlit"} <= names
    assert not names & {"pytest", "moto", "flask", "playwright", "mypy", "ruff", "hypothesis"}


def test_the_hosts_of_the_compose_file_may_write_nothing_and_run_what_exists(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    services = yaml.safe_load(text)["services"]
    ours = {name: service for name, service in services.items() if service["image"] == "xephang"}
    assert {"crawler", "reader", "dashboard"} <= ours.keys()
    for service in ours.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    for name in ("crawler", "reader", "dashboard"):
        command, *options = ours[name]["command"]
        assert run([command, "--help", "--lang", "en"]) == 0
        shown = capsys.readouterr().out
        assert all(option in shown for option in options if option.startswith("--"))
    assert not re.search(r"image: \S+:latest|image: [^\s:]+/[^\s:]+$", text, re.MULTILINE)
    assert not re.search(r"(PASSWORD|SECRET)\S*: [A-Za-z0-9]", text)  # secrets come from the environment alone


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
    locked = [line for line in lines if line.startswith("RUN pip install") and "--no-deps" not in line]
    assert len(locked) == 2
    assert all("--require-hashes" in line for line in locked)
    assert any(
        "pip install" in line and "wheel" in line for line in lines
    )  # without its metadata it knows no version and exports nothing
    copied = [name for line in lines if line.startswith("COPY") and "--from" not in line for name in line.split()[1:-1]]
    assert all((ROOT / name).exists() for name in copied)
    assert {"crawler", "extract", "store", "dashboard", "commands", "xephang.py", "requirements/run.txt"} <= set(copied)
