"""Fixtures for all tests: the shared corpora where they are at hand, and a fresh home."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.faults.table import render

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpora and real tables that a developer's machine may have beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("no folder ../shared beside this checkout: corpora and real files are not at hand")
    return SHARED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty XEPHANG_HOME."""
    monkeypatch.setenv("XEPHANG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send what a fault's marker says along with the outcome, from whichever process ran the test."""
    report = yield
    marker = item.get_closest_marker("fault")
    if marker is not None:
        report.user_properties.append(("fault", marker.args[0]))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables of the faults that were tried."""
    reports = [r for kind in ("passed", "failed", "error", "skipped") for r in terminalreporter.stats.get(kind, [])]
    for line in render(reports):
        terminalreporter.write_line(line)
