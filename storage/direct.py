"""A connection on which a statement that comes again goes straight to the driver."""

from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any, TypeVarTuple, overload
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, CursorResult, Dialect, Executable
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql.selectable import TypedReturnsRows

from storage.engine_faults import told
from storage.errors import DatabaseUnusable
from storage.prepared import Given, Prepared, lists, prepared

Columns = TypeVarTuple("Columns")
_LONGEST = 4
"""Values of a list up to which its statement is prepared, once for each length."""


class Rows(IteratorResult[Any]):
    """All rows that a statement brought, or how many it changed."""

    def __init__(
        self, names: tuple[str, ...], rows: Sequence[Sequence[Any]], rowcount: int
    ) -> None:
        super().__init__(_columns(names), iter(rows))
        self.rowcount = rowcount


@lru_cache(maxsize=512)
def _columns(names: tuple[str, ...]) -> SimpleResultMetaData:
    return SimpleResultMetaData(names)


class Direct:
    """Within a transaction of the connection, which its owner begins and ends."""

    def __init__(self, connection: Connection, known: "Known") -> None:
        self._db = connection
        self._known = known
        self.dialect = connection.dialect

    @overload
    def execute(
        self, statement: TypedReturnsRows[*Columns], given: Given | None = None
    ) -> CursorResult[*Columns]: ...

    @overload
    def execute(
        self, statement: Executable, given: Any = None
    ) -> CursorResult[*tuple[Any, ...]]: ...

    def execute(self, statement: Any, given: Any = None) -> Any:
        """What the connection itself would answer, as far as rows and their count go."""
        self._require_connected()
        several = isinstance(given, list)
        ready = None if several else self._known.ready(statement, given or {})
        return self._sent(ready, given or {}) if ready else self._db.execute(statement, given)

    def command(self, words: str) -> None:
        """SQL that needs no values and has no answer."""
        self._require_connected()
        self._sent(Prepared(words), {})

    def _require_connected(self) -> None:
        """Raise DatabaseUnusable once the connection was lost: the transaction went with it."""
        if self._db.invalidated:
            raise DatabaseUnusable("connection lost")

    def _sent(self, ready: Prepared, given: Given) -> Rows:
        driver = self._db.connection
        try:
            with closing(driver.cursor()) as cursor:
                cursor.execute(ready.words, ready.values(given))
                names = tuple(column[0] for column in cursor.description or ())
                return Rows(names, ready.read(cursor.fetchall()) if names else (), cursor.rowcount)
        except self.dialect.loaded_dbapi.Error as error:
            lost = self.dialect.is_disconnect(error, driver, None)
            if lost:
                # As SQLAlchemy itself does: those that wait for the next are lost as well.
                self._db.engine.pool._invalidate(driver, error)  # noqa: SLF001
                self._db.invalidate(error)
            raise told(error, lost=lost) from error


class Known:
    """What came before to one engine; statements built for one use are soon forgotten."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._forms: WeakKeyDictionary[Any, _Forms] = WeakKeyDictionary()

    def ready(self, statement: Any, given: Given) -> Prepared | None:
        """The statement as the driver takes it; None where SQLAlchemy shall send it itself."""
        forms = self._forms.get(statement)
        if forms is None:
            self._forms[statement] = _Forms()
            return None
        return forms.of(statement, given, self._dialect)


class _Forms:
    """One statement: told otherwise for other names of values, and for other lengths of lists."""

    def __init__(self) -> None:
        self._lists: tuple[str, ...] | None = None
        self._told: dict[tuple[Any, ...], Prepared | None] = {}

    def of(self, statement: Any, given: Given, dialect: Dialect) -> Prepared | None:
        if self._lists is None:
            self._lists = lists(statement, given, dialect)
        lengths = tuple(len(given[name]) for name in self._lists)
        if any(length > _LONGEST for length in lengths):
            return None
        form = (*given, *lengths)
        if form not in self._told:
            self._told[form] = prepared(statement, given, dialect)
        return self._told[form]
