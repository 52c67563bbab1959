"""What people and sources say beside the observations, as a consolidation looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.corrections import Correction
from store.models import Review


@dataclass(frozen=True, slots=True)
class Said:
    """``corrections`` by the number of their observation, ``reviews`` by the key of theirs, ``primary``: by source, the indexes that it publishes."""

    at: datetime  # when the results that are made now begin
    corrections: dict[int, Correction]
    reviews: dict[str, Review]
    primary: dict[str, list[str]]
