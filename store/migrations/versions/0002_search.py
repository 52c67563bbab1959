"""full-text search over documents, with and without diacritics

SQLite: two FTS5 tables over the document table's own columns, kept by triggers. PostgreSQL: two generated tsvector columns with GIN indexes.
Only current documents are found; older readings stay in the index and are left out by the query.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = {"text": ("title", "text"), "folded": ("folded",)}


def upgrade() -> None:
    for name, columns in COLUMNS.items():
        for statement in (_sqlite if op.get_bind().dialect.name == "sqlite" else _postgresql)(name, columns):
            op.execute(statement)


def _sqlite(name: str, columns: tuple[str, ...]) -> list[str]:
    table, listed = f"document_search_{name}", ", ".join(columns)
    old, new = (", ".join(f"{row}.{c}" for c in columns) for row in ("old", "new"))
    remove = f"INSERT INTO {table}({table}, rowid, {listed}) VALUES ('delete', old.id, {old});"  # noqa: S608
    insert = f"INSERT INTO {table}(rowid, {listed}) VALUES (new.id, {new});"  # noqa: S608
    return [
        f"""CREATE VIRTUAL TABLE {table} USING fts5({listed}, content='document', content_rowid='id',
            tokenize="unicode61 remove_diacritics 0")""",
        f"CREATE TRIGGER {table}_insert AFTER INSERT ON document BEGIN {insert} END",
        f"CREATE TRIGGER {table}_delete AFTER DELETE ON document BEGIN {remove} END",
        f"CREATE TRIGGER {table}_update AFTER UPDATE OF {listed} ON document BEGIN {remove} {insert} END",
        f"INSERT INTO {table}({table}) VALUES ('rebuild')",  # noqa: S608
    ]


def _postgresql(name: str, columns: tuple[str, ...]) -> list[str]:
    joined = " || ' ' || ".join(columns)
    spaced = f"translate(left({joined}, 250000), '/-_.@:,', '       ')"  # no paths, hosts and signed numbers: words only
    bounded = f"to_tsvector('simple', {spaced})"  # a tsvector holds 1 MB at most
    return [
        f"ALTER TABLE document ADD COLUMN search_{name} tsvector GENERATED ALWAYS AS ({bounded}) STORED",
        f"CREATE INDEX ix_document_search_{name} ON document USING gin (search_{name})",
    ]


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in COLUMNS:
        if not sqlite:
            op.execute(f"ALTER TABLE document DROP COLUMN search_{name}")
            continue
        for event in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER document_search_{name}_{event}")
        op.execute(f"DROP TABLE document_search_{name}")
