"""How sure a value is, as signs beside it: never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from extract.language import Lang, number

STATES = {"contradicted": "≠", "confirmed": "✓", "corrected": "✎", "single": ""}
GRADES = {"uncertain": "?", "inherited": "", "sure": ""}


def signs(row: Mapping[Any, Any]) -> str:
    """≠ contradicted, ✓ confirmed, ✎ corrected, and ? uncertain."""
    return STATES.get(str(row.get("state", "")), "") + GRADES.get(str(row.get("grade", "")), "")


def value(row: Mapping[Any, Any], lang: Lang) -> str:
    """A value as the language writes it; a band as its label."""
    figure = row.get("number")
    return str(row.get("label") or "") if figure is None or pd.isna(figure) else number(float(figure), lang)


def shown(row: Mapping[Any, Any], lang: Lang) -> str:
    """A value with its signs."""
    return f"{value(row, lang)} {signs(row)}".strip()
