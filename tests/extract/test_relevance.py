"""The verdict alone: what a full reading says of every page, and told without reading where no index is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import grammar
from extract.document import Document
from extract.grammar import Grammar
from extract.readers import open_document

OPEN = Path(__file__).parents[1] / "corpus" / "fresh" / "open" / "text"


def told_apart(folder: Path) -> list[str]:
    """The pages of which the verdict and the reading say different things."""
    reader = Grammar()
    wrong = []
    for path in sorted(folder.iterdir()):
        document = open_document(path.read_bytes(), path.name)
        reading = reader.read(document)
        if reader.verdict(document) != (reading.relevant, reading.reason):
            wrong.append(path.name)
    return wrong


def test_the_verdict_is_that_of_a_full_reading() -> None:
    assert len(list(OPEN.iterdir())) > 20
    assert told_apart(OPEN) == []


def test_on_the_corpus_too(shared: Path) -> None:
    assert told_apart(shared / "corpus" / "dev" / "text") == []


def test_no_sentence_is_read_where_no_index_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a sentence was read")

    monkeypatch.setattr(grammar, "read_sentence", never)
    page = "Giải bóng đá sinh viên\n\nĐội khoa Kinh tế xếp thứ nhất với 25 điểm, hơn đội xếp thứ nhì 3 điểm.\n"
    assert Grammar().verdict(open_document(page.encode(), "a.txt")) == (False, "no-results")
    assert Grammar().verdict(Document("a.txt", "text/plain", " \n", ())) == (False, "empty")
    with pytest.raises(AssertionError):
        Grammar().verdict(open_document(f"Chỉ số PCI năm 2022\n\n{page}".encode(), "a.txt"))
