"""One use case, one transaction: all of it is kept, or nothing."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from secrets import token_bytes

from sqlalchemy import Connection

from storage import schema
from storage.audit import AuditLog
from storage.burden import Burden
from storage.cards import Cards
from storage.commitments import Commitments
from storage.direct import Direct, Known
from storage.drafts import Drafts
from storage.draws import Draws
from storage.engine import connect, rebuilding, require_sound, undone_alone
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
from storage.personal import PersonalData
from storage.places import Places
from storage.readings import Readings
from storage.records import Records
from storage.reminders import Reminders
from storage.retention import Retention
from storage.scope import Scope
from storage.scorings import Scorings
from storage.settings import Settings
from storage.sheets import Sheets
from storage.wall import Wall
from storage.whole import Whole


class UnitOfWork:
    """Every repository, on one connection and in one transaction."""

    def __init__(self, connection: Connection, known: Known, key: bytes) -> None:
        self._connection = connection
        self._db = db = Direct(connection, known)
        self._wall = Wall(db)
        self.places = Places(db)
        self.people = People(db)
        self.grants = Grants(db)
        self.invites = Invites(db, key)
        self.enrolments = Enrolments(db)
        self.records = Records(db)
        self.evidence = Files(db)
        self.findings = Findings(db)
        self.facts = VillageFacts(db, self.places)
        self.scorings = Scorings(db)
        self.sheets = Sheets(db)
        self.draws = Draws(db)
        self.drafts = Drafts(db)
        self.cards = Cards(db)
        self.inbox = Updates(db)
        self.outbox = Messages(db)
        self.burden = Burden(db)
        self.jobs = Jobs(db)
        self.reminders = Reminders(db)
        self.feedback = Voices(db)
        self.audit = AuditLog(db)
        self.commitments = Commitments(db)
        self.settings = Settings(db)
        self.readings = Readings(db)
        self.whole = Whole(db)
        self.personal = PersonalData(db)
        self.retention = Retention(db)

    def alone(self) -> None:
        """Let no other act of a person run beside this one, to the end of the transaction.

        What is looked up from here on cannot change before it is written upon. SQLite has one
        writer anyway; on PostgreSQL the end of the audit chain, which every act moves, is held.
        """
        self.audit.hold()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that leaves nothing behind if it raises, while the rest may go on.

        Where the database itself fails there is no going on: the whole transaction is over.
        """
        with self._wall.as_before_if_undone(), undone_alone(self._db):
            yield

    def narrow(self, scope: Scope) -> None:
        """From here on the database itself shows the villages of this scope only (PostgreSQL)."""
        self._wall.narrow(scope)

    def narrowed(self, scope: Scope) -> AbstractContextManager[None]:
        """The same for a part; afterwards it shows what it showed before."""
        return self._wall.narrowed(scope)


class Store:
    """The database, and the key of its invitations, which is kept elsewhere.

    Opened without the key, it knows only the invitations that it makes itself.
    """

    def __init__(self, database_url: str, key: bytes | None = None) -> None:
        self._key = key or token_bytes(32)
        self._engine = connect(database_url)
        self._reading = connect(database_url, reading=True)
        self._written, self._read = Known(self._engine.dialect), Known(self._reading.dialect)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """A transaction that may write; on SQLite there is one at a time."""
        with self._engine.begin() as connection:
            yield UnitOfWork(connection, self._written, self._key)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A transaction that only reads: one unchanging view, and nobody waits for it."""
        with self._reading.begin() as connection:
            yield UnitOfWork(connection, self._read, self._key)

    def upgrade(self) -> None:
        """Bring the database to this program's version."""
        with rebuilding(self._engine) as connection:
            schema.upgrade(connection)

    def revision(self) -> str:
        """The version of the database; empty if it has none yet."""
        with self._engine.begin() as connection:
            return schema.revision(connection)

    def require_current(self) -> None:
        """Raise DatabaseBehind or DatabaseAhead unless program and database fit."""
        schema.require_current(self.revision())

    def require_writable(self) -> None:
        """Raise DatabaseReadOnly if nothing can be written."""
        with self._engine.begin() as connection:
            schema.require_writable(connection)

    def require_sound(self) -> None:
        """Raise DatabaseSpoiled if a SQLite file is damaged anywhere: it is read as a whole."""
        with self._reading.connect() as connection:
            require_sound(connection)

    def exclusive_run(self) -> AbstractContextManager[None]:
        """Hold this while running: AlreadyRunning if another process does, on the same SQLite file.

        Several processes may run on PostgreSQL.
        """
        return exclusive(self.file)

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None on a database server."""
        name = self._engine.url.database if self._engine.dialect.name == "sqlite" else None
        return Path(name) if name else None

    def close(self) -> None:
        self._engine.dispose()
        self._reading.dispose()
