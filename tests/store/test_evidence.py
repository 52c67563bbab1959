from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from extract.errors import StoreError
from store.archive import Archive
from store.consolidate import consolidate
from store.evidence import chain
from store.reviews import review, verdicts
from tests.store.made import document, observation, source


def test_the_chain_leads_from_value_to_source_and_tells_the_rule(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        source(session, "papi", kind="publisher", primary_for=["papi"])
        loser = observation(
            session, document(session, archive, "news", "xếp thứ năm với 41,5 điểm"), 41.5, key="loser", criterion="Tổng"
        )
        winner = observation(session, document(session, archive, "papi", "bảng 42,5"), 42.5, key="winner", criterion="tổng")
        session.commit()
        consolidate(engine)
        found = chain(session, loser.id or 0)
        assert (found.source.id, found.chosen) == ("news", False)
        assert found.result is not None
        assert (found.result.observation_id, found.result.dissent) == (winner.id, 1)
        assert chain(session, winner.id or 0).chosen
        for lang, rule in (("vi", "nơi công bố gốc"), ("en", "the primary publisher")):
            text = "\n".join(f"{label}: {value}" for label, value in found.lines(lang))  # type: ignore[arg-type]
            assert all(part in text for part in (rule, found.capture.sha256, found.capture.url, "xếp thứ năm với 41,5 điểm"))
        review(session, "observation", "loser", "source-wrong", note="typing error")
        session.commit()
        assert ("Reviewer", "the source is wrong – typing error") in chain(session, loser.id or 0).lines("en")
        with pytest.raises(StoreError, match="no observation 999"):
            chain(session, 999)


def test_only_what_is_open_can_be_reviewed_and_the_latest_verdict_counts(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        observation(session, document(session, archive, "news", "một"), 41.5, key="a")
        with pytest.raises(StoreError, match="No open observation"):
            review(session, "observation", "none", "right")
        with pytest.raises(StoreError, match="no verdict"):
            review(session, "observation", "a", "maybe")  # type: ignore[arg-type]
        review(session, "observation", "a", "right")
        review(session, "observation", "a", "wrong")
        assert verdicts(session, "observation")["a"].verdict == "wrong"
