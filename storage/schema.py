"""The database's version, and the way to the newest."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.errors import DatabaseAhead, DatabaseBehind


def upgrade(connection: Connection) -> None:
    """Run every migration that is missing, inside the connection's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision(connection: Connection) -> str:
    """The version of the database; empty if it has none yet."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def newest() -> str:
    """The version this program is written for."""
    return _scripts().get_current_head() or ""


def require_current(found: str) -> None:
    """Raise DatabaseBehind or DatabaseAhead unless program and database fit."""
    known = {script.revision for script in _scripts().walk_revisions()}
    if found and found not in known:
        raise DatabaseAhead(found, newest())
    if found != newest():
        raise DatabaseBehind(found, newest())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("path_separator", "os")
    return config
