"""Criteria by the names that the programmes give them (``vocabulary/criteria.yaml``)."""

from __future__ import annotations

from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage
from extract.observation import Index


def criteria(passage: Passage, start: int, end: int) -> list[Mention]:
    """The criteria of the vocabulary that ``text[start:end]`` names, as written.

    One that is a common word elsewhere has in ``data`` the index that the text must speak of.
    """
    text = passage.text
    return [
        Mention(
            Sort.CRITERION,
            hit.start,
            hit.end,
            name=text[hit.start : hit.end],
            data=Index(hit.label) if hit.label else None,
        )
        for hit in passage.longest("criterion", start, end)
    ]
