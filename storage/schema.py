"""The database's version, and the way to the newest."""

from pathlib import Path

from sqlalchemy import Connection, column, false, inspect, select, table, update

from storage.errors import DatabaseAhead, DatabaseBehind, DatabaseMissing

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_stamp = table("alembic_version", column("version_num"))


def upgrade(connection: Connection) -> None:
    """Run every migration that is missing, inside the connection's transaction."""
    # Only an upgrade needs them: a program that starts or looks at the version does not.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision(connection: Connection) -> str:
    """The version of the database; empty if it has none yet."""
    if not inspect(connection).has_table(_stamp.name):
        return ""
    found: str | None = connection.execute(select(_stamp.c.version_num)).scalar()
    return found or ""


def require_writable(connection: Connection) -> None:
    """Begin to write, and write nothing: that alone is refused where a database is read-only."""
    connection.execute(update(_stamp).where(false()).values(version_num=""))


def newest() -> str:
    """The version this program is written for."""
    return max(_known())


def require_current(found: str) -> None:
    """Raise DatabaseMissing, DatabaseBehind or DatabaseAhead unless program and database fit."""
    if not found:
        raise DatabaseMissing(newest())
    if found not in _known():
        raise DatabaseAhead(found, newest())
    if found != newest():
        raise DatabaseBehind(found, newest())


def _known() -> set[str]:
    """Every version there is: a migration's file is named by it, as 0001_people.py."""
    return {file.name.partition("_")[0] for file in _VERSIONS.glob("[0-9]*_*.py")}
