"""One use case, one transaction: all of it is kept, or nothing."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from storage import schema
from storage.audit import AuditLog
from storage.cards import Cards
from storage.drafts import Drafts
from storage.engine import connect
from storage.enrolments import Enrolments
from storage.evidence import Files
from storage.exclusive import exclusive
from storage.facts import VillageFacts
from storage.feedback import Voices
from storage.findings import Findings
from storage.grants import Grants
from storage.inbox import Updates
from storage.invites import Invites
from storage.jobs import Jobs
from storage.outbox import Messages
from storage.people import People
from storage.places import Places
from storage.records import Records
from storage.reminders import Reminders
from storage.settings import Settings


class UnitOfWork:
    """Every repository, on one connection and in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.places = Places(connection)
        self.people = People(connection)
        self.grants = Grants(connection)
        self.invites = Invites(connection)
        self.enrolments = Enrolments(connection)
        self.records = Records(connection)
        self.evidence = Files(connection)
        self.findings = Findings(connection)
        self.facts = VillageFacts(connection)
        self.drafts = Drafts(connection)
        self.cards = Cards(connection)
        self.inbox = Updates(connection)
        self.outbox = Messages(connection)
        self.jobs = Jobs(connection)
        self.reminders = Reminders(connection)
        self.feedback = Voices(connection)
        self.audit = AuditLog(connection)
        self.settings = Settings(connection)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that leaves nothing behind if it raises, while the rest may go on."""
        with self._connection.begin_nested():
            yield


class Store:
    """The database."""

    def __init__(self, database_url: str) -> None:
        self._engine = connect(database_url)
        self._reading = connect(database_url, reading=True)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """A transaction that may write; on SQLite there is one at a time."""
        with self._engine.begin() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A transaction that only reads: one unchanging view, and nobody waits for it."""
        with self._reading.connect() as connection:
            yield UnitOfWork(connection)

    def upgrade(self) -> None:
        """Bring the database to this program's version."""
        with self._engine.begin() as connection:
            schema.upgrade(connection)

    def revision(self) -> str:
        """The version of the database; empty if it has none yet."""
        with self._engine.begin() as connection:
            return schema.revision(connection)

    def require_current(self) -> None:
        """Raise DatabaseBehind or DatabaseAhead unless program and database fit."""
        schema.require_current(self.revision())

    def exclusive_run(self) -> AbstractContextManager[None]:
        """Hold this while running: AlreadyRunning if another process does, on the same SQLite file.

        Several processes may run on PostgreSQL.
        """
        engine = self._engine
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        return exclusive(Path(file) if file else None)

    def close(self) -> None:
        self._engine.dispose()
        self._reading.dispose()
