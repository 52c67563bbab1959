"""Every colour that carries text can be read on its ground, in both themes."""

from __future__ import annotations

import pytest
import yaml

from dashboard.components import colours
from dashboard.run import THEME

READABLE = 4.5  # WCAG 2, AA


def contrast(a: str, b: str) -> float:
    light, dark = sorted((colours.luminance(a), colours.luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_ink_reads_on_every_step_of_the_ramp(mode: colours.Mode) -> None:
    for step in range(101):
        ground = colours.ramp(step / 100, mode)
        assert contrast(ground, colours.ink(ground)) >= READABLE, ground


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marks_and_texts_read_on_the_page(mode: str) -> None:
    theme = yaml.safe_load(THEME.read_text("utf-8"))[f"theme.{mode}"]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        for colour in (
            theme["textColor"],
            theme["linkColor"],
            theme["primaryColor"],
            colours.QUIET[mode],
            colours.MARKS[mode],
            colours.AMBERS[mode],
        ):
            assert contrast(ground, colour) >= READABLE, (ground, colour)


def test_ranks_are_strong_when_small_and_what_is_missing_has_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colours, "mode", lambda: "light")
    made = colours.coloured([1, 30, None, 63], reverse=True)
    assert colours.luminance(made["fill"][0]) < colours.luminance(made["fill"][1]) < colours.luminance(made["fill"][3])
    assert made["fill"][2] is None
    apart = colours.coloured([1, 2, 10, 20, 7], by=["a", "a", "b", "b", "c"])["fill"]
    assert list(apart[:2]) == list(apart[2:4])  # each from its own lowest to its own highest
    assert apart[4] not in (None, apart[0], apart[1])  # alone: neither low nor high
