"""Copies of one text count once: near-duplicates by SimHash of words (Charikar 2002), found by bands of equal bits."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import datetime

import numpy as np
import numpy.typing as npt
from sqlalchemy import update
from sqlmodel import Session, col, select

from extract.document import BlockKind, Document
from extract.text.clean import fold
from store.clock import utcnow
from store.models import Document as Row

BITS = 64
NEAR = 3  # bits that may differ between copies
SHINGLE = 3  # words
SHORTEST = 60  # words: shorter texts are too alike to be called copies


def simhash(document: Document) -> int:
    """64 bits over the article's word triples, as a signed integer; 0 for a text too short to compare."""
    words = re.findall(r"\w+", fold(" ".join(document.slice(b) for b in document.blocks if b.kind is not BlockKind.NOISE)))
    if len(words) < SHORTEST:
        return 0
    shingles = Counter(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    hashes = np.frombuffer(b"".join(hashlib.blake2b(s.encode(), digest_size=8).digest() for s in shingles), dtype=np.uint8)
    bits = np.unpackbits(hashes.reshape(-1, 8), axis=1).astype(np.int64) * 2 - 1
    votes = (bits * np.fromiter(shingles.values(), dtype=np.int64)[:, None]).sum(axis=0) > 0
    return int(np.packbits(votes).view(">i8")[0])


def mark_twins(session: Session, now: datetime | None = None) -> int:
    """Set ``twin_of`` of every current copy to the first document with the same text, and clear it where that no longer holds.

    Copies of copies are copies of the first one. The caller commits.

    Returns:
        The number of copies.
    """
    rows = session.execute(
        select(Row.id, Row.simhash, Row.twin_of).where(Row.current, Row.simhash != 0).order_by(col(Row.id))
    ).all()
    first = _first_copies([int(r[0]) for r in rows], np.array([r[1] for r in rows], dtype=np.int64).view(np.uint64))
    changed = [{"id": r[0], "twin_of": first.get(r[0]), "changed_at": now or utcnow()} for r in rows if r[2] != first.get(r[0])]
    if changed:
        session.execute(update(Row), changed)
    return len(first)


def _first_copies(ids: list[int], hashes: npt.NDArray[np.uint64]) -> dict[int, int]:
    """Each copy's first one: groups of near hashes, by union over bands of equal bits."""
    parent = list(range(len(ids)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for band in range(4):  # two hashes that differ in at most 3 bits agree in one of 4 bands of 16
        keys = (hashes >> np.uint64(16 * band)) & np.uint64(0xFFFF)
        order = np.argsort(keys, kind="stable")
        for group in np.split(order, np.flatnonzero(np.diff(keys[order])) + 1):
            for j in range(1, len(group)):
                for i in group[:j][np.bitwise_count(hashes[group[:j]] ^ hashes[group[j]]) <= NEAR]:
                    a, b = sorted((root(int(i)), root(int(group[j]))))
                    parent[b] = a
    return {ids[i]: ids[root(i)] for i in range(len(ids)) if root(i) != i}
