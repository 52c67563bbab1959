"""Excerpts stand where the full-text search found the words."""

from __future__ import annotations

from dashboard.queries.excerpt import excerpt
from extract.text.clean import fold

TEXT = "Theo công bố, tỉnh Đắk Lắk xếp hạng 14/63."


def test_plain_words_find_text_with_diacritics() -> None:
    assert excerpt(TEXT, fold(TEXT), "dak lak") == ("Theo công bố, tỉnh ", "Đắk Lắk", " xếp hạng 14/63.")


def test_words_with_diacritics_find_only_the_same() -> None:
    assert excerpt(TEXT, fold(TEXT), "XẾP hạng") == ("Theo công bố, tỉnh Đắk Lắk ", "xếp hạng", " 14/63.")
    assert excerpt(TEXT, fold(TEXT), "đắk lạk") is None


def test_only_whole_words_and_signs_do_not_count() -> None:
    assert excerpt(TEXT, fold(TEXT), "ak lak") is None
    assert excerpt(TEXT, fold(TEXT), "hang 14-63") == ("Theo công bố, tỉnh Đắk Lắk xếp ", "hạng 14/63", ".")
