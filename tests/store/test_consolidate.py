from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from extract.errors import CorrectionError
from store.archive import Archive
from store.clock import utcnow
from store.consolidate import Counts, consolidate
from store.corrections import Correction, load
from store.models import Decision, Result
from store.reviews import review
from tests.store.made import document, observation, source


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    made = Session(engine)
    source(made, "news", kind="newspaper")
    source(made, "papi", kind="publisher", primary_for=["papi"])
    yield made
    made.close()


def standing(session: Session) -> list[Result]:
    session.expire_all()
    return list(session.exec(select(Result).where(col(Result.closed_at).is_(None)).order_by(Result.subject, Result.measure)))


def only(session: Session) -> Result:
    (result,) = standing(session)
    return result


def test_agreement_by_rounding_counts_copies_once(session: Session, engine: Engine, archive: Archive) -> None:
    first = document(session, archive, "news", "một")
    observation(session, first, 0.8321)
    observation(session, document(session, archive, "news", "hai", twin_of=first.id), 0.8321)
    observation(session, document(session, archive, "news", "ba"), 0.83)
    session.commit()
    consolidate(engine)
    result = only(session)
    assert (result.number, result.support, result.dissent, result.state) == (0.8321, 2, 0, "confirmed")


@pytest.mark.parametrize("rule", ["decision", "primary", "table", "grade", "majority", "later"])
def test_each_rule_chooses_the_second(rule: str, session: Session, engine: Engine, archive: Archive) -> None:
    observation(session, document(session, archive, "news", "một"), 41.5, grade="inherited" if rule == "grade" else "sure")
    owner = document(
        session, archive, "papi" if rule == "primary" else "news", "hai", published=date(2024, 1, 2 if rule == "later" else 1)
    )
    owner.reader = "pdf" if rule == "decision" else "html"
    observation(session, owner, 42.5, in_table=rule == "table")
    if rule == "decision":
        session.add(Decision(document_id=owner.id, number="1/QĐ", normal="1/qd", approves=True))
    if rule == "majority":
        observation(session, document(session, archive, "news", "ba"), 42.5)
    session.commit()
    consolidate(engine)
    result = only(session)
    assert (result.number, result.state, result.reason) == (42.5, "contradicted", rule)


def test_spellings_of_a_criterion_are_one_cell(session: Session, engine: Engine, archive: Archive) -> None:
    observation(session, document(session, archive, "news", "một"), 5.0, criterion="Thủ tục", key="a")
    observation(session, document(session, archive, "news", "hai"), 5.0, criterion="thủ tục", key="b")
    session.commit()
    consolidate(engine)
    assert only(session).support == 2


def test_unchanged_results_are_left_alone_and_changed_ones_keep_their_history(
    session: Session, engine: Engine, archive: Archive
) -> None:
    observation(session, document(session, archive, "news", "một"), 41.5)
    observation(session, document(session, archive, "news", "hai"), 3.0, subject="Lào Cai")
    session.commit()
    assert consolidate(engine) == Counts(inserted=2)
    assert consolidate(engine) == Counts()  # nothing was touched
    assert consolidate(engine, everything=True) == Counts(unchanged=2)
    observation(session, document(session, archive, "papi", "ba"), 42.5)
    session.commit()
    assert consolidate(engine) == Counts(updated=1)
    old = session.exec(select(Result).where(col(Result.closed_at).is_not(None))).one()
    assert old.number == 41.5
    assert [r.number for r in standing(session)] == [3.0, 42.5]


def test_a_closed_observation_takes_its_result_with_it(session: Session, engine: Engine, archive: Archive) -> None:
    made = observation(session, document(session, archive, "news", "một"), 41.5)
    session.commit()
    consolidate(engine)
    made.closed_at = utcnow()
    session.add(made)
    session.commit()
    consolidate(engine)
    assert standing(session) == []


def test_incremental_equals_full(session: Session, engine: Engine, archive: Archive) -> None:
    owners = [document(session, archive, "news", f"bài {i}") for i in range(6)]
    for i, owner in enumerate(owners):
        for subject in ("Yên Bái", "Lào Cai", "Hà Giang"):
            observation(session, owner, 40.0 + (i * len(subject)) % 4, subject=subject)
        session.commit()
        consolidate(engine)
    session.commit()
    assert consolidate(engine, everything=True) == Counts(unchanged=3)


def correction(**values: Any) -> Correction:
    known = {
        "id": "a", "action": "override", "select": {"subject": "Yên Bái", "measure": "score"}, "expect": 41.5, "value": 42.5,
        "reason": "typing error", "reporter": "R", "status": "accepted",
    }  # fmt: skip
    return Correction.model_validate({k: v for k, v in (known | values).items() if v is not None})


def test_corrections_override_mark_and_drop(session: Session, engine: Engine, archive: Archive) -> None:
    observation(session, document(session, archive, "news", "một"), 41.5)
    session.commit()
    consolidate(engine, corrections=[correction()])
    result = only(session)
    assert (result.number, result.state, result.reason, result.correction_id) == (42.5, "corrected", "correction", "a")
    consolidate(engine, corrections=[correction(action="mark", value=None)])
    assert (only(session).number, only(session).grade) == (41.5, "uncertain")
    consolidate(engine, corrections=[correction(action="drop", value=None)])
    assert standing(session) == []
    consolidate(engine, corrections=[correction(status="rejected")])
    assert (only(session).number, only(session).correction_id) == (41.5, None)


def test_what_a_drop_leaves_names_the_correction(session: Session, engine: Engine, archive: Archive) -> None:
    for name, value in (("một", 41.5), ("hai", 43.0)):
        observation(session, document(session, archive, "news", name), value)
    session.commit()
    for _ in range(2):
        consolidate(engine, corrections=[correction(action="drop", value=None)])
        assert (only(session).number, only(session).state, only(session).correction_id) == (43.0, "single", "a")


def test_a_repaired_source_fails_loudly_and_changes_nothing(session: Session, engine: Engine, archive: Archive) -> None:
    observation(session, document(session, archive, "news", "một"), 42.5)
    session.commit()
    consolidate(engine)
    with pytest.raises(CorrectionError, match=r"expects 41\.5.*42\.5"):
        consolidate(engine, corrections=[correction()])
    assert only(session).number == 42.5
    consolidate(
        engine, corrections=[correction(select={"subject": "Lào Cai", "measure": "score"})]
    )  # not in this store: nothing to guard


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "improve"},
        {"value": None},
        {"select": {"year": 2022}},
        {"select": {"subjekt": "x"}},
        {"reason": ""},
        {"id": "Ê"},
        {"new": 1},
    ],
)
def test_a_wrong_file_is_refused(wrong: dict[str, Any], tmp_path: Path) -> None:
    entry = correction().model_dump(mode="json", exclude_none=True) | wrong
    file = tmp_path / "corrections.yaml"
    file.write_text(yaml.safe_dump([entry], allow_unicode=True), "utf-8")
    with pytest.raises(CorrectionError, match=r"corrections\.yaml, entry 1 .*is wrong: ") as raised:
        load(file)
    assert "pydantic" not in str(raised.value)


def test_a_right_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yaml"
    assert load(file) == []
    file.write_text(yaml.safe_dump([correction().model_dump(mode="json", exclude_none=True)], allow_unicode=True), "utf-8")
    assert load(file) == [correction()]
    file.write_text(file.read_text("utf-8") * 2, "utf-8")
    with pytest.raises(CorrectionError, match="twice"):
        load(file)


def test_verdicts_take_part_until_the_extraction_changes(session: Session, engine: Engine, archive: Archive) -> None:
    wrong = observation(session, document(session, archive, "papi", "một"), 41.5, key="wrong")
    observation(session, document(session, archive, "news", "hai"), 42.5)
    session.commit()
    consolidate(engine)
    assert only(session).number == 41.5
    verdict = review(session, "observation", "wrong", "wrong", reviewer="R")
    session.commit()
    consolidate(engine)
    assert (only(session).number, only(session).state) == (42.5, "single")
    wrong.closed_at = datetime.now(UTC)
    session.add(wrong)
    session.commit()
    consolidate(engine)
    session.refresh(verdict)
    assert verdict.reopened_at is not None
