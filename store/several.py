"""Cells with several observations, or with something said about one: each is chosen by the rules of ``store.choice``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Table, exists, insert, or_, select, text
from sqlmodel import col

from extract.text.clean import fold
from store.choice import Candidate, choose
from store.models import CELL, Capture, Decision, Document, Observation, Result, Source
from store.parts import analyzed, quoted, same, temporary
from store.said import Said

SHOWN = ("criterion", "observation_id", "number", "label", "support", "dissent", "grade", "state", "reason", "correction_id")
CHUNK = 5000  # rows a statement
CRITERION = CELL.index("criterion")
RESULT = cast(Table, Result.__table__)  # type: ignore[attr-defined]
Key = tuple[str | int, ...]


def choose_all(connection: Connection, said: Said, part: Sequence[str]) -> list[dict[str, Any]]:
    """The results of these cells that do not stand yet; those that do are put into ``kept``."""
    cells, spelled, dropped = _cells(connection, said, part)
    if not cells:
        return []
    standing = _standing(connection, part)
    fresh, kept = [], []
    for key, candidates in cells.items():
        made = dict(zip(CELL, key, strict=True)) | {"criterion": spelled[key]} | _result(said, candidates, dropped.get(key))
        old = standing.get(key)
        if old is not None and all(getattr(old, name) == made[name] for name in SHOWN):
            kept.append({"id": old.id})
        else:
            fresh.append(made)
    for i in range(0, len(kept), CHUNK):
        connection.execute(text("INSERT INTO kept VALUES (:id)"), kept[i : i + CHUNK])
    analyzed(connection, "kept")
    return fresh


def open_all(connection: Connection, said: Said, fresh: list[dict[str, Any]]) -> int:
    """Open these results; how many."""
    for i in range(0, len(fresh), CHUNK):
        connection.execute(insert(RESULT), [{**made, "since": said.at} for made in fresh[i : i + CHUNK]])
    return len(fresh)


def _cells(
    connection: Connection, said: Said, part: Sequence[str]
) -> tuple[dict[Key, list[Candidate]], dict[Key, str], dict[Key, str]]:
    """The candidates of every cell, in the order of their numbers, the spelling that its criterion is shown in, and the correction that
    dropped others."""
    cells: dict[Key, list[Candidate]] = defaultdict(list)
    spelled: dict[Key, str] = {}
    dropped: dict[Key, str] = {}
    papers: dict[int, Any] = {}
    for row in _rows(connection, part, papers):
        key, criterion = _key(row), row[CRITERION]
        number, name, kind, value, label, raw, grade, in_table, document = row[len(CELL) :]
        spelled[key] = min(spelled.get(key, criterion), criterion)
        review, correction = said.reviews.get(name), said.corrections.get(number)
        if correction and correction.action == "drop":
            dropped[key] = correction.id
            continue
        if review and review.verdict != "right":
            continue
        twin, published, source, approving = papers[document]
        primary = row[0] in said.primary.get(source, ())
        cells[key].append(
            Candidate(
                number, kind, value, label, raw, "sure" if review else grade, bool(in_table), twin or document, bool(approving), primary, published
            )
        )  # fmt: skip
    return cells, spelled, dropped


def _rows(connection: Connection, part: Sequence[str], papers: dict[int, Any]) -> Iterator[Any]:
    """Observations of cells that are not in ``lone``; their documents are put into ``papers``, each once."""
    temporary(connection, "several", "id BIGINT PRIMARY KEY")
    connection.execute(
        text(
            f"INSERT INTO several SELECT o.id FROM part AS p CROSS JOIN observation AS o WHERE {same('o', 'p', part)} "
            'AND o.closed_at IS NULL AND p."year" <> 0 AND NOT EXISTS (SELECT 1 FROM lone AS l WHERE l.id = o.id)'
        )
    )
    analyzed(connection, "several")
    papers |= {row[0]: tuple(row[1:]) for row in connection.execute(_papers())}
    names = quoted((*CELL, "id", "key", "subject_kind", "number", "label", "raw", "grade", "in_table", "document_id"), "o")
    query = f"SELECT {names} FROM several AS s CROSS JOIN observation AS o WHERE o.id = s.id ORDER BY s.id"
    yield from connection.execute(text(query), execution_options={"yield_per": CHUNK})


def _papers() -> Any:
    """What the rules look at in the documents of ``several``: first copy, date, source, whether it approves."""
    own = text("SELECT o.document_id FROM several AS s JOIN observation AS o ON o.id = s.id").columns(Observation.document_id)  # type: ignore[arg-type]
    approving = exists().where(
        col(Decision.document_id) == col(Document.id),
        col(Decision.approves),
        or_(col(Source.kind) == "publisher", col(Document.reader) != "html"),
    )
    return (
        select(col(Document.id), col(Document.twin_of), col(Document.published), col(Capture.source_id), approving)
        .join(Capture, col(Capture.id) == Document.capture_id)
        .join(Source, col(Source.id) == Capture.source_id)
        .where(col(Document.id).in_(own))
    )


def _standing(connection: Connection, part: Sequence[str]) -> dict[Key, Any]:
    """The standing results of ``part`` whose observation is not in ``lone``, by cell."""
    names = quoted(
        (*CELL, "id", "observation_id", "number", "label", "support", "dissent", "grade", "state", "reason", "correction_id"), "r"
    )
    query = (
        f"SELECT {names} FROM part AS p CROSS JOIN result AS r WHERE {same('r', 'p', part)} AND r.closed_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM lone AS l WHERE l.id = r.observation_id)"
    )
    return {_key(row): row for row in connection.execute(text(query))}


def _key(row: Sequence[Any]) -> Key:
    """The cell that a row begins with, with the criterion's spelling out of the way."""
    return (*row[:CRITERION], _folded(row[CRITERION]), *row[CRITERION + 1 : len(CELL)])


@lru_cache(maxsize=100_000)
def _folded(criterion: str) -> str:
    return fold(criterion)


def _result(said: Said, candidates: list[Candidate], dropped: str | None) -> dict[str, Any]:
    choice = choose(candidates)
    chosen = choice.chosen
    made: dict[str, Any] = {
        "subject_kind": chosen.kind, "number": chosen.number, "label": chosen.label, "observation_id": chosen.id, "support": choice.support,
        "dissent": choice.dissent, "grade": chosen.grade, "state": choice.state, "reason": choice.reason, "correction_id": dropped,
    }  # fmt: skip
    correction = next((said.corrections[c.id] for c in candidates if c.id in said.corrections), None)
    if correction is None:
        return made
    made["correction_id"] = correction.id
    if correction.action == "mark":
        return made | {"grade": "uncertain"}
    value = correction.value
    number, label = (None, value) if isinstance(value, str) else (value, None)
    return made | {"number": number, "label": label, "state": "corrected", "reason": "correction"}
