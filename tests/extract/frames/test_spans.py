"""Spans of ranks and the lists that fill them: each name gets its own rank, and only one that the sentence carries."""

from __future__ import annotations

import pytest

from tests.extract.frames.test_wordings import Row, read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Từ hạng 4 đến hạng 5 lần lượt là Sở Y tế, Sở Nội vụ.", {("Sở Y tế", 4), ("Sở Nội vụ", 5)}),
        ("Các vị trí từ 7 đến 8 theo thứ tự thuộc về Đam Rông và Cát Tiên.", {("huyện Đam Rông", 7), ("huyện Cát Tiên", 8)}),
        ("Hạng nhì đến hạng ba thuộc về các xã Hòa Nam (94,6), Lộc An (93,9).", {("xã Hòa Nam", 2), ("xã Lộc An", 3)}),
        ("Hai vị trí dẫn đầu lần lượt là Sở Y tế và Sở Nội vụ.", {("Sở Y tế", 1), ("Sở Nội vụ", 2)}),
        ("Sở Y tế, Sở Nội vụ lần lượt xếp từ thứ tư đến thứ năm.", {("Sở Y tế", 4), ("Sở Nội vụ", 5)}),
    ],
)
def test_a_span_gives_each_name_of_its_list_its_rank(body: str, expected: set[tuple[str, int]]) -> None:
    assert {(subject, value) for subject, measure, value, _ in read(body) if measure == "rank"} == expected


@pytest.mark.parametrize(
    "body",
    [
        "Từ hạng 4 đến hạng 9 là Sở Y tế, Sở Nội vụ.",
        "Ba vị trí dẫn đầu thuộc về hai sở và một huyện.",
    ],
)
def test_a_span_with_another_number_of_names_gives_none(body: str) -> None:
    assert {row for row in read(body) if row[1] == "rank"} == set()


def test_a_rank_that_the_sentence_does_not_carry_is_not_counted_off() -> None:
    found: set[Row] = read("Từ hạng 11 đến hạng 13 là Sở Y tế, Sở Nội vụ, Sở Tư pháp.")
    assert found == {("Sở Y tế", "rank", 11, 2022), ("Sở Tư pháp", "rank", 13, 2022)}
