"""Names of those who are ranked: every usual spelling, and nothing forced onto a near one."""

from __future__ import annotations

import itertools
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import gazetteer
from extract.lexicon import vocabulary
from extract.mentions.subject import find_subjects, resolve
from extract.observation import Kind
from extract.text.clean import nfc


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("TP.HCM", "Hồ Chí Minh", Kind.PROVINCE),
        ("Sở Lao động - TB và XH", "Sở Lao động - Thương binh và Xã hội", Kind.DEPARTMENT),
        ("Sở Nông nghiệp & MT", "Sở Nông nghiệp và Môi trường", Kind.DEPARTMENT),
        ("Ban QL các khu công nghiệp", "Ban Quản lý các Khu công nghiệp", Kind.DEPARTMENT),
        ("BQL Khu kinh tế và các khu công nghiệp", "Ban Quản lý Khu kinh tế và các khu công nghiệp", Kind.DEPARTMENT),
        ("Tp. Hồ Chí Minh", "Hồ Chí Minh", Kind.PROVINCE),
        ("TT. Huế", "Thừa Thiên Huế", Kind.PROVINCE),
        ("tỉnh Thừa Thiên – Huế", "Thừa Thiên Huế", Kind.PROVINCE),
        ("BR-VT", "Bà Rịa - Vũng Tàu", Kind.PROVINCE),
        ("Đắc Lắc", "Đắk Lắk", Kind.PROVINCE),
        ("HOÀ BÌNH", "Hòa Bình", Kind.PROVINCE),
        ("thành phố Hải Phòng", "Hải Phòng", Kind.PROVINCE),
        ("tỉnh Yên Bái", "Yên Bái", Kind.PROVINCE),
        ("TP. Yên Bái", "thành phố Yên Bái", Kind.DISTRICT),
        ("UBND huyện Lập Thạch", "huyện Lập Thạch", Kind.DISTRICT),
        ("TX. Hương Trà", "thị xã Hương Trà", Kind.DISTRICT),
        ("Quận 1", "quận 1", Kind.DISTRICT),
        ("phường Tích Sơn", "phường Tích Sơn", Kind.COMMUNE),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông", Kind.DEPARTMENT),
        ("Sở Thông tin và Truyền thông tỉnh Vĩnh Phúc", "Sở Thông tin và Truyền thông", Kind.DEPARTMENT),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội", Kind.DEPARTMENT),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch", Kind.DEPARTMENT),
        ("Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Môi trường", Kind.DEPARTMENT),
        ("VP UBND tỉnh", "Văn phòng UBND tỉnh", Kind.DEPARTMENT),
        ("BQL các KCN", "Ban Quản lý các Khu công nghiệp", Kind.DEPARTMENT),
        ("Bộ KH&ĐT", "Bộ Kế hoạch và Đầu tư", Kind.MINISTRY),
        ("NHNN", "Ngân hàng Nhà nước", Kind.MINISTRY),
    ],
)
def test_found_in_a_sentence_and_resolved_alone(written: str, name: str, kind: Kind) -> None:
    sentence = f"Theo đó, {written} đạt 90 điểm."
    (found,) = find_subjects(sentence)
    assert (found.name, found.kind, found.known) == (name, kind, True)
    assert sentence[found.start : found.end] in written
    alone = resolve(written)
    assert (alone.name, alone.kind) == (name, kind)


def test_english_text_has_names_without_diacritics() -> None:
    found = find_subjects("Quang Ninh ranked first, Da Nang second and Hanoi third in the PCI 2019.")
    assert [s.name for s in found] == ["Quảng Ninh", "Đà Nẵng", "Hà Nội"]


def test_bare_district_names_need_their_province() -> None:
    text = "Dẫn đầu là Lập Thạch và Tam Đảo."
    assert find_subjects(text) == []
    assert [s.name for s in find_subjects(text, "Vĩnh Phúc")] == ["huyện Lập Thạch", "huyện Tam Đảo"]


def test_hue_is_a_province_and_a_city_inside_it() -> None:
    assert find_subjects("thành phố Huế")[0].kind is Kind.PROVINCE
    assert find_subjects("thành phố Huế", "Thừa Thiên Huế")[0].kind is Kind.DISTRICT


@pytest.mark.parametrize("name", ["Sở Năng lượng Mới", "huyện Không Có Thật", "Công ty Cổ phần Sao Mai"])
def test_an_unknown_name_stays_as_written(name: str) -> None:
    found = resolve(name)
    assert (found.name, found.known) == (name, False)


@pytest.mark.parametrize("text", ["xếp thứ tư cả nước", "các huyện, thị xã", "ở tỉnh này", "đắk", "công tác cải cách hành chính"])
def test_no_name(text: str) -> None:
    assert find_subjects(text) == []


def test_the_vocabulary_is_whole() -> None:
    assert len(gazetteer.provinces()) == 63
    assert sum(len(listed) for listed in vocabulary("districts").values()) >= 696


def _old_style(text: str) -> str:
    for new, old in (("oà", "òa"), ("oá", "óa"), ("uỷ", "ủy"), ("uý", "úy"), ("oạ", "ọa"), ("oả", "ỏa")):
        text = text.replace(new, old)
    return text


def _new_style(text: str) -> str:
    for new, old in (("oà", "òa"), ("oá", "óa"), ("oạ", "ọa"), ("oả", "ỏa")):
        text = text.replace(old, new)
    return text


@given(
    st.sampled_from(gazetteer.provinces()),
    st.sampled_from(["", "tỉnh "]),
    st.sampled_from([str, _old_style, _new_style, str.upper]),
)
def test_a_province_in_every_style(province: str, prefix: str, style: type[str]) -> None:
    written = prefix + style(province)
    for form in ("NFC", "NFD"):
        text = nfc(unicodedata.normalize(form, f"Kết quả: {written} xếp thứ 12/63."))
        (found,) = find_subjects(text)
        assert found.name == province
        assert text[found.start : found.end].lower().endswith(style(province).lower())


@given(st.text(alphabet="HàNộiSởTTXãPhường huyện.,-&'0123\n", max_size=200))
def test_never_raises_and_never_overlaps(text: str) -> None:
    found = find_subjects(nfc(text), "Vĩnh Phúc")
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    resolve(nfc(text))


@pytest.mark.parametrize("piece", ["Sở ", "huyện A ", "Thành phố ", "Thừa Thiên ", "X", "Văn hóa, Thể thao và "])
def test_half_a_megabyte_takes_linear_time(piece: str) -> None:
    small, large = (_seconds(piece * (size // len(piece))) for size in (60_000, 480_000))
    assert large < max(1.0, 30 * small), "eight times the text takes about eight times as long"


def _seconds(text: str) -> float:
    begin = time.process_time()
    find_subjects(text, "Vĩnh Phúc")
    return time.process_time() - begin
