"""Whole pages say the same however their letters are composed and their tones are placed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from extract.extractor import hold
from extract.grammar import Grammar
from extract.readers import open_document
from extract.text.clean import nfc, tone_key

MOST = 12  # pages, spread over the folder
OLD = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "uỷ": "ủy",
    "uý": "úy",
    "uỳ": "ùy",
    "oẻ": "ỏe",
    "oè": "òe",
    "oé": "óe",
}


def respelled(text: str) -> str:
    """Every tone that the new style sets on the second vowel, in the old style's place."""
    for new, old in OLD.items():
        for written, other in ((new, old), (new.capitalize(), old.capitalize())):
            text = re.sub(rf"{written}(?!\w)", other, text)  # "hoà", not "loại"
    return text


def said(text: str, name: str) -> list[tuple[object, ...]]:
    reading = hold(Grammar(), open_document(text.encode(), name))
    return [
        (o.index, o.level, o.year, tone_key(o.subject), tone_key(o.criterion or ""), tone_key(o.among or ""), o.measure, o.value)
        for o in reading.observations
    ]


def spellings(text: str) -> list[str]:
    """``text`` in NFD, with the old style's tones, and with both."""
    return [unicodedata.normalize("NFD", text), respelled(text), unicodedata.normalize("NFD", respelled(text))]


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_pages_in_every_spelling(shared: Path, kind: str) -> None:
    pages = sorted((shared / "corpus" / "dev" / "text").glob(f"*.{kind}"))
    wrong = []
    told = 0
    for page in pages[:: max(1, len(pages) // MOST)]:
        text = nfc(page.read_text("utf-8"))
        plain = said(text, page.name)
        told += len(plain)
        wrong += [page.name for form in spellings(text) if said(form, page.name) != plain]
    assert told > 100, "nothing was compared"
    assert not wrong
