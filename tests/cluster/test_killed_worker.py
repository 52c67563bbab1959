"""Workers that are killed, a document that kills its reader, and a database that goes away: nothing is lost, nothing is doubled."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, text
from sqlmodel import Session, col, select

from commands.app import TEXTS
from commands.jobs import build, look_around, rescue
from commands.opening import opened
from extract.language import Texts
from store import queue
from store.archive import Archive
from store.captures import add_file
from store.failures import set_aside
from store.models import Document, Failure, Observation, Result
from store.reading import CONSOLIDATE, TRIES
from tests.cluster.lab import Host, lab
from tests.store.conftest import postgres  # noqa: F401
from tests.store.postgres import controlled
from tests.store.test_reading import TEXT, fill

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(900)]


def counts(engine: Engine) -> tuple[int, int]:
    """Current documents, and all of them."""
    with Session(engine) as session:
        current = session.exec(select(func.count()).select_from(Document).where(Document.current)).one()
        return current, session.exec(select(func.count()).select_from(Document)).one()


def readers(host: Host) -> list[int]:
    """The processes in which ``host`` reads documents."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == host.process.pid and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


@pytest.mark.fault("killed-worker")
def test_what_a_killed_worker_leaves_another_finishes(tmp_path: Path, postgres: str) -> None:  # noqa: F811
    files = 40
    with lab(tmp_path, postgres, "killed") as many:
        engine = many.engine()
        fill(engine, Archive(many.archive), tmp_path / "files", files)
        assert queue.waiting(engine) == {"read": (files, 0)}
        first = many.start(crawls=0, reads=2, stalled=4)
        many.until(lambda: counts(engine)[0] >= 10, 400)
        first.kill()
        done = counts(engine)[0]
        assert done < files
        many.start(crawls=0, reads=2, stalled=4)
        many.until(lambda: many.busy(engine) == 0, 400)
        assert counts(engine) == (files, files)
        with Session(engine) as session:
            open_ = select(func.count()).select_from(Observation).where(col(Observation.closed_at).is_(None))
            assert session.exec(open_).one() == session.exec(select(func.count()).select_from(Observation)).one() > files
            assert session.exec(select(func.count()).select_from(Result).where(col(Result.closed_at).is_(None))).one() > 0
            assert session.exec(select(Failure)).all() == []


@pytest.mark.fault("killed-reader")
def test_a_document_that_kills_its_reader_is_tried_so_often_and_set_aside(tmp_path: Path, postgres: str) -> None:  # noqa: F811
    with lab(tmp_path, postgres, "poison") as many:
        engine, archive = many.engine(), Archive(many.archive)
        heavy = tmp_path / "heavy.txt"
        heavy.write_text(TEXT.format(year=2020, a=95, b=90, c=85) * 3000, "utf-8")
        with Session(engine) as session:
            add_file(session, archive, heavy)
            session.commit()
        host = many.start(crawls=0, reads=1)
        killed: set[int] = set()

        def poisoned() -> bool:  # the system kills what takes too much memory in just this way
            for process in set(readers(host)) - killed:
                os.kill(process, signal.SIGKILL)
                killed.add(process)
            return bool(set_aside(engine))

        many.until(poisoned, 400)
        fill(engine, archive, tmp_path / "files", 1)  # the next document is read all the same
        many.until(lambda: counts(engine)[0] == 1, 300)
        assert TRIES <= len(killed) <= TRIES + 1
        (aside,) = set_aside(engine)
        assert "đã chết" in aside.vi
        assert "died" in aside.en
        assert aside.en in host.said()


def test_a_document_over_which_workers_die_is_set_aside(tmp_path: Path, postgres: str) -> None:  # noqa: F811
    with lab(tmp_path, postgres, "deaths") as many:
        place = opened(many.home)
        fill(place.engine, place.archive, tmp_path / "files", 2)
        with place.engine.begin() as connection:  # as after the last of so many deaths, and after the first
            connection.execute(text("UPDATE jobs.procrastinate_jobs SET status = 'doing', attempts = 2 - 2 * (id % 2)"))
        with Session(place.engine) as session:
            assert queue.put(session, [CONSOLIDATE]) == 1
            session.commit()
            session.connection().execute(
                text("UPDATE jobs.procrastinate_jobs SET status = 'doing' WHERE task_name = 'consolidate'")
            )
            session.commit()
            assert queue.put(session, [CONSOLIDATE]) == 1  # what is read while it runs is consolidated after it
            assert queue.put(session, [CONSOLIDATE]) == 0
            session.commit()
        app = build(place, Texts(TEXTS, "en"))

        async def once() -> int:
            async with app.open_async():
                return await rescue(app, place.engine, 30)

        assert asyncio.run(once()) == 3
        assert queue.waiting(place.engine)["consolidate"] == (1, 0)
        (aside,) = set_aside(place.engine)
        assert (aside.documents, aside.en) == (1, "3 workers died while reading this document")
        assert queue.waiting(place.engine)["read"] == (1, 0)
        assert look_around(place.engine) >= 0
        assert queue.waiting(place.engine)["read"] == (1, 0)  # neither the one set aside nor the one that waits is queued again


@pytest.mark.fault("database-gone")
def test_the_database_goes_and_comes_back(tmp_path: Path) -> None:
    with controlled() as server, lab(tmp_path, server.address, "gone") as many:
        engine, archive = many.engine(), Archive(many.archive)
        fill(engine, archive, tmp_path / "files", 5)
        host = many.start(crawls=0, reads=1, stalled=5)
        many.until(lambda: counts(engine)[0] == 5, 400)
        server.stop()
        many.until(lambda: "does not answer" in host.said(), 300)
        server.start()
        engine.dispose()
        fill(engine, archive, tmp_path / "files", 8)
        many.until(lambda: counts(engine)[0] == 8, 300)
        assert host.process.poll() is None
        assert host.stop() == 0


def test_without_postgresql_the_command_says_what_it_needs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from commands.app import run

    assert run(["worker", "--lang", "en"]) == 2
    assert "needs a store on PostgreSQL" in capsys.readouterr().err
    assert run(["worker", "--lang", "vi"]) == 2
    assert "cần kho PostgreSQL" in capsys.readouterr().err
