"""Speed of the pages on a large store: ``python -m benchmarks.dashboard [--observations 1000000] [--home FOLDER]``.

Fills a store with that many invented observations and results (once; a filled FOLDER is used again), then times every page's first
answer (empty caches) and its next ones (as after a click) through Streamlit's own test runner, and prints the 95th percentile.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import streamlit as st
from sqlalchemy import Engine, func, insert, select
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from dashboard.app import ORDER
from dashboard.run import APP
from extract.gazetteer import provinces
from store.archive import Archive
from store.captures import record
from store.database import open_store
from store.home import Home
from store.models import Document, Observation, Result, Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)
INDEXES = ("dti", "par-index", "sipas", "pci", "papi", "pii", "ict-index", "ddci")
SUBJECTS, CRITERIA, YEARS, MEASURES = 250, 10, range(2009, 2024), ("rank", "score", "percent", "max_score")
QUESTIONS = {"province": {"province": "Lào Cai"}, "document": {"observation": "1"}, "search": {"q": "lao cai"}}


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
    """Put ``wanted`` observations and as many results into an empty store."""
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
            session.execute(
                insert(Result), [{**cell, "number": i % 63 + 1.0, "observation_id": i, "since": NOW} for i, cell in batch]
            )
        session.commit()


def visit(page: str) -> tuple[float, float]:
    """Seconds of the first answer with empty caches, and of the next one."""
    st.cache_data.clear()
    test = AppTest.from_file(str(APP), default_timeout=600)
    for name, value in QUESTIONS.get(page, {}).items():
        test.query_params[name] = value
    start = time.perf_counter()
    test = test.run() if page == ORDER[0] else test.switch_page(str(APP.parents[1] / "pages" / f"{page}.py")).run()
    first = time.perf_counter() - start
    if test.exception:
        raise SystemExit(f"{page}: {test.exception[0].value}")
    start = time.perf_counter()
    test.run()
    return first, time.perf_counter() - start


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--home", type=Path, default=None)
    asked = parser.parse_args()
    root = asked.home or Path(tempfile.mkdtemp(prefix="xephang-bench-"))
    os.environ["XEPHANG_HOME"] = str(root)
    home = Home(root)
    engine = open_store(home)
    with engine.connect() as connection:
        held = connection.execute(select(func.count()).select_from(Observation)).scalar_one()
    if not held:
        fill(engine, Archive(home.archive), asked.observations)
    print(f"{held or asked.observations} observations in {root}")
    print(f"{'page':10} first p95   next p95   (seconds; wanted 1.5 and 0.7)")
    for page in ORDER:
        times = [visit(page) for _ in range(asked.repeat)]
        first, after = ([t[i] for t in times] for i in (0, 1))
        print(f"{page:10} {p95(first):9.2f} {p95(after):10.2f}")


def p95(values: list[float]) -> float:
    """The 95th percentile; the largest of few values."""
    return statistics.quantiles(values, n=20)[-1] if len(values) >= 20 else max(values)


if __name__ == "__main__":
    main()
