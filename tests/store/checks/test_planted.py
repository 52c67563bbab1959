"""Errors planted by rule in a clean synthetic country: how many each rule finds, and how many of its findings are none.

``XEPHANG_PLANTED=1 pytest -s tests/store/checks/test_planted.py`` prints the table.
"""

from __future__ import annotations

import copy
import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from extract.language import LANGS
from extract.observation import Index, Measure
from store.archive import Archive
from store.checks import Found, rules
from store.checks.found import WEIGHT
from store.database import open_store
from store.home import Home
from store.models import Decision, Document, Observation
from store.words import word
from tests.store.country import Country, Row
from tests.store.made import document, looked_at, source
from tests.store.planted import PLANTS

RECALL, PRECISION = 0.98, 0.95
NOW = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = {"other", "portal", "security"}  # codes that are words, too
CODES = re.compile(
    rf"(?<![\w-])({'|'.join(sorted({m.value for m in Measure if '_' in m} | {i.value for i in Index if i.value not in WORDS}))})(?![\w-])"
)
EDITIONS = {"coverage", "stale_copy"}  # rules whose findings are about editions


@pytest.fixture(scope="module")
def clean() -> Country:
    return Country()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, clean: Country) -> Iterator[Session]:
    """A store with the country."""
    home = Home(tmp_path_factory.mktemp("country"))
    engine = open_store(home)
    with Session(engine) as made:
        source(made, "country")
        for name in clean.papers:
            document(made, Archive(home.archive), "country", name)
        made.flush()
        made.execute(insert(Observation), _stored(made, clean.rows))
        made.commit()
        yield made
    engine.dispose()


def findings(session: Session, clean: Country, country: Country, *names: str) -> list[Found]:
    """What these rules find in a country that was made out of the clean one; the store is left as it was."""
    try:
        _papers(session, country)
        _change(session, clean, country)
        connection = looked_at(session)
        return [f for name in names for f in rules()[name].check(connection)]
    finally:
        session.rollback()


def _papers(session: Session, country: Country) -> None:
    ids: dict[str, Any] = dict(session.execute(select(col(Document.text), col(Document.id))).all())  # type: ignore[arg-type]
    for name, paper in country.papers.items():
        session.execute(update(Document).where(col(Document.id) == ids[name]).values(title=paper.title))
        for i, (number, day) in enumerate(paper.decisions):
            session.add(Decision(document_id=ids[name], number=number, normal=number.lower(), date=day, approves=True, start=i))
    session.flush()


def _change(session: Session, clean: Country, country: Country) -> None:
    """Bring the clean country's observations in the store up to those of ``country``: most are the same, and writing all takes long."""
    before, after = ({row["id"]: row for row in c.rows} for c in (clean, country))
    gone = [i for i in before if i not in after or before[i] != after[i]]
    fresh = [row for i, row in after.items() if before.get(i) != row]
    session.execute(delete(Observation).where(col(Observation.id).in_(gone)))
    if fresh:
        session.execute(insert(Observation), _stored(session, fresh))


def _stored(session: Session, rows: list[Row]) -> list[dict[str, Any]]:
    ids: dict[str, Any] = dict(session.execute(select(col(Document.text), col(Document.id))).all())  # type: ignore[arg-type]
    more = {"first_seen": NOW, "last_seen": NOW}
    return [
        {k: v for k, v in row.items() if k != "document"} | more | {"document_id": ids[row["document"]], "key": str(row["id"])}
        for row in rows
    ]


def copied(country: Country) -> Country:
    """A country of its own to plant errors in; much faster than a deep copy."""
    made = copy.copy(country)
    made.rows = [dict(row) for row in country.rows]
    made.papers = {name: replace(paper, decisions=list(paper.decisions)) for name, paper in country.papers.items()}
    return made


def about(rule: str, found: Found) -> set[Any]:
    if rule == "stale_copy":
        return {(found.index, found.province, found.year, found.about.partition("|")[2])}
    return {(found.index, found.province, found.year)} if rule in EDITIONS else set(found.observations)


def test_every_rule_has_a_plant() -> None:
    assert set(PLANTS) == set(rules())


@pytest.mark.parametrize("rule", sorted(rules()))
def test_planted_errors_are_found_and_little_else(rule: str, session: Session, clean: Country) -> None:
    country = copied(clean)
    planted = PLANTS[rule](country, random.Random(3))
    made = [
        f for f in findings(session, clean, country, rule) if (rule, f.severity) != ("conflict", "note")
    ]  # rounded, and told so
    found = [about(rule, f) for f in made]
    recall = sum(any(marks & f for f in found) for marks in planted) / len(planted)
    everything = set().union(*planted)
    precision = sum(bool(f & everything) for f in found) / len(found) if found else 0.0
    if os.environ.get("XEPHANG_PLANTED"):
        print(f"\n{rule:15} planted {len(planted):3}  found {len(found):3}  recall {recall:.3f}  precision {precision:.3f}")
    assert recall >= RECALL
    assert precision >= PRECISION
    for f in made:
        assert (f.rule, f.severity in WEIGHT, bool(f.observations)) == (rule, True, True)
        assert 0 < f.confidence <= 1
        assert f.sentence_vi != f.sentence_en
        assert all(any(sign.isdigit() for sign in sentence) for sentence in (f.sentence_vi, f.sentence_en))
        for lang in LANGS:
            assert f.sentence(lang).startswith(f"{word('index', f.index, lang)} {f.year}")
            assert not CODES.search(f.sentence(lang))


def test_a_clean_country_has_neither_errors_nor_warnings(session: Session, clean: Country) -> None:
    found = findings(session, clean, clean, *rules())
    assert [f.sentence_en for f in found if f.severity != "note"] == []
