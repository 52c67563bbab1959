"""Cells with one observation and nothing said about it: nearly all of the panel, brought up in sets, never row by row.

Temporary tables: ``lone`` holds the observations that are alone in their cell with all that their results take, ``stood`` the results of the
part that stood, ``kept`` those of other cells that stay, ``gone`` those that were closed. Nothing is joined with the whole store again: what
a part costs must not grow with the store, whatever a planner thinks.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from extract.text.clean import fold
from store.models import CELL
from store.parts import TYPES, analyzed, at, quoted, same, temporary
from store.said import Said

LONE = ", ".join(
    [
        "id BIGINT PRIMARY KEY",
        *(f'"{name}" {TYPES.get(name, "TEXT")}' for name in CELL),
        "subject_kind TEXT, number DOUBLE PRECISION, label TEXT, grade TEXT",
    ]
)


def find(connection: Connection, said: Said, part: Sequence[str]) -> None:
    """Fill ``lone`` for the cells of ``part``: one open observation, no correction, no review, no other spelling of its criterion."""
    _special(connection, said)
    _spelled(connection, part)
    temporary(connection, "lone", LONE)
    once = ", ".join(f"min(o.{name})" for name in ("subject_kind", "number", "label", "grade"))
    connection.execute(
        text(
            f"INSERT INTO lone SELECT min(o.id), {quoted(CELL, 'o')}, {once} FROM part AS p CROSS JOIN observation AS o "
            f"WHERE {same('o', 'p', part)} "
            f'AND o.closed_at IS NULL AND p."year" <> 0 AND o.criterion NOT IN (SELECT criterion FROM spelled) '
            f"GROUP BY {quoted(CELL, 'o')} HAVING count(*) = 1 AND min(o.id) NOT IN (SELECT id FROM special)"
        )
    )
    temporary(connection, "kept", "id BIGINT PRIMARY KEY")
    analyzed(connection, "lone", "kept")


def close(connection: Connection, said: Said, part: Sequence[str]) -> tuple[int, int]:
    """Close what stands in ``part`` and does not hold: how many results were closed, how many stay."""
    temporary(connection, "stood", "id BIGINT PRIMARY KEY, observation BIGINT, plain INTEGER, grade TEXT, criterion TEXT")
    temporary(connection, "gone", "id BIGINT PRIMARY KEY")
    stood = connection.execute(
        text(
            "INSERT INTO stood SELECT r.id, r.observation_id, "
            "CASE WHEN r.reason = 'only' AND r.support = 1 AND r.correction_id IS NULL THEN 1 ELSE 0 END, r.grade, r.criterion "
            f"FROM part AS p CROSS JOIN result AS r WHERE {same('r', 'p', part)} AND r.closed_at IS NULL"
        )
    ).rowcount
    connection.execute(text("CREATE INDEX stood_observation ON stood (observation)"))
    analyzed(connection, "stood")
    gone = connection.execute(
        text(
            "INSERT INTO gone SELECT s.id FROM stood AS s WHERE NOT (s.plain = 1 AND EXISTS (SELECT 1 FROM lone AS l "
            "WHERE l.id = s.observation AND l.grade = s.grade AND l.criterion = s.criterion)) "
            "AND NOT EXISTS (SELECT 1 FROM kept AS k WHERE k.id = s.id)"
        )
    ).rowcount
    if gone:
        analyzed(connection, "gone")
        connection.execute(at("UPDATE result SET closed_at = :at WHERE id IN (SELECT id FROM gone)", said.at))
    return gone, stood - gone


def open_all(connection: Connection, said: Said) -> int:
    """Open a result for every observation of ``lone`` that has none; how many."""
    taken = (*CELL, "subject_kind", "number", "label")
    made = quoted((*taken, "observation_id", "support", "dissent", "grade", "state", "reason", "since"))
    return connection.execute(
        at(
            f"INSERT INTO result ({made}) SELECT {quoted(taken, 'l')}, l.id, 1, 0, l.grade, 'single', 'only', :at FROM lone AS l "
            "WHERE NOT EXISTS (SELECT 1 FROM stood AS s WHERE s.observation = l.id "
            "AND NOT EXISTS (SELECT 1 FROM gone AS g WHERE g.id = s.id))",
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
