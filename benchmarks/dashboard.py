"""Speed of the pages on a large store: ``python -m benchmarks.dashboard [--observations 1000000] [--home FOLDER] [--pages overview,check]``.

Fills a store with that many invented observations and consolidates it (once; a filled FOLDER is used again), then times every page's first
answer (empty caches) and its interactions (another filter each time, so that the answer is a new one) through Streamlit's own test runner,
and prints the 95th percentiles, of the questions to the store too, and the peak of memory. The baseline is the time of an empty page in the
same run: what Streamlit itself takes.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st
from sqlalchemy import Engine, func, insert, select
from sqlmodel import Session, col
from streamlit.testing.v1 import AppTest

from benchmarks.questions import questions
from dashboard.app import ORDER
from dashboard.run import APP
from extract.gazetteer import provinces
from store.archive import Archive
from store.captures import record
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.models import Document, Observation, Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)
INDEXES = ("dti", "par-index", "sipas", "pci", "papi", "pii", "ict-index", "ddci")
SUBJECTS, CRITERIA, YEARS, MEASURES = 250, 10, range(2009, 2024), ("rank", "score", "percent", "max_score")
FIRST: dict[str, dict[str, str]] = {"document": {"observation": "1"}, "search": {"q": "lao cai"}}
CLICKS: dict[str, list[dict[str, str]]] = {  # what a person does next on each page
    "overview": [{"index": "dti"}, {"index": "pci"}, {"index": ""}],
    "ranking": [
        {"index": "pci", "year": "2019"},
        {"year": "2018"},
        {"map": "shapes"},
        {"division": "34"},
        {"index": "dti", "year": "2021"},
    ],
    "province": [{"province": "Lào Cai"}, {"province": "Hà Nội"}, {"page": "2"}, {"province": "Cà Mau"}],
    "compare": [{"index": "pci"}, {"provinces": "Lào Cai,Hà Nội,Cà Mau"}, {"from": "2015"}],
    "inside": [{"province": "Lào Cai"}, {"year": "2015"}, {"page": "2"}, {"province": "An Giang"}],
    "check": [{"severity": "error"}, {"page": "2"}, {"rule": "conflict"}, {"page": "3"}],
    "document": [{"observation": "2"}, {"page": "2"}, {"observation": "5000"}],
    "sources": [{"health": "fine"}, {"page": "2"}],
    "search": [{"q": "chuyen doi so"}, {"q": "xếp hạng"}, {"q": "quyết định"}],
    "data": [{"indexes": "dti"}, {"from": "2015"}, {"format": "parquet"}, {"to": "2020"}],
}


def cells() -> Iterator[dict[str, Any]]:
    """National cells of every index first, then the units of one province after the other."""
    for index in INDEXES[:-1]:
        for year in YEARS:
            for name in provinces():
                for measure in MEASURES[:2]:
                    yield {
                        "index": index,
                        "level": "national",
                        "province": "",
                        "year": year,
                        "subject": name,
                        "subject_kind": "province",
                        "criterion": "",
                        "measure": measure,
                    }
    for province in provinces():
        for year in YEARS:
            for unit in range(SUBJECTS):
                for criterion in ("", *(f"Tiêu chí {c}" for c in range(1, CRITERIA))):
                    for measure in MEASURES:
                        yield {
                            "index": "ddci",
                            "level": "provincial",
                            "province": province,
                            "year": year,
                            "subject": f"Đơn vị {unit}",
                            "subject_kind": "department",
                            "criterion": criterion,
                            "measure": measure,
                        }


def fill(engine: Engine, archive: Archive, wanted: int) -> None:
    """Put ``wanted`` observations into an empty store, and bring them together."""
    with Session(engine) as session:
        session.add(Source(id="bench", name_vi="Đo tốc độ", name_en="Benchmark"))
        session.flush()
        capture, _ = record(session, archive, source_id="bench", url="https://bench.example/", body=b"bench", now=NOW)
        text = "Lào Cai xếp hạng 1."
        document = Document(
            capture_id=capture.id or 0,
            version="1",
            title="Bench",
            text=text,
            folded="lao cai xep hang 1.",
            relevant=True,
            read_at=NOW,
        )
        session.add(document)
        session.flush()
        rows = enumerate(islice(cells(), wanted), 1)
        while batch := list(islice(rows, 20_000)):
            seen = [
                {
                    **cell,
                    "id": i,
                    "key": str(i),
                    "document_id": document.id,
                    "number": i % 63 + 1.0,
                    "raw": str(i % 63 + 1),
                    "quote": text,
                    "start": 0,
                    "end": len(text),
                    "value_start": 17,
                    "value_end": 18,
                    "first_seen": NOW,
                    "last_seen": NOW,
                }
                for i, cell in batch
            ]
            session.execute(insert(Observation), seen)
        session.commit()
    consolidate(engine)


def ready(root: Path, wanted: int) -> int:
    """How many observations the store under ``root`` holds, filled if it was empty."""
    home = Home(root)
    engine = open_store(home)
    with engine.connect() as connection:
        held = connection.execute(select(func.max(col(Observation.id)))).scalar_one()
    if not held:
        fill(engine, Archive(home.archive), wanted)
    engine.dispose()
    return int(held or wanted)


class Took(NamedTuple):
    """Seconds by the clock, and of work: the two differ on a machine that does much else."""

    clock: float
    work: float


def visit(page: str) -> tuple[Took, list[Took]]:
    """The time of the first answer with empty caches, and of the answers to each click."""
    st.cache_data.clear()
    test = AppTest.from_file(str(APP), default_timeout=600)
    for name, value in FIRST.get(page, {}).items():
        test.query_params[name] = value
    if page != ORDER[0]:
        test.switch_page(str(APP.parents[1] / "pages" / f"{page}.py"))
    first = timed(test, page)
    clicks = []
    for change in CLICKS[page]:
        for name, value in change.items():
            test.query_params[name] = value
        clicks.append(timed(test, page))
    return first, clicks


def timed(test: AppTest, page: str) -> Took:
    """The time of one run of a page, which must not fail."""
    start, worked = time.perf_counter(), time.process_time()
    test.run()
    took = Took(time.perf_counter() - start, time.process_time() - worked)
    if test.exception:
        raise SystemExit(f"{page}: {test.exception[0].value}")
    return took


def empty() -> float:
    """Seconds of a page without anything on it."""
    test = AppTest.from_string("import streamlit as st; st.title('x')")
    start = time.perf_counter()
    test.run()
    return time.perf_counter() - start


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--pages", default=",".join(ORDER), help="some of the pages, separated by commas")
    asked = parser.parse_args()
    root = asked.home or Path(tempfile.mkdtemp(prefix="xephang-bench-"))
    os.environ["XEPHANG_HOME"] = str(root)
    print(
        f"{ready(root, asked.observations)} observations; an empty page takes {statistics.median(empty() for _ in range(5)):.2f} s"
    )
    print(
        f"{'page':10} first p95  click p95 | of work: first  click | questions p95  slowest   (seconds; wanted 1.5, 0.7 and 0.3)"
    )
    visit(ORDER[0])  # modules are imported once
    for page in asked.pages.split(","):
        with questions() as put:
            times = [visit(page) for _ in range(asked.repeat)]
        waits = [seconds for seconds, _ in put.asked] or [0.0]
        firsts, clicks = [first for first, _ in times], [click for _, after in times for click in after]
        figures = [p95([getattr(took, kind) for took in part]) for kind in Took._fields for part in (firsts, clicks)]
        print(
            f"{page:10} {figures[0]:9.2f} {figures[1]:10.2f} | {figures[2]:14.2f} {figures[3]:6.2f} | {p95(waits):13.3f} {max(waits):8.3f}",
            flush=True,
        )
    print(f"peak of memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def p95(values: list[float]) -> float:
    """The 95th percentile; the largest of few values."""
    return statistics.quantiles(values, n=20)[-1] if len(values) >= 20 else max(values)


if __name__ == "__main__":
    main()
