"""Two languages for everything that a person reads: texts by key, numbers and dates as each language writes them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from extract.errors import VocabularyError

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = ("vi", "en")


def preferred(environ: Mapping[str, str] = os.environ) -> Lang:
    """The user's language: XEPHANG_LANG, else the locale; Vietnamese for a Vietnamese locale, English otherwise."""
    for name in ("XEPHANG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "").lower()
        if value:
            return "vi" if value.startswith("vi") else "en"
    return "en"


@cache
def load(folder: Path, lang: Lang) -> Mapping[str, str]:
    """The texts of ``folder/LANG.yaml``: nested keys joined by dots.

    Raises:
        VocabularyError: the file is missing or a text is no string.
    """
    path = folder / f"{lang}.yaml"
    try:
        tree = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise VocabularyError(f"Không đọc được {path.name}: {error}", f"Cannot read {path.name}: {error}") from error
    flat: dict[str, str] = {}

    def walk(prefix: str, node: object) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                walk(f"{prefix}.{key}" if prefix else str(key), value)
        elif isinstance(node, str):
            flat[prefix] = node
        else:
            raise VocabularyError(f"{path.name}: mục {prefix} phải là chữ", f"{path.name}: entry {prefix} must be text")

    walk("", tree)
    return flat


class Texts:
    """The texts of one folder in one language; call with a key and the values to fill in."""

    def __init__(self, folder: Path, lang: Lang) -> None:
        self.lang: Lang = lang
        self._texts = load(folder, lang)

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``key`` with ``{name}`` places filled. A missing key is a programmer's error: ``KeyError``."""
        text = self._texts[key]
        return text.format(**values) if values else text


def number(value: float, lang: Lang, digits: int | None = None) -> str:
    """``value`` as ``lang`` writes it: ``1.234,5`` in Vietnamese, ``1,234.5`` in English; at most ``digits`` decimals (6)."""
    places = 6 if digits is None else digits
    text = f"{value:,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if lang == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def day(value: date | datetime, lang: Lang, short: bool = False) -> str:
    """A date as ``lang`` writes it: ``22/11/2021`` in Vietnamese, ``22 November 2021`` in English (``short``: ``22 Nov 2021``)."""
    if lang == "vi":
        return f"{value:%d/%m/%Y}"
    months = "January February March April May June July August September October November December".split()
    month = months[value.month - 1]
    return f"{value.day} {month[:3] if short else month} {value.year}"
