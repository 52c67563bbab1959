"""Make documents in many formats and layouts, read them, and print the cells that were read exactly, by kind and layout.

python -m benchmarks.documents [--kinds pdf,scan] [--layouts plain] [--looks …] [--misses] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import office, pdfs, pictures, scans
from benchmarks.documents.count import clean, right
from benchmarks.documents.layouts import LAYOUTS, Grid, Layout
from extract.errors import XephangError
from extract.readers import open_document

WANTED = {"scan": 0.95, "picture": 0.90}
BORN = 0.99
KINDS = ("pdf", "docx", "xlsx", *office.CONVERTED, "scan", "picture")


@dataclass(frozen=True)
class Sample:
    """A made document and the cells of its tables."""

    kind: str
    layout: str
    look: str
    data: bytes
    grid: Grid


def samples(kinds: set[str], layouts: set[str], looks: set[str]) -> Iterator[Sample]:
    """The documents asked for; empty sets mean all."""
    chosen = {name: make(random.Random(name)) for name, make in LAYOUTS.items() if not layouts or name in layouts}
    if "pdf" in kinds:
        for look in pdfs.LOOKS:
            for name, layout in chosen.items():
                if not looks or look.name in looks:
                    both = [layout, LAYOUTS["plain"](random.Random(7))] if look.twice else [layout]
                    yield Sample("pdf", name, look.name, pdfs.decision(both, look), [row for one in both for row in one.grid()])
    words, books = ({n: make(x) for n, x in chosen.items()} for make in (office.word, office.workbook))
    for kind, source in (("docx", words), ("xlsx", books)):
        if kind in kinds:
            grid = office.shown if kind == "xlsx" else Layout.grid
            yield from (Sample(kind, n, "", data, grid(chosen[n])) for n, data in source.items())
    for kind, base in office.CONVERTED.items():
        if kind in kinds:
            made = office.convert(words if base == "docx" else books, base, kind)
            grid = office.shown if base == "xlsx" else Layout.grid
            yield from (Sample(kind, n, "", data, grid(chosen[n])) for n, data in made.items())
    if "scan" in kinds:
        for i, wear in enumerate(scans.WEARS):
            for j, (name, layout) in enumerate(chosen.items()):
                look = pdfs.LOOKS[0 if name == "long" else (i + j) % 3]
                if (looks and wear.name not in looks) or (not looks and (i + j) % 4):
                    continue
                data = scans.scan(pdfs.decision([layout], look), wear, random.Random(name))
                yield Sample("scan", name, wear.name, data, layout.grid())
    if "picture" in kinds:
        for style in pictures.STYLES:
            if not looks or style.name in looks:
                data, grid = pictures.draw(style, random.Random(style.name))
                yield Sample("picture", "list", style.name, data, grid)


def _misses(gold: Grid, read: Grid) -> Iterator[str]:
    cleaned = [[clean(c) for c in row] for row in read]
    for row in ([clean(c) for c in row] for row in gold):
        if row not in cleaned:
            like = max(cleaned, key=lambda r: sum(c in r for c in row), default=[])
            yield f"    {row}\n    {like}"


def main() -> int:
    """Make, read, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("kinds", "layouts", "looks"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    sets = [set(filter(None, text.split(","))) for text in (args.kinds, args.layouts, args.looks)]
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for sample in samples(sets[0] or set(KINDS), sets[1], sets[2]):
        begun = time.perf_counter()
        try:
            document = open_document(sample.data, "made")
            read = [row for table in document.tables() for row in table.texts()]
        except XephangError as error:
            print(error.en)
            read = []
        hits, cells, seen = right(sample.grid, read), sum(map(len, sample.grid)), sum(map(len, read))
        spent = time.perf_counter() - begun
        print(
            f"{sample.kind:8} {sample.layout:12} {sample.look:14} {hits:5}/{cells:<5} {hits / cells:.4f}  read {seen:5}  {spent:5.1f} s",
            flush=True,
        )
        if args.misses and hits < cells:
            print("\n".join(_misses(sample.grid, read)))
        if args.keep:
            (args.keep / f"{sample.kind}-{sample.layout}-{sample.look}").write_bytes(sample.data)
        for key in ((sample.kind, ""), (sample.kind, sample.layout), (sample.kind, sample.look)):
            for k, n in enumerate((hits, cells, seen)):
                sums[key][k] += n
    print()
    low = False
    for (kind, part), (hits, cells, seen) in sorted(sums.items()):
        wanted = WANTED.get(kind, BORN)
        low |= not part and hits < wanted * cells
        print(
            f"{kind:8} {part:14} right {hits / cells:.4f}  precision {hits / max(1, seen):.4f}  {'' if part else f'(wanted {wanted})'}"
        )
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
