"""Two workers on one PostgreSQL and one object store make what one process makes on SQLite and a folder: to the row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from commands.crawl import leave_to_workers
from commands.opening import opened
from crawler.crawl import crawl
from crawler.replicas import serve
from store.archive import Archive
from store.checks import run_checks
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.models import Capture, Document, Failure, Finding, Observation, Result
from store.reading import read_stale
from tests.cluster.lab import PASSWORD, SECRET, lab
from tests.store.conftest import postgres  # noqa: F401

C, D, F, O, R, X = Capture, Document, Finding, Observation, Result, Failure  # noqa: E741 - columns are many


def cols(model: Any, names: str) -> list[Any]:
    return [getattr(model, name) for name in names.split()]


STORED = select(*cols(C, "canonical_url sha256 source_id size media_type status anchor"))
DOCUMENTS = select(
    *cols(C, "canonical_url sha256"),
    *cols(D, "member reader title published status relevant reason pages simhash unread unread_mentions signals text"),
    D.twin_of.is_(None),
).where(D.capture_id == C.id, D.current)
OBSERVED = select(
    *cols(
        O,
        "key index level province year subject subject_kind among criterion measure number label raw known grade decision base_year",
    ),
    *cols(O, "quote start end value_start value_end prefix suffix page x0 y0 x1 y1 sheet cell in_table extractor version"),
    C.canonical_url,
).where(O.document_id == D.id, D.capture_id == C.id, O.closed_at.is_(None))
PANEL = select(
    *cols(
        R,
        "index level province year among subject subject_kind criterion measure number label support dissent grade state reason",
    ),
    O.key,
).where(R.observation_id == O.id, R.closed_at.is_(None))
FOUND = select(*cols(F, "key rule severity confidence index level province year subject sentence_vi sentence_en")).where(
    F.closed_at.is_(None)
)
FAILED = select(*cols(X, "url stage error message_vi message_en")).where(X.solved_at.is_(None))


def rows(engine: Engine, query: Any) -> list[str]:
    with engine.connect() as connection:
        return sorted(repr(tuple(row)) for row in connection.execute(query))


@pytest.mark.postgres
@pytest.mark.timeout(900)
def test_two_workers_make_what_one_process_makes(tmp_path: Path, postgres: str) -> None:  # noqa: F811
    with serve() as every, lab(tmp_path, postgres, "same") as many:
        portals = {name: every[name] for name in ("replica-phutho", "replica-yenbai")}
        alone = Home(tmp_path / "alone")
        crawl(alone, list(portals))
        one = open_store(alone)
        read_stale(one, Archive(alone.archive), jobs=2)
        consolidate(one)
        run_checks(one)

        many.portals = portals
        engine = many.engine()
        leave_to_workers(opened(many.home), list(portals))
        for _ in range(2):
            many.start()
        many.until(lambda: many.busy(engine) == 0, 600)
        for query in (STORED, DOCUMENTS, FAILED, OBSERVED, PANEL, FOUND):
            expected = rows(one, query)
            got = rows(engine, query)
            assert got == expected, set(got) ^ set(expected)
            assert expected or query is FAILED
        shared = Archive(many.archive)
        with engine.connect() as connection:
            assert all(shared.get(sha256) for sha256 in connection.execute(select(C.sha256)).scalars())
        assert [host.stop() for host in many.hosts] == [0, 0]
        assert not [secret for host in many.hosts for secret in (PASSWORD, SECRET) if secret in host.everything()]
