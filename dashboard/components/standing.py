"""How sure a value is, as signs beside it: never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from extract.language import Lang, number

STATES = {"contradicted": "≠", "confirmed": "✓", "corrected": "✎", "single": ""}
GRADES = {"uncertain": "?", "inherited": "", "sure": ""}


def signs(rows: pd.DataFrame) -> list[str]:
    """For each of ``rows`` (state, grade) ≠ contradicted, ✓ confirmed, ✎ corrected, and ? uncertain."""
    return [STATES.get(state, "") + GRADES.get(grade, "") for state, grade in zip(rows["state"], rows["grade"], strict=True)]


def value(row: Mapping[Any, Any], lang: Lang) -> str:
    """A value as the language writes it; a band as its label."""
    figure = row.get("number")
    return str(row.get("label") or "") if figure is None or pd.isna(figure) else number(float(figure), lang)
