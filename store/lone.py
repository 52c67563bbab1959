"""Cells with one observation and nothing said about it: nearly all of the panel, brought up in sets, never row by row.

Three temporary tables: ``lone`` holds the observations that are alone in their cell, ``kept`` the results of other cells that stay,
``gone`` the results that were closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from extract.text.clean import fold
from store.models import CELL
from store.parts import analyzed, at, quoted, same, temporary
from store.said import Said


def find(connection: Connection, said: Said, part: Sequence[str]) -> None:
    """Fill ``lone`` for the cells of ``part``: one open observation, no correction, no review, no other spelling of its criterion."""
    _special(connection, said)
    _spelled(connection, part)
    temporary(connection, "lone", "id BIGINT PRIMARY KEY")
    connection.execute(
        text(
            f"INSERT INTO lone SELECT min(o.id) FROM part AS p CROSS JOIN observation AS o WHERE {same('o', 'p', part)} "
            f'AND o.closed_at IS NULL AND p."year" <> 0 AND o.criterion NOT IN (SELECT criterion FROM spelled) '
            f"GROUP BY {quoted(CELL, 'o')} HAVING count(*) = 1 AND min(o.id) NOT IN (SELECT id FROM special)"
        )
    )
    temporary(connection, "kept", "id BIGINT PRIMARY KEY")
    analyzed(connection, "lone", "kept")


def close(connection: Connection, said: Said, part: Sequence[str]) -> tuple[int, int]:
    """Close what stands in ``part`` and does not hold: how many results were closed, how many stay."""
    temporary(connection, "gone", "id BIGINT PRIMARY KEY")
    standing = f"FROM part AS p CROSS JOIN result AS r WHERE {same('r', 'p', part)} AND r.closed_at IS NULL"
    holds = (
        "r.reason = 'only' AND r.support = 1 AND r.correction_id IS NULL AND EXISTS (SELECT 1 FROM lone AS l JOIN observation AS o "
        "ON o.id = l.id WHERE l.id = r.observation_id AND o.grade = r.grade AND o.criterion = r.criterion)"
    )
    gone = connection.execute(
        text(f"INSERT INTO gone SELECT r.id {standing} AND NOT ({holds}) AND r.id NOT IN (SELECT id FROM kept)")
    ).rowcount
    stood = connection.execute(text(f"SELECT count(*) {standing}")).scalar_one()
    if gone:
        analyzed(connection, "gone")
        connection.execute(at("UPDATE result SET closed_at = :at WHERE id IN (SELECT id FROM gone)", said.at))
    return gone, stood - gone


def open_all(connection: Connection, said: Said) -> int:
    """Open a result for every observation of ``lone`` that has none; how many."""
    made = quoted(
        (*CELL, "subject_kind", "number", "label", "observation_id", "support", "dissent", "grade", "state", "reason", "since")
    )
    taken = quoted((*CELL, "subject_kind", "number", "label", "id"), "o")
    return connection.execute(
        at(
            f"INSERT INTO result ({made}) SELECT {taken}, 1, 0, o.grade, 'single', 'only', :at FROM lone AS l "
            "CROSS JOIN observation AS o WHERE o.id = l.id AND NOT EXISTS "
            "(SELECT 1 FROM result AS r WHERE r.observation_id = o.id AND r.closed_at IS NULL)",
            said.at,
        )
    ).rowcount


def reopened(connection: Connection) -> int:
    """How many of the cells whose results were closed have a new one."""
    count: int = connection.execute(
        text(
            "SELECT count(*) FROM gone AS g CROSS JOIN result AS old WHERE old.id = g.id AND EXISTS "
            f"(SELECT 1 FROM result AS r WHERE {same('r', 'old', CELL)} AND r.closed_at IS NULL)"
        )
    ).scalar_one()
    return count


def _special(connection: Connection, said: Said) -> None:
    """The observations that people have said something about."""
    temporary(connection, "special", "id BIGINT PRIMARY KEY")
    temporary(connection, "reviewed", "observation TEXT PRIMARY KEY")
    if said.corrections:
        connection.execute(text("INSERT INTO special VALUES (:id)"), [{"id": i} for i in said.corrections])
    if said.reviews:
        connection.execute(text("INSERT INTO reviewed VALUES (:key)"), [{"key": key} for key in said.reviews])
        connection.execute(
            text(
                "INSERT INTO special SELECT o.id FROM reviewed AS v CROSS JOIN observation AS o "
                "WHERE o.key = v.observation AND o.id NOT IN (SELECT id FROM special)"
            )
        )


def _spelled(connection: Connection, part: Sequence[str]) -> None:
    """The criteria of ``part`` that are spelled in several ways."""
    temporary(connection, "spelled", "criterion TEXT PRIMARY KEY")
    found = connection.execute(
        text(
            f"SELECT DISTINCT o.criterion FROM part AS p CROSS JOIN observation AS o WHERE {same('o', 'p', part)} "
            "AND o.closed_at IS NULL"
        )
    ).scalars()
    spellings: dict[str, list[str]] = {}
    for criterion in found:
        spellings.setdefault(fold(criterion), []).append(criterion)
    several = [{"criterion": c} for group in spellings.values() if len(group) > 1 for c in group]
    if several:
        connection.execute(text("INSERT INTO spelled VALUES (:criterion)"), several)
