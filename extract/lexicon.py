"""Loads the YAML files of ``extract/vocabulary``: names, aliases, headings and keywords are data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extract.errors import VocabularyError

FOLDER = Path(__file__).with_name("vocabulary")


@cache
def vocabulary(name: str) -> Any:
    """The content of ``vocabulary/NAME.yaml``.

    Raises:
        VocabularyError: the file is missing or is no YAML.
    """
    path = FOLDER / f"{name}.yaml"
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise VocabularyError(
            f"Không đọc được từ vựng {path.name}: {error}", f"Cannot read the vocabulary {path.name}: {error}"
        ) from error
