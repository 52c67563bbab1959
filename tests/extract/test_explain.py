"""How a reading is explained: every step is there, every dimension has its origin, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.app import TEXTS
from commands.explain import explain_files
from extract.explain import Note, explain
from extract.grammar import Grammar
from extract.language import LANGS, Lang, Texts
from extract.readers import open_document

PAGE = """Xếp hạng chuyển đổi số năm 2022 của tỉnh Lâm Đồng

Sở Y tế xếp thứ 2/20 với 85,25 điểm, tăng 3 bậc.

Chỉ số PCI năm 2021: tỉnh giữ hạng 7.

Trong đó, các đơn vị xếp thứ 5 và thứ 6.
"""


@pytest.fixture(scope="module")
def notes() -> list[Note]:
    return explain(PAGE.encode(), "page.txt")


def said(notes: list[Note], key: str) -> list[dict[str, str]]:
    return [note.values for note in notes if note.key == key]


def test_the_document_inherits_from_its_title(notes: list[Note]) -> None:
    head = {note.values["field"]: note.values for note in notes if note.key == "inherited" and note.depth == 1}
    assert (head["index"]["value"], head["year"]["value"], head["host"]["value"]) == ("dti", "2022", "Lâm Đồng")
    assert head["year"]["origin"].startswith("title: Xếp hạng chuyển đổi số")


def test_a_figure_names_the_rule_that_took_it(notes: list[Note]) -> None:
    taken = {figure["text"]: figure["rule"] for figure in said(notes, "figure")}
    assert "#" in taken["thứ 2/20"]
    assert "điểm" in taken["85,25 điểm"]
    assert taken["tăng 3 bậc"] == "words"


def test_an_observation_says_what_it_inherits_and_from_where(notes: list[Note]) -> None:
    rank, own = (o for o in said(notes, "observation") if o["measure"] == "rank")
    assert rank["subject"] == "Sở Y tế"
    assert rank["index"].startswith("dti [← title: ")
    assert own["index"].startswith("pci [← ")
    assert own["subject"].startswith("Lâm Đồng [← title: ")


def test_it_shows_what_the_grammar_says_and_nothing_else(notes: list[Note]) -> None:
    reading = Grammar().read(open_document(PAGE.encode(), "page.txt"))
    assert [(o["measure"], o["raw"]) for o in said(notes, "observation")] == [
        (o.measure.value, o.raw) for o in reading.observations
    ]
    assert [u["reason"] for u in said(notes, "unread")] == [u.reason for u in reading.unread] == ["no subject"] * 2


def test_one_sentence_alone() -> None:
    notes = explain(PAGE.encode(), "page.txt", "hạng 7")
    assert len(said(notes, "sentence")) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: Lang) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    t = Texts(TEXTS, lang)
    assert explain_files(iter([page]), "", t) == 0
    shown = capsys.readouterr().out
    assert {"vi": "CÂU “Sở Y tế", "en": "SENTENCE “Sở Y tế"}[lang] in shown
    assert explain_files(iter([tmp_path / "none.txt"]), "", t) == 1


def test_ranks_that_the_order_of_a_list_gives_are_told_too() -> None:
    page = (
        "Xếp hạng chuyển đổi số năm 2022 của tỉnh Lâm Đồng\n\nCác đơn vị theo thứ tự xếp hạng từ cao xuống thấp:\n\n"
        "1. Sở Y tế: 85,25 điểm\n\n2. Sở Nội vụ: 84,5 điểm\n\n3. Sở Tư pháp: 80,75 điểm\n"
    )
    told = {(o["measure"], o["value"]) for o in said(explain(page.encode(), "page.txt"), "observation")}
    assert {("rank", "1"), ("rank", "2"), ("rank", "3")} <= told
