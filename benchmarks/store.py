"""A synthetic country in the store: ``python -m benchmarks.store [--sizes 1e4,1e5] [--database sqlite|postgres]``.

Up to 63 provinces × 250 units × 10 criteria × 15 years × 4 measures, observed by two documents here and there, with 2 % contradictions.
For every size: full consolidation, incremental consolidation of new observations, all checks, an export; seconds, the seconds
of this process's processor, and its peak memory (each size in a process of its own); at the end the exponent with which the cost grows.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise, product
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert
from sqlmodel import Session

from extract.gazetteer import provinces
from store.archive import Archive
from store.captures import record
from store.checks import run_checks
from store.consolidate import consolidate
from store.database import open_store
from store.export import export
from store.home import Home
from store.models import Document, Observation, Source
from tests.store.postgres import server

DAY = datetime(2024, 1, 1, tzinfo=UTC)
SUBJECTS, CRITERIA, YEARS, MEASURES = 250, 10, range(2009, 2024), ("rank", "rank_of", "score", "max_score")
CONTRADICTED = 50  # every 50th cell is told twice, and not the same: 2 %
NEW = 10_000  # observations of the incremental consolidation
EXPORTED = 1_000_000  # more are not exported: the export's cost is a row's cost


def cells() -> Iterator[tuple[str, int, int, int, str]]:
    """Province, year, unit, criterion, measure: one province after the other."""
    yield from product(provinces(), YEARS, range(SUBJECTS), range(CRITERIA), MEASURES)


def observations(owners: tuple[int, int], size: int) -> Iterator[dict[str, Any]]:
    """``size`` observations, every 50th of them against the one before it."""
    made = 0
    for i, (province, year, unit, criterion, measure) in enumerate(cells()):
        for told in range(2 if i % CONTRADICTED == 0 else 1):
            if made == size:
                return
            made += 1
            yield observation(owners[told], f"{i}-{told}", province, year, unit, criterion, measure, told)


def observation(
    owner: int, key: str, province: str, year: int, unit: int, criterion: int, measure: str, told: int
) -> dict[str, Any]:
    """One row of the table of observations; ``told`` sets its value apart."""
    value = {"rank": unit + 1, "rank_of": SUBJECTS, "score": 100 - unit / 10, "max_score": 100}[measure] + told
    return {
        "key": key, "document_id": owner, "index": "ddci", "level": "provincial", "province": province, "year": year,
        "subject": f"Đơn vị {unit}", "subject_kind": "department", "criterion": f"Tiêu chí {criterion}" if criterion else "",
        "measure": measure, "number": value, "raw": str(value), "quote": "…", "start": 0, "end": 1, "value_start": 0, "value_end": 1,
        "first_seen": DAY, "last_seen": DAY,
    }  # fmt: skip


def documents(engine: Engine, archive: Archive) -> tuple[int, int]:
    """The two documents that tell everything."""
    made = []
    with Session(engine) as session:
        session.add(Source(id="bench", name_vi="Đo tốc độ", name_en="Benchmark"))
        session.flush()
        for i in range(2):
            capture, _ = record(session, archive, source_id="bench", url=f"https://bench.example/{i}", body=bytes([i]), now=DAY)
            document = Document(capture_id=capture.id or 0, version="1", text=str(i), folded=str(i), relevant=True, read_at=DAY)
            session.add(document)
            session.flush()
            made.append(document.id or 0)
        session.commit()
    return made[0], made[1]


def fill(engine: Engine, rows: Iterator[dict[str, Any]]) -> None:
    """Bulk-load rows."""
    with engine.begin() as connection:
        while part := list(islice(rows, 20_000)):
            connection.execute(insert(Observation), part)


def newer(owners: tuple[int, int], size: int) -> Iterator[dict[str, Any]]:
    """New observations of the first cells that are there, by the second document."""
    for i, (province, year, unit, criterion, measure) in islice(enumerate(cells()), min(NEW, size)):
        yield observation(owners[1], f"new-{i}", province, year, unit, criterion, measure, 0)


def timed(work: Callable[[], object]) -> float:
    """Seconds of the clock; the machine should have nothing else to do."""
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 2)


def measure(size: int, database: str, folder: Path) -> dict[str, float]:
    """Seconds of every stage at one size, and the peak memory in MB."""
    home = Home(folder, database)
    engine = open_store(home)
    owners = documents(engine, Archive(home.archive))
    made = {"load": timed(lambda: fill(engine, observations(owners, size)))}
    busy = time.process_time()
    made["full"] = timed(lambda: consolidate(engine, now=DAY))
    made["full cpu"] = round(time.process_time() - busy, 2)
    fill(engine, newer(owners, size))
    busy = time.process_time()
    made["incremental"] = timed(lambda: consolidate(engine, now=DAY + timedelta(days=1)))
    made["incremental cpu"] = round(time.process_time() - busy, 2)
    made["nothing new"] = timed(lambda: consolidate(engine, now=DAY + timedelta(days=2)))
    made["checks"] = timed(lambda: run_checks(engine, now=DAY))
    if size <= EXPORTED:
        made["export"] = timed(lambda: export(engine, folder / "export", only=["csv", "parquet"]))
    made["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    engine.dispose()
    return made


def main() -> None:
    """Every size in a process of its own, so that its peak memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1e4,1e5")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--address", default="", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.one:
        with tempfile.TemporaryDirectory(prefix="xephang-store-") as folder:
            print(json.dumps(measure(said.one, said.address, Path(folder))))
        return
    sizes = [int(float(size)) for size in said.sizes.split(",")]
    rows = [(size, _apart(size, said.database)) for size in sizes]
    for (small, before), (large, after) in pairwise(rows):
        steps = math.log(large / small)
        grown = {name: math.log(after[name] / before[name]) / steps for name in after if before.get(name) and after[name]}
        print(f"{small:,} → {large:,}: exponent " + ", ".join(f"{name} {value:.2f}" for name, value in grown.items()))


def _apart(size: int, database: str) -> dict[str, float]:
    def run(address: str) -> dict[str, float]:
        command = [sys.executable, "-m", "benchmarks.store", "--one", str(size), "--address", address]
        made: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        share = made["full"] / made["incremental"]
        print(f"{size:,}: {made}; incremental is 1/{share:.0f} of full", flush=True)
        return made

    if database == "sqlite":
        return run("")
    with server() as address:
        return run(address)


if __name__ == "__main__":
    main()
