"""Fixtures for all tests: the shared corpora where they are at hand, and a fresh home."""

from __future__ import annotations

from pathlib import Path

import pytest

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
