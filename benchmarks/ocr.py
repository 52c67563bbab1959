"""Reading scans by one process and by as many as there are processors: scans of the same kind, each read once, so that none comes from the cache.

    python -m benchmarks.ocr [--scans 4]

Prints scans a second of both and their quotient. Scans are made: decisions with a table, stamped and turned a little. Processes are started
before the clock; Tesseract is held to one thread a process, as the reader does.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

from benchmarks.documents.layouts import plain
from benchmarks.documents.pdfs import LOOKS, decision
from benchmarks.documents.scans import WEARS, scan
from commands.extract import lines


def read(paths: list[Path], jobs: int) -> float:
    """Scans a second by so many processes at once."""
    begun = time.perf_counter()
    for path, line in lines(paths, tables=False, jobs=jobs, lang="en"):
        if "error" in line or not line["observations"]:
            raise SystemExit(f"{path.name}: {line.get('error', 'nothing was read')}")
    return len(paths) / (time.perf_counter() - begun)


def main() -> None:
    """Make, read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scans", type=int, default=4)
    given = parser.parse_args()
    cores = os.cpu_count() or 1
    dice = random.Random(1)
    look, wear = LOOKS[0], next(wear for wear in WEARS if wear.name == "stamp")
    many = max(given.scans, cores)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XEPHANG_CACHE"] = str(Path(folder) / "cache")
        paths = [Path(folder) / f"{n}.pdf" for n in range(cores + 2 * many)]
        for path in paths:
            path.write_bytes(scan(decision([plain(dice)], look), wear, dice))
        read(paths[:cores], cores)  # starts the processes
        one, all_ = read(paths[cores : cores + many], 1), read(paths[cores + many :], cores)
    print(f"load {os.getloadavg()[0]:.1f}; {many} scans each")
    print(f"1 process    {one:.3f} scans/s")
    print(f"{cores} processes  {all_:.3f} scans/s  {all_ / one:.2f} times")


if __name__ == "__main__":
    main()
