"""A synthetic country in the store: ``python -m benchmarks.store [--sizes 1e4,1e5,1e6,1e7] [--database sqlite|postgres]``.

Up to 63 provinces × 250 units × 10 criteria × 15 years × 4 measures and five national indexes, 2 % of it contradicted (``benchmarks.country``).
For every size: full consolidation, all checks, the consolidation and the checks of 10,000 new observations, an export; seconds of the clock
and of this process's processor, and its peak memory (each size in a process of its own); at the end the exponent with which the cost grows.
``--home FOLDER`` keeps the store of the last size there.
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
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from sqlalchemy import text

from benchmarks.country import fill, newer
from store.archive import Archive
from store.checks import run_checks
from store.consolidate import consolidate
from store.database import open_store
from store.export import export
from store.home import Home
from tests.store.postgres import server

NEW = 10_000  # observations of the incremental consolidation
STREAMED = ["csv", "parquet"]


def timed(made: dict[str, float], name: str, work: Callable[[], object]) -> None:
    """Adds seconds of the clock and of the processor, and the peak memory so far in MB."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    made[name] = round(time.perf_counter() - start, 2)
    made[f"{name} cpu"] = round(time.process_time() - busy, 2)
    made[f"{name} MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(name, made[name], made[f"{name} cpu"], made[f"{name} MB"], file=sys.stderr, flush=True)


def measure(size: int, database: str, folder: Path, exported: int) -> dict[str, float]:
    """Every stage at one size."""
    home = Home(folder, database)
    engine = open_store(home)
    made: dict[str, float] = {}
    timed(made, "load", lambda: fill(engine, Archive(home.archive), size))
    timed(made, "full", lambda: consolidate(engine))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    timed(made, "checks", lambda: run_checks(engine))
    newer(engine, min(NEW, size), size)
    timed(made, "incremental", lambda: consolidate(engine))
    timed(made, "checks of new", lambda: run_checks(engine))
    timed(made, "nothing new", lambda: consolidate(engine))
    if size <= exported:
        timed(made, "export", lambda: export(engine, folder / "export", only=STREAMED))
    engine.dispose()
    return made


def main() -> None:
    """Every size in a process of its own, so that its peak memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1e4,1e5")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--export", type=float, default=1e6, help="the largest size that is exported, too")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--address", default="", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.one:
        with tempfile.TemporaryDirectory(prefix="xephang-store-") as folder:
            print(json.dumps(measure(said.one, said.address, said.home or Path(folder), said.export)))
        return
    sizes = [int(float(size)) for size in said.sizes.split(",")]
    rows = [(size, _apart(size, said, keep=size == sizes[-1])) for size in sizes]
    for (small, before), (large, after) in pairwise(rows):
        steps = math.log(large / small)
        grown = {
            name: math.log(after[name] / before[name]) / steps
            for name in after
            if not name.endswith(" MB") and before.get(name) and after[name]
        }
        print(f"{small:,} → {large:,}: exponent " + ", ".join(f"{name} {value:.2f}" for name, value in grown.items()))


def _apart(size: int, said: argparse.Namespace, *, keep: bool) -> dict[str, float]:
    def run(address: str) -> dict[str, float]:
        command = [
            sys.executable,
            "-m",
            "benchmarks.store",
            "--one",
            str(size),
            "--address",
            address,
            "--export",
            str(said.export),
        ]
        if keep and said.home:
            command += ["--home", str(said.home)]
        made: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        shares = [made["full"] / made["incremental"], made["full cpu"] / made["incremental cpu"]]
        print(f"{size:,}: {made}; incremental is 1/{shares[0]:.0f} of full (processor 1/{shares[1]:.0f})", flush=True)
        return made

    if said.database == "sqlite":
        return run("")
    with server() as address:
        return run(address)


if __name__ == "__main__":
    main()
