"""One store of invented figures for all tests of the dashboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboard.fixture_store import build


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the fixture store, built once; read-only for its users."""
    root = tmp_path_factory.mktemp("filled")
    build(root).dispose()
    return root
