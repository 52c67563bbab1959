"""Words as PDF readers and recognisers give them, with their boxes."""

from __future__ import annotations

from dataclasses import dataclass

from extract.readers.pages import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box."""

    text: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.box[3] - self.box[1]


Segment = list[Word]  # words of a line with no wide gap between them
