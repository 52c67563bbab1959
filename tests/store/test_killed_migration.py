from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import Session, SQLModel

from store.database import config, open_store
from store.home import Home
from store.models import Source

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


@pytest.mark.fault("killed-migration")
def test_a_killed_migration_is_finished_by_the_next(place: Home) -> None:
    chance = random.Random(5)
    killed = 0
    for _ in range(6):
        process = child(place)
        time.sleep(chance.uniform(0, 0.3))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        _, said = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), said.decode()
        killed += process.returncode != 0
    assert killed >= 1
    whole(place)


def test_two_migrations_at_once(place: Home) -> None:
    both = [child(place), child(place)]
    for process in both:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    whole(place)
