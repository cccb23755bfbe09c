"""The second wall: PostgreSQL itself shows no row of a village outside the scope.

Within it the transaction works under a role that owns nothing and sees only the villages of a
setting (migration 0008). On SQLite there is no such thing: there the queries' own scopes hold.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Text, bindparam, func, select

from storage.direct import Direct
from storage.errors import DatabaseFailed
from storage.scope import Scope

ROLE = "qinglian_scoped"
_WHOLE = Scope(None, "整个台账")
_SHOW = select(
    func.set_config("role", bindparam("role", type_=Text), True),  # noqa: FBT003 - SQL
    func.set_config("qinglian.villages", bindparam("villages", type_=Text), True),  # noqa: FBT003
)
"""Both for the transaction at hand only, in one step."""


class Wall:
    """What one transaction is shown. Python and database agree, also after a rolled back part."""

    def __init__(self, connection: Direct) -> None:
        self._db = connection
        self._shown = _WHOLE
        self._stands = connection.dialect.name == "postgresql"

    def narrow(self, scope: Scope) -> None:
        """From here on show the villages of this scope only."""
        if self._stands and scope.villages != self._shown.villages:
            self._db.execute(_SHOW, _told(scope))
        self._shown = scope

    @contextmanager
    def narrowed(self, scope: Scope) -> Iterator[None]:
        """Show the villages of this scope only, and afterwards what was shown before."""
        before = self._shown
        self.narrow(scope)
        try:
            yield
        finally:
            with suppress(DatabaseFailed):  # after an error only a rollback helps, and undoes it
                self.narrow(before)

    @contextmanager
    def as_before_if_undone(self) -> Iterator[None]:
        """Around a savepoint: its rollback takes back what was narrowed within it."""
        before = self._shown
        try:
            yield
        except BaseException:
            self._shown = before
            raise


def _told(scope: Scope) -> dict[str, str]:
    listed = ",".join(map(str, sorted(scope.villages or ())))
    return {"role": "none" if scope.villages is None else ROLE, "villages": f"{{{listed}}}"}
