from __future__ import annotations

import re
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from extract.encodings.convert import by_font, decode, guess, is_syllable, mend
from extract.encodings.tables import encodings
from extract.readers import open_document


def encoded(text: str, name: str) -> str:
    """``text`` as software shows it that was typed in encoding ``name``."""
    back: dict[str, str] = {}
    for seen, letter in encodings()[name].letters.items():
        back.setdefault(letter, seen)
    return "".join(back.get(c, c) for c in text)


SENTENCE = "Sở Thông tin và Truyền thông xếp thứ nhất, huyện Lập Thạch đứng cuối với 61,25 điểm; đường sá được nâng cấp"


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_round_trip_by_letters_alone(name: str) -> None:
    typed = encoded(SENTENCE, name)
    assert typed != SENTENCE
    assert guess([typed]) == name
    assert mend(typed) == SENTENCE


@pytest.mark.parametrize("name", ["tcvn3", "vni", "vps", "viscii"])
def test_round_trip_by_name(name: str) -> None:
    assert decode(encoded(SENTENCE, name), name) == SENTENCE


def test_mixed_lines_and_unicode() -> None:
    text = "\n".join([encoded(SENTENCE, "tcvn3"), encoded(SENTENCE, "vni"), SENTENCE, "plain 12,5"])
    assert mend(text).split("\n") == [SENTENCE, SENTENCE, SENTENCE, "plain 12,5"]


@pytest.mark.parametrize("text", [SENTENCE, "François et Élodie à Paris", "", "61,25 – 62,3", "naïve café"])
def test_unicode_is_left_alone(text: str) -> None:
    assert mend(text) == text


def test_capitals_and_fonts() -> None:
    assert decode(encoded("ầ", "tcvn3").join(["PH", "N"]), "tcvn3") == "PHẦN"
    assert [by_font(f) for f in (".VnTimeH", "ABCDEF+.VnTime", "VNI-Times", "Times New Roman")] == ["tcvn3", "tcvn3", "vni", None]
    assert decode("VEÂØ", "vni") == "VỀ"
    assert is_syllable("nghiêng")
    assert not is_syllable("nghx")


@pytest.mark.parametrize("stem", ["2003-A28.rtf", "2004-A3.rtf", "2004-B8.doc", "2004-NghiDinh29_1998.doc", "2005-QD-256.doc"])
def test_real_files_against_their_transcripts(shared: Path, stem: str) -> None:
    folder = shared / "data" / "legacy_encoding"
    path = next(folder.glob(f"files/*/{stem}"))
    gold = re.sub(r"\s", "", (folder / "text" / f"{path.stem}.txt").read_text("utf-8"))
    read = re.sub(r"[\s|]", "", open_document(path.read_bytes(), path.name).text)
    assert Levenshtein.distance(gold, read) <= 0.002 * len(gold)
