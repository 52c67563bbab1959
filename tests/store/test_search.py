from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.queries.excerpt import places
from store.archive import Archive
from store.search import search
from tests.store.made import document, source


@pytest.fixture
def session(engine: Engine, archive: Archive) -> Iterator[Session]:
    made = Session(engine)
    source(made, "a")
    document(made, archive, "a", "Quyết định 3192/QĐ-UBND: xếp hạng chỉ số PAPI đạt 87,5 %")
    document(made, archive, "a", "Xếp hàng mua vé, số -17")
    made.commit()
    yield made
    made.close()


def found(session: Session, words: str) -> list[str]:
    return [d.text[:8] for d in search(session, words)]


def test_words_without_diacritics_find_texts_with(session: Session) -> None:
    assert found(session, "xep hang") == ["Xếp hàng", "Quyết đị"]
    assert found(session, "quyet dinh") == ["Quyết đị"]


def test_words_with_diacritics_are_exact(session: Session) -> None:
    assert found(session, "XẾP HẠNG") == ["Quyết đị"]
    assert found(session, "xếp hàng") == ["Xếp hàng"]


def test_tones_are_found_wherever_they_are_written(session: Session, archive: Archive) -> None:
    document(session, archive, "a", "Tỉnh Hoà Bình, thủy lợi")
    document(session, archive, "a", "Về hòa bình: thuỷ sản quý")
    session.flush()
    for words in ("Hòa Bình thuỷ", "hoà bình thủy", "HOÀ BÌNH THUỶ", "hòa bình thủy", "hoa binh thuy"):
        hits = search(session, words)
        assert len(hits) == 2, words
        assert all(places(row.text, row.folded, words) for row in hits)
    assert not search(session, "hóa bình")


def test_numbers_of_decisions_and_decimals(session: Session) -> None:
    assert found(session, "3192/QĐ-UBND") == ["Quyết đị"]
    assert found(session, "87,5") == ["Quyết đị"]
    assert found(session, "5 87") == []


def test_what_is_found_can_be_marked_in_the_text(session: Session) -> None:
    for words in ("xep hang", "XẾP HẠNG", "3192/QĐ-UBND", "quyet dinh 3192", "87,5", "mua vé, số -17"):
        hits = search(session, words)
        assert hits, words
        for row in hits:
            assert places(row.text, row.folded, words), (words, row.text)


@pytest.mark.parametrize("words", ['"', "'); DROP TABLE document; --", "* OR 1", "NOT", "", "%", "title:x", ")("])
def test_signs_have_no_meaning(session: Session, words: str) -> None:
    assert found(session, words) == []


def test_only_current_readings_are_found_and_changes_are_followed(session: Session) -> None:
    row = search(session, "mua ve")[0]
    row.text, row.folded = "Bán vé", "ban ve"
    session.commit()
    assert found(session, "mua ve") == []
    assert found(session, "ban ve") == ["Bán vé"]
    row.current = False
    session.commit()
    assert found(session, "ban ve") == []


def test_pages_of_answers(session: Session) -> None:
    first, second = search(session, "xep", limit=1), search(session, "xep", limit=1, offset=1)
    assert [len(first), len(second)] == [1, 1]
    assert first[0].id != second[0].id
