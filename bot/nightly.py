"""The nightly backup: a job like others, ordered once a night by the tick."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, time
from pathlib import Path
from typing import Any

import structlog

from bot.backup import back_up, kept_since, note, prune
from bot.clock import SHANGHAI, Clock
from bot.settings import Settings
from storage.unit_of_work import Store, UnitOfWork

log = structlog.get_logger(__name__)

BACKUP = "backup"
_FROM = time(2)


def tick(uow: UnitOfWork, now: datetime) -> None:
    """From 2:00 on, once a day: after a night of standing still, when it runs again."""
    if now.time() >= _FROM:
        uow.jobs.put(BACKUP, {}, key=f"{BACKUP}/{now.date()}", at=now)


class MakeBackup:
    """One kind of job: make the night's backup, and remove those that are old."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, root: Path) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._root = root

    async def work(self, _payload: Mapping[str, Any]) -> str:
        """The name of the backup."""
        return (await asyncio.to_thread(self._make)).name

    def finish(self, uow: UnitOfWork, _payload: Mapping[str, Any], result: str) -> None:
        note(uow, self._clock.machine(), result)

    def give_up(self, _uow: UnitOfWork, _payload: Mapping[str, Any]) -> None:
        """`qinglian check` tells that the last one is old."""
        log.error("没有做成今天的备份。")

    def _make(self) -> Path:
        made_at = self._clock.machine().astimezone(SHANGHAI)
        made = back_up(
            self._store, self._settings.data_dir, self._root, made_at, self._clock.today()
        )
        with suppress(OSError):  # what is too old today is too old tomorrow
            prune(self._root, kept_since(made_at, self._settings.backup_days))
        return made
