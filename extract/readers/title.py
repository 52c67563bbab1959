"""The title of an official document: its kind in capitals ("QUYẾT ĐỊNH") and the subject under it."""

from __future__ import annotations

import re
from functools import cache

from extract.document import BlockKind, Document
from extract.lexicon import vocabulary
from extract.text.clean import squeeze, tone_key

_FIRST = 40  # blocks within which a letterhead ends
_LONGEST = 400  # characters of a subject
_ENACTS = re.compile(r"^(?:căn cứ|điều \d|theo đề nghị|xét đề nghị|kính gửi|(?:chủ tịch |giám đốc )?(?:uỷ|ủy) ban)", re.I)


_ABOUT = re.compile(r"^\s*v/v\s", re.I)  # an official letter has its subject under its number


@cache
def _kind() -> re.Pattern[str]:
    named = vocabulary("document_kinds")
    words = "|".join(re.escape(word) for word in (*named["results"], *named["plans"]))
    return re.compile(rf"^({words})\s*:?(?:\s+(.+))?$", re.S)


def office_title(document: Document) -> str:
    """Kind and subject of ``document`` in one line; empty where no line names a kind."""
    blocks = [b for b in document.blocks[:_FIRST] if b.kind is not BlockKind.NOISE]
    for i, block in enumerate(blocks):
        if block.table is not None:
            break
        match = _kind().match(squeeze(document.slice(block)))
        if match is None:
            continue
        parts = [match[2]] if match[2] else []
        for below in blocks[i + 1 : i + 4]:
            text = squeeze(document.slice(below))
            if below.table is not None or _ENACTS.match(text) or len(text) > _LONGEST or (parts and not _open(parts[-1], text)):
                break
            parts.append(text)
        subject = squeeze(" ".join(parts))
        return f"{match[1]} {subject}"[:_LONGEST] if subject else ""
    return next((squeeze(document.slice(b)) for b in blocks if _ABOUT.match(document.slice(b))), "")


def _open(above: str, below: str) -> bool:
    """Whether a subject goes on in the next line: it did not end, and that line begins in lower case."""
    return not above.endswith((".", ";", ":")) and below[:1].islower()


@cache
def _plans() -> tuple[str, ...]:
    return tuple(tone_key(word) for word in vocabulary("document_kinds")["plans"])


def is_plan(title: str) -> bool:
    """Whether a title is that of a plan, a programme or a guide."""
    return tone_key(title).removeprefix("v/v ").startswith(_plans())


def looks_back(heading: str) -> bool:
    """Whether a heading in a plan announces results."""
    return re.search(vocabulary("document_kinds")["looking_back"], tone_key(heading)) is not None
