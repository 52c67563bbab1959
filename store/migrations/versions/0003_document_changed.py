"""when a document last changed, for incremental consolidation"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.create_index("ix_document_changed_at", "document", ["changed_at"])


def downgrade() -> None:
    op.drop_index("ix_document_changed_at", "document")
    op.drop_column("document", "changed_at")
