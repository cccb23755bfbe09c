"""Which grant ends when another is taken up."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("post_grant", sa.Column("replaces_id", sa.Integer(), nullable=True))
