from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from store.archive import Archive
from store.checks import order
from tests.store.made import document, looked_at, observation, source

Row = tuple[str, float, float]


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ([("Yên Bái", 1, 0.9), ("Lào Cai", 2, 0.8), ("Sơn La", 3, 0.7)], []),
        ([("Yên Bái", 1, 0.9), ("Lào Cai", 2, 0.6), ("Sơn La", 3, 0.7)], ["Sơn La"]),
        ([("Yên Bái", 1, 0.8), ("Lào Cai", 1, 0.8), ("Sơn La", 3, 0.7)], []),
        ([("Yên Bái", 1, 0.8), ("Lào Cai", 1, 0.6), ("Sơn La", 3, 0.7)], ["Sơn La"]),
    ],
)
def test_a_better_rank_has_no_lower_score(rows: list[Row], pairs: list[str], engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        page = document(session, archive, "news", "một")
        for subject, rank, score in rows:
            observation(session, page, rank, subject=subject, measure="rank")
            observation(session, page, score, subject=subject)
        session.commit()
        found = list(order.check(looked_at(session)))
    assert [f.subject for f in found] == pairs
    assert all("0.6" in f.sentence_en and "0,6" in f.sentence_vi and len(f.observations) == 4 for f in found)
