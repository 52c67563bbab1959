"""Tells an article from what surrounds it: menus, counters, polls, related news. Words in ``vocabulary/noise.yaml``."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import vocabulary
from extract.mentions.published import is_stamp
from extract.text.clean import fold, squeeze

PROSE = 250  # characters that no headline has
LONGEST_HEADING = 60  # characters: "Các tin khác" is a heading, a sentence that begins so is none


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(vocabulary("noise")[kind])


@cache
def _markup() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _words("markup")))
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:s?\d*)(?:$|[\s_-])|(?:{'|'.join(w for w in _words('markup') if len(w) > 6)})")


def is_noise_markup(names: str) -> bool:
    """Whether an element's class, id and role (joined by blanks) mark it as surroundings."""
    return bool(names) and _markup().search(names.lower()) is not None


def is_noise_heading(text: str) -> bool:
    """Whether ``text`` heads a list of other items, a poll or a counter."""
    key = re.sub(r"^\W+", "", fold(squeeze(text)))
    return len(key) <= LONGEST_HEADING and key.startswith(_words("headings"))


def is_noise_line(text: str) -> bool:
    """Whether a line is a counter, a footer, a button or the time of posting by its own words."""
    key = re.sub(r"^\W+", "", fold(squeeze(text)))
    if key in ("", "null", "print", "top"):
        return True
    if re.search(r"[(\[]\s*\d{1,2}/\d{1,2}/\d{4}\s*[)\]]$", squeeze(text)) or re.search(r"\d diem \( ?\d+ danh gia", key):
        return True  # another item's headline with its date; a rating widget
    if key.isdigit():  # a hit counter prints one digit a line; a table's cells are kept, see the flattened tables
        return False
    return (len(key) <= 4 * LONGEST_HEADING and key.startswith(_words("lines"))) or is_stamp(text)
