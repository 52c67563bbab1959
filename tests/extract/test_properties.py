"""What holds for every text: spelling of tones and composition change nothing, numbers come back, nothing makes the grammar raise."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.extractor import hold
from extract.grammar import Grammar
from extract.mentions.decision import find_decisions, normalise
from extract.mentions.number import parse_number, parse_ordinal
from extract.readers import open_document
from extract.text.clean import tone_key

GRAMMAR = Grammar()
OLD = {"hoà": "hòa", "thuỷ": "thủy", "khoẻ": "khỏe", "uỷ": "ủy", "Uỷ": "Ủy", "Hoà": "Hòa", "khoá": "khóa"}
SUBJECTS = [
    "Sở Khoa học và Công nghệ",
    "Sở Y tế",
    "tỉnh Khánh Hoà",
    "tỉnh Hoà Bình",
    "huyện Ứng Hoà",
    "Uỷ ban nhân dân tỉnh Phú Thọ",
    "tỉnh Thừa Thiên Huế",
]
INDEXES = ["Chỉ số cải cách hành chính (PAR INDEX)", "chỉ số PCI", "Chỉ số hài lòng (SIPAS)", "chỉ số PAPI"]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    subject, index = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(INDEXES))
    year, rank = draw(st.integers(2012, 2025)), draw(st.integers(1, 63))
    score = f"{draw(st.integers(40, 99))}{draw(st.sampled_from([',', '.']))}{draw(st.integers(10, 99))}"
    shape = draw(
        st.sampled_from(
            [
                "{i} năm {y}: {s} đạt {p} điểm, xếp thứ {r}/63.",
                "Năm {y}, {i} của {s} xếp thứ {r}, tăng 3 bậc.",
                "Kết quả {i} năm {y}, dẫn đầu là {s} với {p} điểm.",
            ]
        )
    )
    return shape.format(i=index, y=year, s=subject, p=score, r=rank)


def found(text: str) -> list[tuple[object, ...]]:
    reading = hold(GRAMMAR, open_document(text.encode(), "a.txt"))
    return [
        (o.index, o.level, o.year, tone_key(o.subject), o.measure, o.value, o.among, o.criterion) for o in reading.observations
    ]


def old_style(text: str) -> str:
    for new, old in OLD.items():
        text = text.replace(new, old)
    return text


@settings(max_examples=60, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=4).map("\n".join))
def test_composition_and_tone_style_change_nothing(text: str) -> None:
    plain = found(text)
    assert plain
    assert found(unicodedata.normalize("NFD", text)) == plain
    assert found(old_style(text)) == plain
    assert found(unicodedata.normalize("NFD", old_style(text))) == plain


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from('0123456789/()[].,;:-–% \n"“”ABVIXađĐơ\u0301\u200b') | st.characters(codec="utf-8"), max_size=400))
def test_nothing_makes_it_raise(text: str) -> None:
    if "\0" not in text:
        hold(GRAMMAR, open_document(("Năm 2020 " + text).encode(), "a.txt"))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Sở Y tế",
                " xếp thứ ",
                "1/63",
                "90,5 điểm",
                "(",
                ")",
                ", ",
                "; ",
                " và ",
                "tăng ",
                "3 bậc",
                "nhóm tốt",
                " lần lượt ",
                "năm 2020",
                "%",
                "\n",
                "PCI",
                "Hà Nội",
                "/",
                "9" * 30,
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_jumble_of_results_makes_it_raise(text: str) -> None:
    hold(GRAMMAR, open_document(("Chỉ số PCI năm 2020. " + text).encode(), "a.txt"))


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_a_decimal_comma_and_point_are_one(whole: int, cents: int) -> None:
    value = float(f"{whole}.{cents:02d}")
    assert parse_number(f"{whole},{cents:02d}") == parse_number(f"{whole}.{cents:02d}") == value
    assert parse_number(f"{whole:,}".replace(",", ".") + f",{cents:02d}") == value


@given(st.text(max_size=40))
def test_numbers_and_ordinals_take_any_text(text: str) -> None:
    parse_number(text)
    parse_ordinal(text)


@given(
    st.integers(1, 99999),
    st.sampled_from(["QĐ-UBND", "KH-UBND", "QĐ-BNV", "NQ-HĐND"]),
    st.sampled_from(["/", " / ", "/ "]),
    st.sampled_from(["-", " - ", "–"]),
)
def test_a_decision_number_is_one_however_it_is_spaced(number: int, code: str, slash: str, dash: str) -> None:
    written = f"{number}{slash}{code.replace('-', dash)}"
    (decision,) = find_decisions(f"Quyết định số {written} ngày 01/02/2020 của UBND tỉnh")
    assert decision.normal == f"{number}/{code}"
    assert normalise(decision.normal) == decision.normal


@given(st.text(st.sampled_from("0123456789/-– QĐUBNTKH.\n"), max_size=200))
def test_any_jumble_of_decision_numbers_is_read(text: str) -> None:
    for decision in find_decisions(text):
        assert normalise(decision.normal) == decision.normal
