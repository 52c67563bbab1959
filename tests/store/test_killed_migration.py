from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlmodel import Session, SQLModel

from store.database import config, open_store
from store.home import Home
from store.models import Source
from tests.killing import Mortal, chances

CHILD = """
import sys
from pathlib import Path
from store.database import open_store
from store.home import Home
print("ready", flush=True)
open_store(Home(Path(sys.argv[1]), sys.argv[2]))
"""


def child(place: Home) -> subprocess.Popen[bytes]:
    """A process that is about to migrate."""
    made = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(place.root), place.database],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert made.stdout is not None
    assert made.stdout.readline() == b"ready\n"
    return made


def empty(place: Home) -> None:
    """No store is at ``place``."""
    shutil.rmtree(place.root, ignore_errors=True)
    if not place.database.startswith("sqlite"):
        engine = create_engine(place.database, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()


def whole(place: Home) -> None:
    """The store opens at this version's schema, with every table, and takes a row."""
    engine = open_store(place)
    with engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    assert at == ScriptDirectory.from_config(config()).get_current_head()
    assert set(SQLModel.metadata.tables) <= set(inspect(engine).get_table_names())
    with Session(engine) as session:
        session.add(Source(id="a", name_vi="a", name_en="a"))
        session.commit()
    engine.dispose()


WORK = """
from pathlib import Path
from store.database import open_store
from store.home import Home

def work(root, database):
    open_store(Home(Path(root), database)).dispose()
"""


@pytest.mark.fault("killed-migration")
def test_a_killed_migration_is_finished_by_the_next(place: Home, tmp_path: Path) -> None:
    with Mortal(WORK) as mortal:
        calm = Home(tmp_path / "calm")
        steps = mortal.steps(str(calm.root), calm.database)
        for chance in chances(5):
            empty(place)
            killed = sum(mortal.killed(chance.randint(1, steps), str(place.root), place.database) for _ in range(6))
            assert killed >= 1
            whole(place)


def test_two_migrations_at_once(place: Home) -> None:
    both = [child(place), child(place)]
    for process in both:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    whole(place)
