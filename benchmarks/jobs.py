"""What the queue costs a task: milliseconds to queue one, and to fetch and finish it, while few or many others wait.

    python -m benchmarks.jobs [--jobs 300] [--waiting 20000]

Each line stands beside the same one with procrastinate's tables as they come: without our index on locks, our plan for fetching, and the
order in which visits go before readings. Statistics are as old as they are just after a wave of new jobs. No line takes longer than
:data:`LONGEST` seconds: what plain procrastinate does not end by then is counted by the tasks that it did. Needs PostgreSQL's programs.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from procrastinate import App, PsycopgConnector
from sqlalchemy import text
from sqlmodel import Session

from store import queue
from store.database import open_store
from store.home import Home
from store.queue import CRAWL, READ, Job
from tests.cluster.lab import new_database
from tests.store.postgres import server

LONGEST = 20.0  # seconds
PLAIN = """
DROP INDEX jobs.xephang_lock;
ALTER FUNCTION jobs.procrastinate_fetch_job_v2 RESET enable_sort RESET enable_bitmapscan RESET enable_seqscan RESET enable_hashjoin
  RESET enable_mergejoin;
UPDATE jobs.procrastinate_jobs SET priority = 0
"""


def jobs(name: str, count: int) -> list[Job]:
    """So many tasks that do nothing, each with a lock of its own like visits and readings."""
    return [Job("nothing", name, f"{name}:{n}", lock=f"{name}:{n}", args={"n": n}) for n in range(count)]


def cost(database: str, many: int, waiting: int, *, fetched: str = READ, plain: bool = False) -> tuple[float, float]:
    """Milliseconds a task to queue, and to fetch and finish, of ``many`` in the queue ``fetched`` while ``waiting`` readings wait."""
    store = open_store(Home(Path(tempfile.mkdtemp()), database))
    with store.begin() as connection:
        connection.execute(text("ALTER TABLE jobs.procrastinate_jobs SET (autovacuum_enabled = off)"))

    async def at_home(connection: object) -> None:
        await connection.execute("SET search_path TO jobs, public")  # type: ignore[attr-defined]
        await connection.commit()  # type: ignore[attr-defined]

    app = App(connector=PsycopgConnector(conninfo=queue.conninfo(database), configure=at_home))
    left = many
    done: asyncio.Event

    @app.task(name="nothing")
    def nothing(n: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            loop.call_soon_threadsafe(done.set)

    with Session(store) as session:
        queue.put(session, [Job("nothing", READ, f"wait:{n}", lock=f"wait:{n}", args={"n": n}) for n in range(waiting)])
        session.commit()
        begun = time.perf_counter()
        for job in jobs(fetched, many):
            queue.put(session, [job])
        session.commit()
        queued = time.perf_counter() - begun
    if plain:
        with store.begin() as connection:
            connection.execute(text(PLAIN))

    async def drain() -> float:
        nonlocal done, loop
        done, loop = asyncio.Event(), asyncio.get_running_loop()
        async with app.open_async():
            start = time.perf_counter()
            worker = asyncio.create_task(
                app.run_worker_async(queues=[fetched], delete_jobs="always", install_signal_handlers=False, listen_notify=False)
            )
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), LONGEST)
            a_task = (time.perf_counter() - start) / max(1, many - left)
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)
            return a_task

    loop: asyncio.AbstractEventLoop
    a_task = asyncio.run(drain())
    store.dispose()
    return 1000 * queued / many, 1000 * a_task


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("jobs", 300), ("waiting", 20_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    print(f"load {os.getloadavg()[0]:.1f}; milliseconds to queue a task + to fetch, start and finish it")
    with server() as address:
        n = 0
        for what, waiting, fetched in (
            ("nothing else waits", 0, READ),
            (f"a reading, while {given.waiting:,} readings wait", given.waiting, READ),
            (f"a visit, while {given.waiting:,} readings wait", given.waiting, CRAWL),
        ):
            for plain in (False, True):
                n += 1
                put, run = cost(new_database(address, f"q{n}"), given.jobs, waiting, fetched=fetched, plain=plain)
                print(f"  {what + (', plain procrastinate' if plain else ''):<66} {put:6.2f} + {run:6.2f}", flush=True)


if __name__ == "__main__":
    main()
