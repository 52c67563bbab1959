"""The store's own words in both languages, out of ``texts.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    made: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text("utf-8"))
    return made


def word(group: str, key: str, lang: str) -> str:
    """The word for ``key`` of ``group`` in ``lang``; the key itself where there is none."""
    return _texts().get(group, {}).get(key, {}).get(lang, key)
