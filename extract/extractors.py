"""Which extractors read: the grammar always, and beside it those that the setting XEPHANG_EXTRACTORS names."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping

from extract.errors import UsageError
from extract.extractor import Extractor
from extract.grammar import Grammar

SETTING = "XEPHANG_EXTRACTORS"  # "package.module:Class", several parted by commas


def chosen(environ: Mapping[str, str] = os.environ) -> tuple[Extractor, ...]:
    """The extractors in order; the first one's verdict, decisions and counter of unread mentions are the document's.

    Raises:
        UsageError: the setting names what cannot be imported, or two extractors of one name.
    """
    wanted = [name.strip() for name in environ.get(SETTING, "").split(",") if name.strip()]
    found: list[Extractor] = [Grammar(), *map(_load, wanted)]
    if len({extractor.name for extractor in found}) < len(found):
        raise UsageError(f"{SETTING}: hai bộ đọc trùng tên", f"{SETTING}: two extractors have one name")
    return tuple(found)


def _load(name: str) -> Extractor:
    module, _, attribute = name.partition(":")
    try:
        made: Extractor = getattr(importlib.import_module(module), attribute)()
    except Exception as error:
        raise UsageError(f"{SETTING}: không nạp được {name} ({error})", f"{SETTING}: cannot load {name} ({error})") from error
    if not all(hasattr(made, wanted) for wanted in ("name", "version", "read")):
        raise UsageError(f"{SETTING}: {name} không phải bộ đọc", f"{SETTING}: {name} is no extractor")
    return made
