"""Every index, level and measure has a name in both languages: findings and pages show no codes."""

from __future__ import annotations

import pytest

from extract.observation import Index, Level, Measure
from store.words import word


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_index_level_and_measure_has_a_name(lang: str) -> None:
    for group, codes in (("index", Index), ("level", Level), ("measure", Measure)):
        names = [word(group, code.value, lang) for code in codes]
        assert len(set(names)) == len(names)
        assert not any("_" in name or name == "" for name in names)
    assert word("index", "par-index", lang) != "par-index"
    assert word("index", "no such index", lang) == "no such index"
