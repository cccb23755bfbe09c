"""How a county reads the open places of a scheme in a year; chosen once for all its villages."""

from collections.abc import Mapping
from functools import cached_property

from sqlalchemy import select

from storage.repository import Repository
from storage.settings import Settings
from storage.tables import Setting

_setting = Setting.__table__
_PREFIX = "readings/"
_CHOSEN = select(_setting.c.key, _setting.c.value).where(_setting.c.key.startswith(_PREFIX))

Chosen = Mapping[str, str]
"""The option by the reading's id; a reading that is not named has its default."""


class Readings(Repository):
    """The chosen readings of all schemes and years, read at most once in a transaction."""

    def of(self, scheme_id: str) -> Mapping[int, Chosen]:
        """What was chosen under a scheme, by year."""
        return self._chosen.get(scheme_id, {})

    def choose(self, scheme_id: str, year: int, chosen: Chosen) -> None:
        """From now on these are the readings of the scheme in the year."""
        Settings(self._db).put(f"{_PREFIX}{scheme_id}/{year}", dict(chosen))
        self.__dict__.pop("_chosen", None)

    @cached_property
    def _chosen(self) -> dict[str, dict[int, Chosen]]:
        found: dict[str, dict[int, Chosen]] = {}
        for key, value in self._db.execute(_CHOSEN):
            _, scheme_id, year = key.split("/")
            found.setdefault(scheme_id, {})[int(year)] = value
        return found
