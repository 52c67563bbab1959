"""The dashboard's own typeface, which comes with Streamlit and has all Vietnamese letters, measured for pictures of text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from PIL import ImageFont

from extract.errors import UnreadableError

Weight = Literal["Regular", "Semibold"]
_WORD = re.compile(r"\n|[^\S\n]+|\S{1,60}")  # what is longer is no word, and measuring it takes the square of its length


@cache
def face(size: int, weight: Weight = "Regular") -> ImageFont.FreeTypeFont:
    """The typeface at ``size`` pixels.

    Raises:
        UnreadableError: the installed Streamlit has no such file.
    """
    found = find_spec("streamlit")  # not imported: a worker that draws needs nothing else of it
    folder = Path(found.origin).parent if found and found.origin else Path()
    path = next(folder.glob("static/static/media/SourceSansVF-Upright*.woff2"), None)
    if path is None:
        raise UnreadableError("Không có phông chữ để vẽ trang", "There is no typeface to draw the page with")
    made = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    made.set_variation_by_name(weight)
    return made


class _Lengths(Sequence[float]):
    """The lengths of the beginnings of a word, measured as they are asked for."""

    def __init__(self, font: ImageFont.FreeTypeFont, word: str) -> None:
        self.font, self.word = font, word

    def __len__(self) -> int:
        return len(self.word) + 1

    def __getitem__(self, count: Any) -> Any:
        return self.font.getlength(self.word[:count])


@lru_cache(maxsize=20_000)
def measured(font: ImageFont.FreeTypeFont, text: str) -> float:
    """How many pixels ``text`` is long."""
    return font.getlength(text)


def lines(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[tuple[int, int]]:
    """Where ``text`` breaks into lines of at most ``width`` pixels, as spans; words longer than a line are cut."""
    made: list[tuple[int, int]] = []
    start, used, blank = 0, 0.0, 0.0  # of the line; ``blank``: the white space before the next word
    end = 0
    for word in _WORD.finditer(text):
        if word[0] == "\n":
            made.append((start, end))
            start = end = word.end()
            used = blank = 0.0
            continue
        long = measured(font, word[0])
        if word[0].isspace():
            blank = long
            continue
        if used and used + blank + long > width:
            made.append((start, end))
            start, used, blank = word.start(), 0.0, 0.0
        at = word.start()
        while long > width and word.end() - at > 1:
            fits = max(1, bisect_right(_Lengths(font, text[at : word.end()]), width) - 1)
            made.append((start, at + fits))
            at += fits
            start, long = at, measured(font, text[at : word.end()])
        used, blank, end = used + blank + long, 0.0, word.end()
    return [*made, (start, end)] if end > start or not made else made
