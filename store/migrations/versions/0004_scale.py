"""indexes over what stands, and counts by edition and subject, for a panel of many million values

The counts are made of what the store holds, as consolidation keeps them from then on.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CELL = ["index", "level", "province", "year", "subject", "criterion", "among", "measure"]
STANDS, CLOSED = sa.text("closed_at IS NULL"), sa.text("closed_at IS NOT NULL")
OLD = {
    "observation": {
        "ix_observation_cell": [*CELL[:6], "measure"], "ix_observation_subject": ["subject", "year"],
        "ix_observation_document_id": ["document_id"], "ix_observation_first_seen": ["first_seen"], "ix_observation_closed_at": ["closed_at"],
    },
    "result": {
        "ix_result_cell": [*CELL[:4], "among", "subject", "criterion", "measure"], "ix_result_closed_at": ["closed_at"],
        "ix_result_edition": ["index", "level", "year", "measure", "closed_at"], "ix_result_observation_id": ["observation_id"],
        "ix_result_since": ["since"], "ix_result_subject": ["subject", "subject_kind", "year"],
    },
    "finding": {"ix_finding_closed_at": ["closed_at"], "ix_finding_rule": ["rule"]},
}  # fmt: skip
NEW: dict[str, dict[str, tuple[list[str], sa.TextClause | None]]] = {
    "observation": {
        "ix_observation_cell": (CELL, STANDS),
        "ix_observation_document": (["document_id", "value_start"], STANDS),
        "ix_observation_closed": (["closed_at"], CLOSED),
    },
    "result": {
        "ix_result_cell": ([*CELL, "closed_at"], None),
        "ix_result_subject": (["subject", "subject_kind", "index", "year"], None),
        "ix_result_observation": (["observation_id"], STANDS),
        "ix_result_closed": (["closed_at"], CLOSED),
    },
    "finding": {
        "ix_finding_weight": (["weight", "id"], STANDS),
        "ix_finding_rule": (["rule", "severity", "weight", "id"], STANDS),
        "ix_finding_edition": (["index", "level", "province", "year", "rule"], STANDS),
    },
}
COVERAGE = """
    INSERT INTO coverage
        ("index", level, province, year, subject, subject_kind, results, contradicted, ranked, overall, overall_contradicted)
    SELECT "index", level, province, year, subject, subject_kind, count(*), sum(contradicted), sum(ranked), sum(overall), sum(overall * contradicted)
    FROM (
        SELECT result.*, CASE WHEN state = 'contradicted' THEN 1 ELSE 0 END AS contradicted,
            CASE WHEN measure IN ('rank', 'score', 'percent', 'band') THEN 1 ELSE 0 END AS ranked,
            CASE WHEN criterion = '' AND among = '' AND measure IN ('rank', 'score', 'percent') THEN 1 ELSE 0 END AS overall
        FROM result WHERE closed_at IS NULL
    ) AS standing GROUP BY "index", level, province, year, subject, subject_kind
"""
ASSESSMENT = """
    INSERT INTO assessment ("index", level, province, year, subjects, observations, results, contradicted)
    SELECT "index", level, province, year, sum(subjects), sum(observations), sum(results), sum(contradicted)
    FROM (
        SELECT "index", level, province, year, 0 AS subjects, count(*) AS observations, 0 AS results, 0 AS contradicted
        FROM observation WHERE closed_at IS NULL GROUP BY "index", level, province, year
        UNION ALL
        SELECT "index", level, province, year, count(DISTINCT CASE WHEN ranked > 0 AND subject_kind <> 'group' THEN subject END),
            0, sum(results), sum(contradicted)
        FROM coverage GROUP BY "index", level, province, year
    ) AS held GROUP BY "index", level, province, year
"""


def upgrade() -> None:
    for table, indexes in OLD.items():
        for name in indexes:
            op.drop_index(name, table)
    op.add_column("finding", sa.Column("weight", sa.Float(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE finding SET weight = CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END + (1 - confidence) / 2"
    )
    for table, wanted in NEW.items():
        for name, (columns, which) in wanted.items():
            op.create_index(name, table, columns, sqlite_where=which, postgresql_where=which)
    edition = ("index", "level", "province")
    op.create_table(
        "assessment",
        *_texts(*edition),
        *_integers("year", "subjects", "observations", "results", "contradicted"),
        _key(*edition, "year"),
    )
    subject = (*edition, "subject", "subject_kind")
    counts = ("results", "contradicted", "ranked", "overall", "overall_contradicted")
    op.create_table("coverage", *_texts(*subject), *_integers("year", *counts), _key(*edition, "year", "subject", "subject_kind"))
    op.create_index("ix_coverage_subject", "coverage", ["subject_kind", "subject", "index", "year"])
    op.execute(COVERAGE)
    op.execute(ASSESSMENT)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _key(*names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names)


def downgrade() -> None:
    op.drop_table("coverage")
    op.drop_table("assessment")
    for table, indexes in NEW.items():
        for name in indexes:
            op.drop_index(name, table)
    op.drop_column("finding", "weight")
    for table, former in OLD.items():
        for name, columns in former.items():
            op.create_index(name, table, columns)
