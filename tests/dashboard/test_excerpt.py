"""Excerpts stand where the full-text search found the words, begin and end with whole words, and mark what was asked for."""

from __future__ import annotations

import pytest

from dashboard.queries.excerpt import AROUND, Part, excerpt, marked
from extract.text.clean import fold

TEXT = "Theo công bố, tỉnh Đắk Lắk xếp hạng 14/63."
LONG = (
    "Kết quả đánh giá mức độ chuyển đổi số năm 2023\n" * 30
    + "thì xếp hạng Đắk Lắk "
    + "và các tỉnh thành khác cũng xếp hạng theo " * 30
)


def shown(text: str, words: str) -> str:
    """The excerpt with brackets around what is marked."""
    return "".join(f"[{p.text}]" if p.marked else p.text for p in excerpt(text, fold(text), words))


def test_plain_words_find_text_with_diacritics() -> None:
    assert shown(TEXT, "dak lak") == "Theo công bố, tỉnh [Đắk Lắk] xếp hạng 14/63."


def test_words_with_diacritics_find_only_the_same() -> None:
    assert shown(TEXT, "XẾP hạng") == "Theo công bố, tỉnh Đắk Lắk [xếp hạng] 14/63."
    assert shown(TEXT, "đắk lạk") == TEXT


def test_only_whole_words_and_signs_do_not_count() -> None:
    assert shown(TEXT, "ak lak") == TEXT
    assert shown(TEXT, "hang 14-63") == "Theo công bố, tỉnh Đắk Lắk xếp [hạng 14/63]."


@pytest.mark.parametrize("words", ["xep hang", "xếp hạng"])
def test_long_text_is_cut_at_words_and_every_place_is_marked(words: str) -> None:
    made = excerpt(LONG, fold(LONG), words)
    assert made[0] == Part("… ", False)
    assert made[-1] == Part(" …", False)
    whole = "".join(p.text for p in made[1:-1])
    assert len(whole) <= 2 * AROUND + 20
    assert set(whole.split()) <= set(LONG.split())  # no half words
    assert [p.text for p in made if p.marked] == ["xếp hạng"] * 3
    assert "\n" not in whole


def test_one_endless_word_is_cut_all_the_same() -> None:
    made = excerpt("x" * 5000 + " lào cai " + "y" * 5000, "x" * 5000 + " lao cai " + "y" * 5000, "lao cai")
    assert sum(len(p.text) for p in made) < 300
    assert Part("lào cai", True) in made


@pytest.mark.parametrize("odd", ["I\u0307\u0301", "İ", "각", "e\u0323\u0301\u0302 ss"])
def test_letters_that_grow_or_vanish_move_no_mark(odd: str) -> None:
    text = f"{odd} tỉnh Đắk Lắk {odd} xếp hạng"
    assert shown(text, "dak lak") == f"{odd} tỉnh [Đắk Lắk] {odd} xếp hạng"
    assert shown(text, "xếp hạng").endswith("[xếp hạng]")


def test_titles_are_marked_and_bounded() -> None:
    assert marked("Xếp hạng  PAPI", "papi") == [Part("Xếp hạng ", False), Part("PAPI", True)]
    long = marked("Xếp hạng " * 60, "khong")
    assert long[-1].text == " …"
    assert "".join(p.text for p in long[:-1]).split()[-1] in ("Xếp", "hạng")
