from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from extract import pipeline
from extract.errors import StoreError
from store import reading
from store.alone import alone
from store.archive import Archive
from store.captures import add_file
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.models import Document, Failure, Finding, Observation, Result, Run
from store.reading import read_stale
from tests.killing import Mortal, chances
from tests.store.test_killed_migration import empty

FILES = 8
TEXT = """UBND tỉnh Yên Bái công bố kết quả xếp hạng chỉ số cải cách hành chính năm {year} của các sở, ngành.
Sở Tư pháp xếp thứ 1 với {a},5 điểm. Sở Y tế xếp thứ 2 với {b},25 điểm. Sở Nội vụ xếp thứ 3 với {c} điểm.
"""


def fill(engine: Engine, archive: Archive, folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    with Session(engine) as session:
        for i in range(count):
            file = folder / f"{i}.txt"
            file.write_text(TEXT.format(year=2000 + i, a=95 - i, b=90 - i, c=85 - i), "utf-8")
            add_file(session, archive, file)
        session.commit()


def state(engine: Engine) -> list[tuple[object, ...]]:
    with Session(engine) as session:
        rows = session.exec(
            select(Observation.key, Observation.subject, Observation.year, Observation.measure, Observation.number)
            .where(col(Observation.closed_at).is_(None))
            .order_by(Observation.key)
        )
        return [tuple(row) for row in rows]


def test_scans_are_read_again_once_there_is_a_recogniser(
    engine: Engine, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, archive, tmp_path / "files", 2)
    read_stale(engine, archive)
    with Session(engine) as session:
        row = session.exec(select(Document)).first()
        assert row is not None
        row.status = "needs-ocr"  # as on a machine without any
        session.commit()
    monkeypatch.setattr(reading, "recogniser", lambda: False)
    assert read_stale(engine, archive).documents == 0
    monkeypatch.setattr(reading, "recogniser", lambda: True)
    assert read_stale(engine, archive).documents == 1
    assert read_stale(engine, archive).documents == 0


def test_reading_twice_changes_nothing(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    fill(engine, archive, tmp_path / "files", 3)
    first = read_stale(engine, archive)
    before = state(engine)
    assert first.documents == 3
    assert len(before) == first.observations >= 9
    assert read_stale(engine, archive).documents == 0
    assert read_stale(engine, archive, everything=True).documents == 3
    assert state(engine) == before
    with Session(engine) as session:
        assert session.exec(select(func.count()).select_from(Observation)).one() == len(before)
        assert session.exec(select(func.count()).select_from(Document)).one() == 3


def test_another_version_keeps_what_it_still_says(
    engine: Engine, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, archive, tmp_path / "files", 2)
    read_stale(engine, archive)
    before = state(engine)
    monkeypatch.setattr(pipeline, "VERSION", "next")
    assert read_stale(engine, archive).documents == 2
    assert state(engine) == before
    with Session(engine) as session:
        assert sorted(session.exec(select(Document.version).where(Document.current))) == ["next", "next"]
        assert session.exec(select(func.count()).select_from(Document)).one() == 4


def test_what_is_told_another_way_is_a_new_row(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    fill(engine, archive, tmp_path / "files", 1)
    read_stale(engine, archive)
    with Session(engine) as session:
        old = session.exec(select(Observation)).first()
        assert old is not None
        key, number = old.key, old.id
        old.grade = "uncertain"
        session.add(old)
        session.commit()
    read_stale(engine, archive, everything=True)
    with Session(engine) as session:
        closed = session.get_one(Observation, number)
        assert (closed.grade, closed.closed_at is None) == ("uncertain", False)
        again = session.exec(select(Observation).where(Observation.key == key)).one()
        assert (again.closed_at, again.id == number) == (None, False)


def test_empty_where_values_are_expected_and_unreadable_are_failures(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    empty = tmp_path / "empty.txt"
    empty.write_text(
        "Công bố chỉ số cải cách hành chính năm 2022. Có đơn vị xếp thứ 5 với 61,2 điểm, vị trí thứ 7/63.\n" * 2, "utf-8"
    )
    with Session(engine) as session:
        for file in (broken, empty):
            add_file(session, archive, file)
        session.commit()
    read_stale(engine, archive)
    with Session(engine) as session:
        stages = {f.url.rpartition("/")[2]: f.stage for f in session.exec(select(Failure))}
        unread = session.exec(select(Document.unread).where(Document.current)).one()
    assert stages["broken.pdf"] == "read"
    assert unread > 0
    assert stages["empty.txt"] == "extract"


def test_a_reading_that_ended_behind_its_last_document_is_finished(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    text = TEXT.format(year=2021, a=95, b=90, c=85) * 3
    with Session(engine) as session:
        for name in ("a", "b"):
            (tmp_path / f"{name}.txt").write_text(text + name, "utf-8")
            add_file(session, archive, tmp_path / f"{name}.txt")
        session.commit()
    read_stale(engine, archive)
    with Session(engine) as session:  # as it is between the last document and the end
        copy = session.exec(select(Document).where(col(Document.twin_of).is_not(None))).one()
        copy.twin_of = None
        run = session.exec(select(Run).where(Run.stage == "read")).one()
        run.finished, run.outcome = None, "running"
        session.add_all([copy, run])
        session.commit()
    assert read_stale(engine, archive).documents == 0
    with Session(engine) as session:
        assert session.exec(select(Run.outcome).where(Run.stage == "read")).one() == "interrupted"
        assert session.exec(select(func.count()).select_from(Document).where(col(Document.twin_of).is_not(None))).one() == 1


def test_copies_of_one_text_count_once(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    text = TEXT.format(year=2021, a=95, b=90, c=85) * 3
    with Session(engine) as session:
        for name, more in (("a", ""), ("b", " "), ("c", "")):
            file = tmp_path / f"{name}.txt"
            file.write_text(text + more + name, "utf-8")
            add_file(session, archive, file)
        session.commit()
    read_stale(engine, archive)
    consolidate(engine)
    with Session(engine) as session:
        first, *copies = session.exec(select(Document).order_by(col(Document.id))).all()
        assert [c.twin_of for c in copies] == [first.id, first.id]
        assert {r.support for r in session.exec(select(Result))} == {1}


def test_a_second_process_is_refused_with_a_sentence(engine: Engine, archive: Archive, tmp_path: Path) -> None:
    fill(engine, archive, tmp_path / "files", 1)
    with alone(engine, "observations"):
        with pytest.raises(StoreError, match="Another xephang process"):
            read_stale(engine, archive)
        with pytest.raises(StoreError, match="Another xephang process"):
            consolidate(engine)
    assert read_stale(engine, archive).documents == 1


WORK = """
import time
from pathlib import Path
from extract.errors import StoreError
from store.archive import Archive
from store.checks import run_checks
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.reading import read_stale

def work(root, database):
    home = Home(Path(root), database)
    engine = open_store(home)
    deadline = time.monotonic() + 20
    while True:  # PostgreSQL notices a dead client's lock a moment later
        try:
            read_stale(engine, Archive(home.archive))
            consolidate(engine, everything=True)
            run_checks(engine)
            return
        except StoreError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
"""


@pytest.mark.fault("killed-reading")
def test_killed_at_random_points_nothing_is_lost_and_nothing_doubled(place: Home, tmp_path: Path) -> None:
    calm = Home(tmp_path / "calm")
    with Mortal(WORK) as mortal:
        steps, expected = _whole(mortal, calm, tmp_path / "files")
        for chance in chances(7):
            empty(place)
            engine = open_store(place)
            fill(engine, Archive(place.archive), tmp_path / "files", FILES)
            before, killed = state(engine), 0
            for _ in range(5):
                killed += mortal.killed(chance.randint(1, steps), str(place.root), place.database)
                after = state(engine)
                assert set(after) >= set(before)
                before = after
            assert killed >= 1  # the first one: what is left behind a late kill may be shorter than the next point
            mortal.steps(str(place.root), place.database)
            assert (state(engine), found(engine)) == expected
            _nothing_doubled(engine, len(expected[0]))
            engine.dispose()


def _whole(mortal: Mortal, calm: Home, files: Path) -> tuple[int, tuple[list[tuple[object, ...]], list[tuple[object, ...]]]]:
    """The steps of work that nobody kills, and what it comes to."""
    engine = open_store(calm)
    fill(engine, Archive(calm.archive), files, FILES)
    steps = mortal.steps(str(calm.root), calm.database)
    expected = state(engine), found(engine)
    engine.dispose()
    return steps, expected


def found(engine: Engine) -> list[tuple[object, ...]]:
    """The standing results and findings."""
    with Session(engine) as session:
        results = select(Result.subject, Result.year, Result.measure, Result.number, Result.support).where(
            col(Result.closed_at).is_(None)
        )
        findings = select(Finding.key, Finding.sentence_en).where(col(Finding.closed_at).is_(None))
        return sorted(map(tuple, session.exec(results)), key=repr) + sorted(map(tuple, session.exec(findings)), key=repr)


def _nothing_doubled(engine: Engine, observations: int) -> None:
    with Session(engine) as session:
        assert session.exec(select(func.count()).select_from(Observation)).one() == observations
        assert session.exec(select(func.count()).select_from(Document)).one() == FILES
        assert {r.outcome for r in session.exec(select(Run)) if r.finished is None} <= {"interrupted"}
