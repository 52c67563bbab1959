"""The queue's tables are made once, whoever comes first."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text

from store import queue
from store.home import Home

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"


@pytest.mark.postgres
@pytest.mark.parametrize("place", ["postgres"], indirect=True)
def test_who_waited_while_another_made_the_tables_leaves_them_alone(place: Home) -> None:
    engine = create_engine(place.database)
    with ThreadPoolExecutor(3) as pool, engine.connect() as first:
        first.execute(text("SELECT pg_advisory_lock(:key)"), {"key": queue.LOCK})
        made = [pool.submit(queue.install, engine) for _ in range(3)]  # each has seen an empty database before any goes on
        for _ in range(200):
            if first.execute(text(WAITING)).scalar_one() == 3:
                break
            time.sleep(0.05)
        else:
            pytest.fail("the three never came to the lock")
        first.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": queue.LOCK})
        assert [future.result(timeout=60) for future in made] == [None] * 3
        assert queue.has_queue(first)
    engine.dispose()
