"""On PostgreSQL: whoever takes the role `qinglian_scoped` sees the villages of its setting only."""

from alembic import op

revision = "0008"
down_revision = "0007"

_OF_VILLAGE = (
    "assessment",
    "enrolment",
    "evidence",
    "fact_event",
    "finding",
    "grade",
    "honour",
    "matter",
    "negative",
    "not_applicable",
    "recognition",
    "record",
    "scoring",
    "sheet",
    "state_seen",
    "task",
    "veto",
)
_OF_ROW = (
    ("finding_event", "finding"),
    ("record_event", "record"),
    ("record_version", "record"),
    ("scoring_event", "scoring"),
)
_VILLAGES = "SELECT unnest(current_setting('qinglian.villages', true)::integer[])"
_MAKE_ROLE = """
DO $$
BEGIN
    CREATE ROLE qinglian_scoped NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION '请数据库管理员先执行:CREATE ROLE qinglian_scoped NOLOGIN; '
            'GRANT qinglian_scoped TO %;', current_user;
END $$
"""
_JOIN_ROLE = """
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT qinglian_scoped TO %I', current_user);
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN NULL;  -- an administrator has done it, or the next step fails
END $$
"""
_GRANT = """
DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO qinglian_scoped', current_schema());
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I'
        ' TO qinglian_scoped', current_schema());
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO qinglian_scoped',
        current_schema());
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for statement in (_MAKE_ROLE, _JOIN_ROLE, _GRANT):
        op.execute(statement)
    op.execute("REVOKE UPDATE, DELETE ON audit FROM qinglian_scoped")
    for table in _OF_VILLAGE:
        _wall(table, f"village_id IN ({_VILLAGES})")
    for table, whole in _OF_ROW:
        _wall(table, f"{whole}_id IN (SELECT id FROM {whole})")  # noqa: S608 - our own names
    op.execute("SET LOCAL ROLE qinglian_scoped")  # fails now rather than at somebody's first word
    op.execute("RESET ROLE")


def _wall(table: str, seen: str) -> None:
    """A row of a village is there for the role if it sees the village; of a row, if it sees it."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY scoped ON {table} TO qinglian_scoped USING ({seen})")
