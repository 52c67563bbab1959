"""What is worth fetching: the words of a title decide, before a byte of the article is asked for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from extract.text.clean import fold


@cache
def _words() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("focus.yaml").read_text("utf-8"))
    return loaded


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(fold(word)) for word in _words()["keep"]) + r")\b")


def worth(title: str) -> bool:
    """Whether a title (or the text of a link) speaks of rankings."""
    return bool(_pattern().search(" ".join(re.split(r"[\s_–-]+", fold(title)))))


def keywords() -> tuple[str, ...]:
    """What a source's own search is asked for."""
    return tuple(_words()["search"])
