"""Rules over whole tables: parts and totals, gaps, jumps, copies. Each with a clean table and one with an error planted in it."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlmodel import Session

from store.archive import Archive
from store.checks import gaps, jump, parts_total, stale_copy
from tests.store.made import document, looked_at, observation, source

PROVINCES = ["Yên Bái", "Lào Cai", "Sơn La", "Hà Giang", "Lạng Sơn", "Cao Bằng", "Bắc Kạn"]


def test_a_row_whose_parts_do_not_add_up(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        page = document(session, archive, "news", "một")
        for i, subject in enumerate(PROVINCES):
            observation(session, page, 10.5 + i, subject=subject, criterion="a", in_table=True, key=f"a{i}")
            observation(session, page, 20.25, subject=subject, criterion="b", in_table=True, key=f"b{i}")
            observation(session, page, 30.75 + i + (2 if subject == "Sơn La" else 0), subject=subject, in_table=True, key=f"t{i}")
        session.commit()
        (found,) = parts_total.check(looked_at(session))
    assert found.subject == "Sơn La"
    assert "32,75" in found.sentence_vi
    assert "34.75" in found.sentence_en


def test_totals_that_never_add_up_are_weighted(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        page = document(session, archive, "news", "một")
        for i, subject in enumerate(PROVINCES):
            for name, value in (("a", 5.0 + i), ("b", 6.0), ("", 60.0 + i)):
                observation(session, page, value, subject=subject, criterion=name, in_table=True, key=f"{name}{i}")
        session.commit()
        assert list(parts_total.check(looked_at(session))) == []


def test_ranks_leave_none_out_whichever_way_ties_are_counted(engine: Engine, archive: Archive) -> None:
    tables = {"competition": [1, 2, 2, 4, 5, 6, 7], "dense": [1, 2, 2, 3, 4, 5, 6], "gap": [1, 2, 3, 5, 6, 7, 8]}
    with Session(engine) as session:
        source(session, "news")
        for year, (name, ranks) in enumerate(tables.items(), 2020):
            page = document(session, archive, "news", name)
            for i, (subject, rank) in enumerate(zip(PROVINCES, ranks, strict=True)):
                observation(session, page, rank, subject=subject, measure="rank", year=year, in_table=True, key=f"{name}{i}")
        session.commit()
        found = list(gaps.check(looked_at(session)))
    assert [(f.year, "hạng 3" in f.sentence_vi, "rank 5" in f.sentence_en) for f in found] == [(2022, True, True)]


def test_a_jump_over_half_of_the_country(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        page = document(session, archive, "news", "một")
        for subject, before, now in (("Yên Bái", 60, 5), ("Lào Cai", 20, 15)):
            observation(session, page, before, subject=subject, measure="rank", year=2021)
            observation(session, page, now, subject=subject, measure="rank", year=2022)
        session.commit()
        (found,) = jump.check(looked_at(session))
    assert (found.subject, found.year, len(found.observations)) == ("Yên Bái", 2022, 2)


def test_scores_copied_from_the_year_before(engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        page = document(session, archive, "news", "một")
        for i, subject in enumerate(PROVINCES):
            for year in (2020, 2021, 2022):
                same = 2021 if year == 2022 and i < 4 else year
                observation(session, page, 40.25 + i + same % 10, subject=subject, year=year, key=f"{i}{year}")
        session.commit()
        (found,) = stale_copy.check(looked_at(session))
    assert found.year == 2022
    assert found.sentence_en.startswith("4 subjects")
