"""The sample pages of a source and what they really say: compared offline with what is read from them today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from crawler.article import read_article
from crawler.charset import decode
from crawler.listing import find_links
from crawler.presets import preset
from extract.errors import SourceError

LIST, ARTICLE, EXPECTED = "list.html", "article.html", "expected.yaml"
OPEN = "TODO"  # what a person has not filled in yet


def differences(folder: Path) -> list[tuple[str, str, str]]:
    """What is read otherwise than a fixture expects, or is still open: (field, expected, read).

    Raises:
        SourceError: the fixture lacks a file or a field.
    """
    try:
        expected: dict[str, Any] = yaml.safe_load((folder / EXPECTED).read_text("utf-8"))
        chosen = preset(expected["system"])
        article = read_article(chosen, decode((folder / ARTICLE).read_bytes()), expected["article_url"])
        links = find_links(chosen, decode((folder / LIST).read_bytes()), expected["list_url"])
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise SourceError(f"Mẫu {folder.name} không đọc được: {error}", f"Unreadable fixture {folder.name}: {error}") from error
    read: dict[str, Any] = {
        "title": article.title,
        "date": article.date,
        "text": article.text,
        "files": [file.title for file in article.files],
        "links": [[link.title, link.date] for link in links],
    }
    return [
        (name, _say(expected.get(name, OPEN)), _say(value))
        for name, value in read.items()
        if not _agrees(name, expected.get(name, OPEN), value)
    ]


def _agrees(name: str, expected: Any, read: Any) -> bool:
    if expected == OPEN:
        return False
    if name == "text":
        return bool(expected) and str(read).startswith(str(expected))
    if name == "links":
        return bool(expected) and list(read[: len(expected)]) == [list(pair) for pair in expected]
    return bool(expected == read)


def _say(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)[:100]
