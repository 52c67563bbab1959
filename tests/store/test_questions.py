from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from store.archive import Archive
from store.consolidate import consolidate
from store.questions import edition
from tests.store.made import DAY, document, observation, source


def test_an_edition_as_it_was_known_in_another_division(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        source(session, "papi", kind="publisher", primary_for=["papi"])
        first = document(session, archive, "news", "một")
        observation(session, first, 41.5, subject="Hà Giang")
        observation(session, first, 43.5, subject="Tuyên Quang")
        session.commit()
        consolidate(engine, now=DAY)
        observation(session, document(session, archive, "papi", "hai"), 42.5, subject="Hà Giang")
        session.commit()
        consolidate(engine, now=DAY + timedelta(days=9))

        now = edition(session, "papi", 2022)
        assert (now.division, now.size) == ("63", 63)
        assert [(r.result.number, r.provinces) for r in now.rows] == [(42.5, ("Hà Giang",)), (43.5, ("Tuyên Quang",))]
        merged = edition(session, "papi", 2022, division="34")
        assert (merged.division, {r.provinces for r in merged.rows}) == ("34", {("Tuyên Quang",)})
        then = edition(session, "papi", 2022, as_of=DAY + timedelta(days=8))
        assert [r.result.number for r in then.rows] == [41.5, 43.5]
        assert edition(session, "papi", 2022, as_of=DAY - timedelta(days=1)).rows == ()
