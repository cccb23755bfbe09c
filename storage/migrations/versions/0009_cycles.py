"""Each cycle (创建周期) of a village is a row of its own: a new one leaves the former as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_SEEN = "enrolment_id IN (SELECT id FROM enrolment)"


def upgrade() -> None:
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cycle"),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name="fk_cycle_enrolment_id"),
    )
    op.create_index("ix_cycle_enrolment_id", "cycle", ["enrolment_id"])
    op.execute(
        "INSERT INTO cycle (enrolment_id, starts_on)"
        " SELECT id, cycle_start FROM enrolment WHERE cycle_start IS NOT NULL ORDER BY id"
    )
    op.drop_column("enrolment", "cycle_start")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON cycle TO qinglian_scoped")
        op.execute("GRANT USAGE ON SEQUENCE cycle_id_seq TO qinglian_scoped")
        op.execute("ALTER TABLE cycle ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY scoped ON cycle TO qinglian_scoped USING ({_SEEN})")
