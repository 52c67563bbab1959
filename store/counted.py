"""The counts by edition and by subject, brought up for the part that was consolidated."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from store.parts import EDITION, SUBJECT, analyzed, quoted, same, temporary

RANKED = "'rank', 'score', 'percent', 'band'"
OVERALL = "r.criterion = '' AND r.among = '' AND r.measure IN ('rank', 'score', 'percent')"


def uncounted(connection: Connection) -> bool:
    """Whether there are results and no counts of them, as an older version leaves them that went on while the tables were made."""
    if connection.execute(text("SELECT 1 FROM coverage LIMIT 1")).first() is not None:
        return False
    return connection.execute(text("SELECT 1 FROM result WHERE closed_at IS NULL LIMIT 1")).first() is not None


def count(connection: Connection, part: Sequence[str]) -> None:
    """Count ``part`` anew: its subjects in the table of coverage, then its editions in that of assessments."""
    held = f"({quoted(part)}) IN (SELECT {quoted(part)} FROM part)"
    connection.execute(text(f"DELETE FROM coverage WHERE {held}"))
    dims = quoted((*SUBJECT, "subject_kind"))
    connection.execute(
        text(
            f"INSERT INTO coverage ({dims}, results, contradicted, ranked, overall, overall_contradicted) "
            f"SELECT {quoted((*SUBJECT, 'subject_kind'), 'r')}, count(*), sum(CASE WHEN r.state = 'contradicted' THEN 1 ELSE 0 END), "
            f"sum(CASE WHEN r.measure IN ({RANKED}) THEN 1 ELSE 0 END), sum(CASE WHEN {OVERALL} THEN 1 ELSE 0 END), "
            f"sum(CASE WHEN {OVERALL} AND r.state = 'contradicted' THEN 1 ELSE 0 END) "
            f"FROM part AS p CROSS JOIN result AS r WHERE {same('r', 'p', part)} AND r.closed_at IS NULL "
            f"GROUP BY {quoted((*SUBJECT, 'subject_kind'), 'r')}"
        )
    )
    key = quoted(EDITION)
    temporary(connection, "counted", f'"index" TEXT, "level" TEXT, "province" TEXT, "year" INTEGER, PRIMARY KEY ({key})')
    connection.execute(text(f"INSERT INTO counted SELECT DISTINCT {key} FROM part"))
    analyzed(connection, "counted")
    connection.execute(text(f"DELETE FROM assessment WHERE ({key}) IN (SELECT {key} FROM counted)"))
    seen = f"(SELECT count(*) FROM observation AS o WHERE {same('o', 'e', EDITION)} AND o.closed_at IS NULL)"
    connection.execute(
        text(
            f"INSERT INTO assessment ({key}, subjects, observations, results, contradicted) SELECT * FROM ("
            f"SELECT {quoted(EDITION, 'e')}, count(DISTINCT CASE WHEN c.ranked > 0 AND c.subject_kind <> 'group' THEN c.subject END), "
            f"{seen} AS observations, coalesce(sum(c.results), 0) AS results, coalesce(sum(c.contradicted), 0) "
            f"FROM counted AS e LEFT JOIN coverage AS c ON {same('c', 'e', EDITION)} GROUP BY {quoted(EDITION, 'e')}) AS made "
            "WHERE observations > 0 OR results > 0"
        )
    )
