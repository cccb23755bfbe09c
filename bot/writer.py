"""The one thread in which the ledger is read and written, so that the event loop never waits."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.unit_of_work import Store, UnitOfWork

Result = TypeVar("Result")


class Writer:
    """Runs pieces of work, each in one transaction, one after another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")

    async def do(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """The result of `work`, committed; its exception, rolled back."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._commit, work)

    def close(self) -> None:
        """Finish the transaction at hand."""
        self._thread.shutdown(wait=True)

    def _commit(self, work: Callable[[UnitOfWork], Result]) -> Result:
        with self._store.begin() as uow:
            return work(uow)
