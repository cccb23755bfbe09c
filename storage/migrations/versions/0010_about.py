"""A photo may be about a matter's step, an honour, or an item that is checked on the spot."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("evidence", sa.Column("about", sa.String(), nullable=True))
    op.create_index("ix_evidence_about", "evidence", ["about"])
