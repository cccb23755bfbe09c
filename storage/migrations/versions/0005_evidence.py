"""What is known of a file somebody sent, and to what it belongs."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("evidence") as evidence:
        evidence.add_column(sa.Column("draft_id", sa.Integer(), nullable=True))
        evidence.add_column(sa.Column("album", sa.String(), nullable=True))
        evidence.add_column(sa.Column("refused", sa.String(), nullable=True))
        evidence.add_column(sa.Column("prints", sa.LargeBinary(), nullable=True))
        evidence.add_column(sa.Column("alike", sa.JSON(), nullable=True))
        evidence.create_foreign_key(op.f("fk_evidence_draft_id"), "draft", ["draft_id"], ["id"])
        evidence.create_index(op.f("ix_evidence_draft_id"), ["draft_id"], unique=False)
        evidence.create_index(op.f("ix_evidence_album"), ["album"], unique=False)
