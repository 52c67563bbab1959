from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from store.archive import Archive
from store.compare import Agreement, agreement, compare
from store.consolidate import consolidate
from store.outside import Mapping, Value
from tests.store.made import DAY, document, observation, source

PAPI = Mapping(index="papi")


def value(subject: str, number: float, raw: str | None = None) -> Value:
    return Value(2022, subject, "", "score", raw or str(number), number)


def test_equal_rounded_different_and_missing(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        owner = document(session, archive, "news", "một")
        observation(session, owner, 41.5)
        observation(session, owner, 42.75, subject="Lào Cai")
        wrong = observation(session, owner, 43.0, subject="Hà Giang")
        session.commit()
        consolidate(engine, now=DAY)
        outside = [
            value("Yên Bái", 41.5, "41,50"), value("Lào Cai", 42.7512), value("Hà Giang", 44.0), value("Sơn La", 40.0),
        ]  # fmt: skip
        compared = compare(session, PAPI, outside)
        assert [c.verdict for c in compared] == ["equal", "rounding", "different", "missing"]
        assert (compared[2].number, compared[2].observation) == (43.0, wrong.id)
        (row,) = agreement(compared)
        assert row == Agreement(2022, "score", 4, 1, 1, 1, 1)
        assert row.share == 2 / 3
        before = compare(session, PAPI, outside, DAY - timedelta(days=1))
        assert {c.verdict for c in before} == {"missing"}
        assert agreement(before)[0].share is None
