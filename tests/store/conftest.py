"""A fresh store on SQLite and on PostgreSQL, one test at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from store.archive import Archive
from store.database import open_store
from store.home import Home
from tests.store.postgres import server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server that lives as long as the session."""
    with server() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An empty home on either database."""
    if request.param == "sqlite":
        return Home(tmp_path / "home")
    address: str = request.getfixturevalue("postgres")
    name = f"t{abs(hash(request.node.nodeid))}"
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return Home(tmp_path / "home", address.rpartition("/")[0] + f"/{name}")


@pytest.fixture
def engine(place: Home) -> Iterator[Engine]:
    """The migrated store of ``place``."""
    made = open_store(place)
    yield made
    made.dispose()


@pytest.fixture
def archive(place: Home) -> Archive:
    """The archive of ``place``."""
    return Archive(place.archive)
