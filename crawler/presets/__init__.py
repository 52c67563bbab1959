"""The portal systems: one module each with a ``PRESET``; a new system is a new file in this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from crawler.preset import Preset
from extract.errors import SourceError


@cache
def presets() -> dict[str, Preset]:
    """Every preset by name, ``generic`` last."""
    names = sorted((m.name for m in pkgutil.iter_modules(__path__)), key=lambda name: (name == "generic", name))
    return {name: importlib.import_module(f"{__name__}.{name}").PRESET for name in names}


def preset(name: str) -> Preset:
    """The preset of a portal system.

    Raises:
        SourceError: no such system.
    """
    try:
        return presets()[name]
    except KeyError:
        known = ", ".join(presets())
        raise SourceError(
            f"Không có hệ cổng thông tin {name!r} (có: {known})", f"There is no portal system {name!r} (there are: {known})"
        ) from None


def recognise(html: str, url: str) -> str:
    """The portal system that a page betrays by its marks and addresses; ``generic`` where none does."""
    scores = {name: found.score(html, url) for name, found in presets().items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else "generic"
