"""Captures read a second by 1 and 2 worker processes, beside the process pool without an engine; the engine's cost a task; a model of N machines.

    python -m benchmarks.cluster [--captures 300] [--jobs 300] [--waiting 20000]

Needs PostgreSQL's programs, on Linux. Every process has read documents before a clock starts; a worker that is not measured is stopped, not
ended. One, two, two, one: what drifts during the run weighs on both alike. The clock covers reading and storing, not consolidation, which comes
once in ten minutes. The archive is a folder here: what an object store costs lies between these processes and it, not in them. The model rests
on processor seconds, which other programs on the machine stretch far less than they do the clock.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, func, text
from sqlmodel import Session, select

from benchmarks.jobs import cost
from crawler.replicas.content import portals
from crawler.replicas.site import render
from extract import sandbox
from store import queue
from store.archive import Archive
from store.captures import MANUAL, ensure_manual, record
from store.database import open_store
from store.home import Home
from store.models import Document
from store.reading import read_stale
from tests.cluster.lab import Host, Lab, new_database
from tests.store.postgres import server

ORDER = (1, 2, 2, 1)  # processes of each measure
WARM = 16  # captures that every process reads before a clock starts
CORES = 4  # of each machine of the model, the database's too
PAGE = 3.0  # seconds between two requests to one host, with AutoThrottle
HOSTS = 63
ARCHIVES = 200_000  # captures: 63 portals, their departments and districts, fifteen years
TICK = os.sysconf("SC_CLK_TCK")


def fill(engine: Engine, archive: Archive, many: int) -> None:
    """Store ``many`` articles of the replica portals, each different from all others."""
    pages = [page.body for content in portals().values() for path, page in sorted(render(content).items()) if b"<h1" in page.body]
    with Session(engine) as session:
        ensure_manual(session)
        for n in range(many):
            mark = os.urandom(6).hex()
            body = pages[n % len(pages)].replace(b"</body>", f"<p>Bản {mark}</p></body>".encode())
            record(session, archive, source_id=MANUAL, url=f"https://a.example/{mark}", body=body, media_type="text/html")
        session.commit()


def documents(engine: Engine) -> int:
    """How many documents have been read."""
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(Document)).one()


@dataclass
class Measures:
    """Of one count of processes: captures a second, and processor seconds of a capture in these processes and in the database."""

    rates: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)


def pool(home: Home, many: int) -> dict[int, Measures]:
    """So many processes of the pool, from the first read to the last one stored; what they have read this process stores meanwhile."""
    engine, archive = open_store(home), Archive(home.archive)
    found = {1: Measures(), 2: Measures()}

    def read(count: int, jobs: int) -> float:
        begun, ended = time.perf_counter(), 0.0

        def progress(done: int, total: int, _: str) -> None:
            nonlocal ended
            ended = time.perf_counter()

        assert read_stale(engine, archive, jobs=jobs, progress=progress).documents == count
        return count / (ended - begun)

    fill(engine, archive, 2 * WARM)
    read(2 * WARM, 2)
    for jobs in ORDER:
        fill(engine, archive, many)
        before = seconds({os.getpgrp()})
        found[jobs].rates.append(read(many, jobs))
        found[jobs].reading.append((seconds({os.getpgrp()}) - before) / many)
    sandbox.close()
    engine.dispose()
    return found


def workers(root: Path, database: str, many: int) -> dict[int, Measures]:
    """Worker processes that read one capture at a time."""
    lab = Lab(root, database, str(root / "archive"))
    engine, archive = lab.engine(), Archive(lab.archive)
    found = {1: Measures(), 2: Measures()}

    def read(count: int, hosts: list[Host]) -> float:
        fill(engine, archive, count)
        goal = documents(engine) + count
        begun = time.perf_counter()
        for host in hosts:
            os.killpg(host.process.pid, signal.SIGCONT)
        lab.until(lambda: documents(engine) >= goal, 900)
        took = time.perf_counter() - begun
        lab.until(lambda: "read" not in queue.waiting(engine), 60)
        return count / took

    def stop(host: Host) -> None:
        os.killpg(host.process.pid, signal.SIGSTOP)

    try:
        for _ in range(2):
            host = lab.start(crawls=0, reads=1, stalled=3600)
            read(WARM, [host])
            lab.until(lambda: lab.busy(engine) == 0, 300)  # the first consolidation is over, the next one comes in ten minutes
            if len(lab.hosts) < 2:
                stop(host)
        stop(host)
        for processes in ORDER:
            measures = found[processes]
            groups = {host.process.pid for host in lab.hosts}
            before = seconds(groups), database_seconds(engine)
            measures.rates.append(read(many, lab.hosts[:processes]))
            measures.reading.append((seconds(groups) - before[0]) / many)
            measures.database.append((database_seconds(engine) - before[1]) / many)
            for host in lab.hosts:
                stop(host)
        return found
    finally:
        lab.close()
        engine.dispose()


def seconds(groups: set[int]) -> float:
    """Processor seconds that these groups of processes have used: those in which documents are read are in the group of who started them."""
    used = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile
            row = stat(int(folder.name))
            used += sum(int(n) for n in row[11:15]) if int(row[2]) in groups else 0
    return used / TICK


def database_seconds(engine: Engine) -> float:
    """Processor seconds that PostgreSQL's server has used since it started, by all of its processes, those that ended too."""
    with engine.connect() as connection:
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    postmaster = int(stat(own)[1])
    used = sum(int(n) for n in stat(postmaster)[11:15])  # its own, and that of its children that ended
    for child in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split():
        with suppress(OSError):  # ended meanwhile
            used += sum(int(n) for n in stat(int(child))[11:13])
    return used / TICK


def stat(process: int) -> list[str]:
    """What Linux tells of a process behind its name: state, parent, ..."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def told(what: str, found: dict[int, Measures]) -> tuple[float, float]:
    """Print the measures of 1 and 2 processes; the medians of captures a second."""
    medians = []
    for processes, measured in found.items():
        medians.append(statistics.median(measured.rates))
        each = ", ".join(f"{rate:.2f}" for rate in measured.rates)
        busy = 1000 * statistics.median(measured.reading)
        print(
            f"{what.format(processes):<45} {medians[-1]:8.2f} captures/s  (measured {each}), {busy:.1f} ms of processors each",
            flush=True,
        )
    return medians[0], medians[1]


def model(found: dict[int, Measures]) -> None:
    """What N machines would do, and under which assumptions."""
    (one, two), (_, database) = ([statistics.median(getattr(found[n], what)) for n in (1, 2)] for what in ("reading", "database"))
    worst = max(one, two)
    limit = CORES / database
    print(f"""
processor seconds a capture: {1000 * one:.1f} ms by one worker, {1000 * two:.1f} ms by each of two beside one another; {1000 * database:.1f} ms of the database
model: N machines of {CORES} processors with one reading process a processor, and one of {CORES} processors for the database
  assumed: captures are like these (articles in HTML); processors are like these, and busy with this alone; any further process beside
  others costs what the second one does; machines do not slow each other down but at the database, which uses all of its processors
  one process: {1 / worst:.1f} captures/s; the database: {limit:.0f} captures/s, the queue's part included
  crawling: {HOSTS} hosts, one request every {PAGE:.0f} s each, whoever asks: {HOSTS / PAGE:.0f} pages/s, however many machines
  {"machines":>8} {"read/s":>8} {f"hours for {ARCHIVES:,}":>18}  limit""")
    for machines in (1, 2, 4, 8, 16):
        readers = machines * CORES / worst
        rate = min(readers, limit)
        print(f"  {machines:>8} {rate:>8.1f} {ARCHIVES / rate / 3600:>18.2f}  {'database' if readers > limit else 'readers'}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("captures", 300), ("jobs", 300), ("waiting", 20_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, server() as address:
        root, many = Path(folder), given.captures
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {many} captures a measure", flush=True)
        told("baseline: pool of {}, SQLite, no engine", pool(Home(root / "a"), many))
        told("baseline: pool of {}, PostgreSQL, no engine", pool(Home(root / "b", new_database(address, "b")), many))
        found = workers(root / "c", new_database(address, "c"), many)
        one, _ = told("worker processes: {}", found)
        for waiting in (0, given.waiting):
            put, run = cost(new_database(address, f"d{waiting}"), given.jobs, waiting)
            print(
                f"the engine, a task that does nothing, while {waiting:,} wait: {put:.2f} ms to queue, {run:.2f} ms to fetch, start, finish"
            )
        print(f"  the last one is {run * one / 10:.0f} % of what reading a capture takes; load now {os.getloadavg()[0]:.1f}")
    model(found)


if __name__ == "__main__":
    main()
