"""Captures read a second by 1 and 2 worker processes, beside the process pool without an engine; the engine's cost a task; a model of N machines.

    python -m benchmarks.cluster [--captures 200] [--jobs 1000] [--queued 20000]

Needs PostgreSQL's programs. The archive is a folder here: what an object store costs lies between these processes and it, not in them.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from procrastinate import App, PsycopgConnector
from sqlalchemy import Engine, func, text
from sqlmodel import Session, select

from crawler.replicas.content import portals
from crawler.replicas.site import render
from store import queue
from store.archive import Archive
from store.captures import MANUAL, ensure_manual, record
from store.database import open_store
from store.home import Home
from store.models import Document
from store.queue import Job
from store.reading import read_stale
from tests.cluster.lab import Lab, new_database
from tests.store.postgres import server

WARM = 8  # captures read before the clock starts, so that vocabularies and readers are loaded
CORES = 4  # of each machine of the model
PAGE = 3.0  # seconds between two requests to one host, with AutoThrottle
HOSTS = 63
YEARLY = 200_000  # captures: 63 portals, their departments and districts, fifteen years


def fill(engine: Engine, archive: Archive, many: int) -> None:
    """Store ``many`` different articles of the replica portals."""
    pages = [page.body for content in portals().values() for path, page in sorted(render(content).items()) if b"<h1" in page.body]
    with Session(engine) as session:
        ensure_manual(session)
        for n in range(many):
            body = pages[n % len(pages)].replace(b"</body>", f"<p>Bản {n}</p></body>".encode())
            record(session, archive, source_id=MANUAL, url=f"https://a.example/{n}", body=body, media_type="text/html")
        session.commit()


def documents(engine: Engine) -> int:
    """How many documents have been read."""
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(Document)).one()


def pool(home: Home, many: int, jobs: int) -> float:
    """Captures a second by the process pool."""
    engine, archive = open_store(home), Archive(home.archive)
    fill(engine, archive, WARM)
    read_stale(engine, archive, jobs=jobs)
    fill(engine, archive, many + WARM)
    begun = time.perf_counter()
    read_stale(engine, archive, jobs=jobs)
    took = time.perf_counter() - begun
    engine.dispose()
    return many / took


def workers(root: Path, database: str, many: int, processes: int) -> float:
    """Captures a second by so many worker processes that read one at a time."""
    lab = Lab(root, database, str(root / "archive"))
    engine = lab.engine()
    fill(engine, Archive(lab.archive), WARM * processes)
    try:
        for _ in range(processes):
            lab.start(crawls=0, reads=1, stalled=60)
        lab.until(lambda: documents(engine) >= WARM * processes, 300)
        fill(engine, Archive(lab.archive), many + WARM * processes)
        begun, first = time.perf_counter(), documents(engine)
        lab.until(lambda: documents(engine) >= many + WARM * processes, 900)
        return (many + WARM * processes - first) / (time.perf_counter() - begun)
    finally:
        lab.close()
        engine.dispose()


def engine_alone(database: str, many: int, waiting: int, index: bool) -> tuple[float, float]:
    """Milliseconds that queueing, and fetching and finishing, cost a task that does nothing; while ``waiting`` others wait."""
    home = Home(Path(tempfile.mkdtemp()), database)
    store = open_store(home)
    with store.begin() as connection:
        if not index:
            connection.execute(text("DROP INDEX jobs.xephang_lock"))

    async def at_home(connection: object) -> None:
        await connection.execute("SET search_path TO jobs, public")  # type: ignore[attr-defined]
        await connection.commit()  # type: ignore[attr-defined]

    app = App(connector=PsycopgConnector(conninfo=queue.conninfo(database), configure=at_home))

    @app.task(name="nothing", queue="nothing")
    def nothing(n: int) -> None:
        return

    def jobs(count: int, name: str) -> list[Job]:
        return [Job("nothing", name, f"{name}:{n}", lock=f"{name}:{n}", args={"n": n}) for n in range(count)]

    with Session(store) as session:
        queue.put(session, jobs(waiting, "later"))
        session.commit()
    with store.begin() as connection:
        connection.execute(text("ANALYZE jobs.procrastinate_jobs"))
    begun = time.perf_counter()
    with Session(store) as session:
        for job in jobs(many, "nothing"):
            queue.put(session, [job])
        session.commit()
    queued = time.perf_counter() - begun

    async def drain() -> float:
        async with app.open_async():
            start = time.perf_counter()
            await app.run_worker_async(queues=["nothing"], wait=False, delete_jobs="always", install_signal_handlers=False)
            return time.perf_counter() - start

    done = asyncio.run(drain())
    store.dispose()
    return 1000 * queued / many, 1000 * done / many


def model(one: float, two: float, put: float, run: float) -> None:
    """What N machines would do, and under which assumptions."""
    kept = min(1.0, two / (2 * one))
    print(f"\nmodel: N machines of {CORES} processors, one reading process a processor")
    print(
        f"  a process reads {one:.2f} captures/s; beside another one it keeps {kept:.0%} of that (measured), assumed for any further one on"
    )
    print(
        "  a machine; machines do not slow each other down until the queue is the limit; captures are like these (articles in HTML)"
    )
    limit = 1000 / (put + run)
    print(
        f"  the queue serves at most {limit:.0f} tasks/s by one connection ({put:.2f} + {run:.2f} ms), taken as the limit of all"
    )
    print(
        f"  crawling: {HOSTS} hosts, one request every {PAGE:.0f} s each, whoever asks: {HOSTS / PAGE:.0f} pages/s, however many machines"
    )
    print(f"  {'machines':>8} {'read/s':>8} {'hours for ' + format(YEARLY, ','):>18}  limit")
    for machines in (1, 2, 4, 8, 16):
        rate = machines * CORES * one * kept
        print(
            f"  {machines:>8} {min(rate, limit):>8.1f} {YEARLY / min(rate, limit) / 3600:>18.1f}  {'queue' if rate > limit else 'readers'}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("captures", 200), ("jobs", 1000), ("queued", 20_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, server() as address:
        root = Path(folder)

        def told(what: str, measure: Callable[[], float]) -> float:
            rate = measure()
            print(f"{what:<58} {rate:8.2f} captures/s", flush=True)
            return rate

        many = given.captures
        told("baseline: pool of 1 process, SQLite, no engine", lambda: pool(Home(root / "a"), many, 1))
        told("baseline: pool of 2 processes, SQLite, no engine", lambda: pool(Home(root / "b"), many, 2))
        told("pool of 1 process, PostgreSQL, no engine", lambda: pool(Home(root / "c", new_database(address, "c")), many, 1))
        one = told("1 worker process", lambda: workers(root / "d", new_database(address, "d"), many, 1))
        two = told("2 worker processes", lambda: workers(root / "e", new_database(address, "e"), many, 2))
        put, run = engine_alone(new_database(address, "f"), given.jobs, 0, True)
        print(f"engine, a task that does nothing: {put:.2f} ms to queue, {run:.2f} ms to fetch, start and finish")
        for index in (True, False):
            later = engine_alone(new_database(address, f"g{int(index)}"), given.jobs, given.queued, index)
            print(
                f"  while {given.queued} others wait, {'with' if index else 'without'} our index on locks: {later[0]:.2f} + {later[1]:.2f} ms"
            )
    model(one, two, put, run)


if __name__ == "__main__":
    main()
