from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from store.archive import Archive
from store.checks.found import WEIGHT
from store.consolidate import consolidate
from store.models import Finding
from store.questions import counted, edition, findings
from store.units import Division
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


def test_findings_as_they_were_known_and_about_whom(engine: Engine) -> None:
    def finding(key: str, severity: str, day: int, closed: int | None, **values: str) -> Finding:
        return Finding(
            key=key, rule="r", severity=severity, confidence=0.9, weight=WEIGHT[severity], year=2022, sentence_vi="v", sentence_en="e", since=DAY + timedelta(days=day),
            closed_at=None if closed is None else DAY + timedelta(days=closed), **values,
        )  # fmt: skip

    with Session(engine) as session:
        session.add(finding("a", "note", 0, None, subject="Hà Giang"))
        session.add(finding("b", "error", 0, 5, subject="Sở Y tế", province="Yên Bái"))
        session.add(finding("c", "error", 5, None, subject="Ai đó"))
        session.commit()

        def asked(day: int | None, division: Division) -> list[tuple[str, tuple[str, ...]]]:
            past = None if day is None else DAY + timedelta(days=day)
            return [(f.key, provinces) for f, provinces in findings(session, division=division, as_of=past)]

        assert asked(None, "year") == [("c", ()), ("a", ("Hà Giang",))]
        assert asked(4, "34") == [("b", ("Lào Cai",)), ("a", ("Tuyên Quang",))]
        assert asked(-1, "63") == []
        assert (counted(session), len(findings(session, limit=1))) == ({"error": 1, "note": 1}, 1)
