"""Indexes that are components of another: inside the ICT Index, "chỉ số ứng dụng CNTT" is a criterion."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.mentions.mention import Mention, Sort
from extract.observation import Index

# Vietnam ICT Index: infrastructure (technical, human) and application are its component indexes (method of the Association for Informatics)
_COMPONENTS = {Index.ICT_INDEX: {Index.IT_APPLICATION}}
_PORTAL = re.compile(r"(?:trang|cổng|website)[ /].{0,12}thông tin điện tử|website", re.I)
_HEAD = re.compile(r"^(?:chỉ số|mức độ|về|xếp hạng|đánh giá)\s+", re.I)


def components(mentions: list[Mention], whole: Index | None, text: str) -> list[Mention]:
    """``mentions`` in which the names of component indexes of ``whole`` are criteria, without common words that are criteria of another index."""
    parts = _COMPONENTS.get(whole, set()) if whole is not None else set()
    spoken = {m.data for m in mentions if m.sort is Sort.INDEX} or {whole}
    mentions = [m for m in mentions if m.sort is not Sort.CRITERION or m.data is None or m.data in spoken]
    if whole is Index.PORTAL:  # the portal itself is what is scored there
        mentions = [m for m in mentions if m.sort is not Sort.CRITERION or not _PORTAL.fullmatch(m.name or "")]
    return [
        replace(m, sort=Sort.CRITERION, name=_HEAD.sub("", text[m.start : m.end]))
        if m.sort is Sort.INDEX and m.data in parts
        else m
        for m in mentions
    ]
