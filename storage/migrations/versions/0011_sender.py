"""Who sent an update, whoever has the phone later: known once it is handled."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_INBOX = sa.table("inbox", sa.column("sender"), sa.column("received_at"), sa.column("person_id"))
_ACCOUNT = sa.table(
    "account",
    *map(sa.column, ("person_id", "channel", "external_id", "bound_at")),
)
_HOLDER = sa.select(_ACCOUNT.c.person_id).where(
    _ACCOUNT.c.channel == "telegram",
    _ACCOUNT.c.external_id == _INBOX.c.sender,
    _ACCOUNT.c.bound_at <= _INBOX.c.received_at,
)


def upgrade() -> None:
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        inbox.create_foreign_key("fk_inbox_person_id", "person", ["person_id"], ["id"])
        inbox.create_index("ix_inbox_person_id", ["person_id"])
    op.execute(sa.update(_INBOX).values(person_id=_HOLDER.scalar_subquery()))
