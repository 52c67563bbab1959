"""Memory and time of exports: ``python -m benchmarks.export [--sizes 1e4,1e5,1e6] [--database sqlite|postgres] [--formats csv,stata]``.

A store of each size (``benchmarks.country``) is consolidated, then exported, every format in a process of its own: after the panel (long), the
wide panel and the observations, its peak memory so far in MB, and the seconds of its processor. At the end, what ten times the rows add.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.country import fill
from store.archive import Archive
from store.consolidate import consolidate
from store.database import open_store
from store.export import formats
from store.export.tables import TABLES, Scope, rows
from store.home import Home
from tests.store.postgres import server


def peak() -> int:
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(home: Home, name: str) -> dict[str, float]:
    """One format: MB before, and MB and processor seconds behind every table."""
    engine = open_store(home)
    scope = Scope()
    with engine.connect() as connection:
        next(rows(connection, TABLES[0], scope))  # what any export loads
    made: dict[str, float] = {"start": peak()}
    with tempfile.TemporaryDirectory(dir=home.root) as folder:
        for table in TABLES[:3]:
            busy = time.process_time()
            with engine.connect() as connection:
                formats()[name].write(table, rows(connection, table, scope), Path(folder), "vi")
            made |= {table.name: peak(), f"{table.name} cpu": round(time.process_time() - busy, 1)}
    engine.dispose()
    return made


def measured(size: int, address: str, names: list[str]) -> dict[str, dict[str, float]]:
    """Every format at one size."""
    with tempfile.TemporaryDirectory(prefix="xephang-export-") as folder:
        home = Home(Path(folder), address)
        engine = open_store(home)
        fill(engine, Archive(home.archive), size)
        consolidate(engine)
        engine.dispose()
        made = {}
        for name in names:
            command = [sys.executable, "-m", "benchmarks.export", "--one", name, "--home", folder, "--address", address]
            made[name] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
            print(f"{size:,} {name}: {made[name]}", flush=True)
    return made


def main() -> None:
    """Sizes one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1e4,1e5")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--formats", default=",".join(formats()))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--address", default="", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.one:
        print(json.dumps(measure(Home(said.home, said.address), said.one)))
        return
    sizes, names = [int(float(size)) for size in said.sizes.split(",")], said.formats.split(",")
    made = {}
    for size in sizes:
        if said.database == "sqlite":
            made[size] = measured(size, "", names)
        else:
            with server() as address:
                made[size] = measured(size, address, names)
    for small, large in pairwise(sizes):
        grown = [f"{name} {made[large][name]['observations'] - made[small][name]['observations']:+.0f} MB" for name in names]
        print(f"{small:,} → {large:,} observations: peak " + ", ".join(grown))


if __name__ == "__main__":
    main()
