"""Regions inside which ranks hold: "vùng đồng bằng sông Hồng", "Tây Nguyên". Names in ``vocabulary/cues.yaml``."""

from __future__ import annotations

from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage


def regions(passage: Passage, start: int, end: int) -> list[Mention]:
    """The regions that ``text[start:end]`` names, as written."""
    text = passage.text
    return [
        Mention(Sort.REGION, hit.start, hit.end, name=text[hit.start : hit.end]) for hit in passage.longest("region", start, end)
    ]
