"""Copies of one text count once: near-duplicates by SimHash of words (Charikar 2002), found by bands of equal bits."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import numpy as np
from sqlmodel import Session, col, select

from extract.document import BlockKind, Document
from extract.text.clean import fold
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


def mark_twins(session: Session) -> int:
    """Set ``twin_of`` of every current copy to the first document with the same text; the number of copies."""
    rows = session.exec(select(Row.id, Row.simhash).where(Row.current, Row.simhash != 0).order_by(col(Row.id))).all()
    if not rows:
        return 0
    ids = np.array([r[0] for r in rows])
    hashes = np.array([r[1] for r in rows], dtype=np.int64).view(np.uint64)
    first: dict[int, int] = {}
    for band in range(4):  # two hashes that differ in at most 3 bits agree in one of 4 bands of 16
        keys = (hashes >> np.uint64(16 * band)) & np.uint64(0xFFFF)
        order = np.argsort(keys, kind="stable")
        for group in np.split(order, np.flatnonzero(np.diff(keys[order])) + 1):
            for j in range(1, len(group)):
                same = np.bitwise_count(hashes[group[:j]] ^ hashes[group[j]]) <= NEAR
                if same.any():
                    original = int(ids[group[:j][same].min()])
                    copy = int(ids[group[j]])
                    first[copy] = min(first.get(copy, original), original)
    for row in session.exec(select(Row).where(col(Row.id).in_(list(first)))) if first else ():
        row.twin_of = first[row.id or 0]
        session.add(row)
    session.commit()
    return len(first)
