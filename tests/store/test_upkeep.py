"""What is left to do is told, and ``consolidate`` and ``run_checks`` do it."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlmodel import Session

from store.archive import Archive
from store.checks import run_checks
from store.consolidate import consolidate
from store.models import Capture, Run
from store.upkeep import left_to_do
from tests.store.made import document, observation, source


def left(engine: Engine) -> str:
    with Session(engine) as session:
        return left_to_do(session)


def test_every_step_in_its_turn(engine: Engine, archive: Archive) -> None:
    assert left(engine) == ""  # nothing was ever added
    with Session(engine) as session:
        source(session, "a")
        row = document(session, archive, "a", "Lào Cai xếp hạng 5")
        row.current = False
        session.commit()
        assert session.get(Capture, row.capture_id) is not None
        assert left_to_do(session) == "read"
        row.current = True
        session.commit()
        assert left_to_do(session) == ""  # it says nothing
        observation(session, row, 5)
        session.commit()
    assert left(engine) == "consolidate"
    consolidate(engine)
    assert left(engine) == "check"
    run_checks(engine)
    assert left(engine) == ""


def test_results_that_an_older_version_did_not_count_are_counted(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "a")
        observation(session, document(session, archive, "a", "Yên Bái 5"), 5)
        session.commit()
    consolidate(engine)
    with engine.begin() as connection:
        before = connection.execute(text("SELECT * FROM coverage")).all()
        connection.execute(text("DELETE FROM coverage"))
        connection.execute(text("DELETE FROM assessment"))
    assert before
    assert left(engine) == "count"
    assert consolidate(engine).inserted == 0
    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM coverage")).all() == before
        assert connection.execute(text("SELECT sum(results) FROM assessment")).scalar_one() == 1


def test_rules_of_an_older_version_are_told(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "a")
        observation(session, document(session, archive, "a", "Yên Bái 5"), 5)
        session.commit()
    consolidate(engine)
    run_checks(engine)
    for stage, step in (("check", "check"), ("consolidate", "consolidate")):
        with engine.begin() as connection:
            connection.execute(Run.__table__.update().where(Run.stage == stage).values(version="0"))  # type: ignore[attr-defined]
        assert left(engine) == step
