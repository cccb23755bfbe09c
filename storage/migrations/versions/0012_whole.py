"""Photos are found by what they show, with all its parts, and by the file: both by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_EVIDENCE = sa.table("evidence", sa.column("about"), sa.column("whole"))


def upgrade() -> None:
    op.add_column("evidence", sa.Column("whole", sa.String(), nullable=True))
    connection = op.get_bind()
    told = sa.select(_EVIDENCE.c.about).where(_EVIDENCE.c.about.is_not(None)).distinct()
    for about in connection.execute(told).scalars().all():
        mine = sa.update(_EVIDENCE).where(_EVIDENCE.c.about == about)
        connection.execute(mine.values(whole=about.partition("/")[0]))
    op.drop_index("ix_evidence_about", "evidence")
    op.create_index("ix_evidence_whole", "evidence", ["whole"])
    op.create_index("ix_evidence_file_unique_id", "evidence", ["file_unique_id"])
