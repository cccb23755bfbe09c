"""Values the program keeps for itself, such as its last tick."""

from typing import Any

from storage.repository import Repository
from storage.tables import Setting

_setting = Setting.__table__
BOT_NAME = "bot.name"
"""Under which a running programme keeps the bot's name: links are made of it."""


class Settings(Repository):
    """JSON values by key."""

    def get(self, key: str) -> Any:
        """The value, or None if none was put."""
        row = self._first(_setting, key=key)
        return row["value"] if row else None

    def put(self, key: str, value: Any) -> None:
        if self._insert_once(_setting, key=key, value=value) is None:
            self._update(_setting, _setting.c.key == key, value=value)
